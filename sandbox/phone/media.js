// The files of a message as the phone shows them.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { labelOf } from "./kinds.js";

const UNITS = ["B", "kB", "MB"];

/** 3541 → "3.5 kB" */
export function size(bytes) {
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 2);
    const value = bytes / 1000 ** power;
    return `${value < 10 && power ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** "PDF": the end of the name, else of the type. */
function extension(media) {
    const end = /\.(\w{1,5})$/.exec(media.name || "");
    return (end ? end[1] : media.content_type.split(/[/.-]/).at(-1)).toUpperCase();
}

export function image(media, message) {
    const picture = h("img", {
        src: media.url,
        alt: message.text || labelOf(message),
        class: message.kind === "sticker" ? "sticker" : "photo",
        loading: "lazy",
    });
    return h("a", { class: "picture", href: media.url, target: "_blank" }, picture);
}

function video(media) {
    const attributes = { class: "video", src: media.url, controls: true };
    return h("video", { ...attributes, preload: "metadata", "aria-label": "Video" });
}

function audio(media) {
    const attributes = { src: media.url, name: media.name, "data-key": media.sid };
    return h("voice-player", attributes);
}

function file(media) {
    const name = media.name || "Untitled";
    return h(
        "a",
        { class: "card file", href: media.url, download: name },
        h("span", { class: "file-type" }, extension(media)),
        h(
            "span",
            { class: "card-text" },
            h("strong", {}, name),
            h("small", {}, `${extension(media)} · ${size(media.size)}`)
        )
    );
}

function contacts(media) {
    return h("div", {}, ...media.cards.map(contact));
}

function contact({ name, organisation, numbers }) {
    return h(
        "div",
        { class: "card" },
        h("span", { class: "card-icon" }, icon("contacts")),
        h(
            "span",
            { class: "card-text" },
            h("strong", {}, name || "Contact"),
            ...[organisation, ...numbers]
                .filter(Boolean)
                .map((line) => h("small", {}, line))
        )
    );
}

const MAKERS = { image, sticker: image, video, audio, contacts };
// Types that the browser shows.
const SHOWN = /^image\/(jpeg|png|webp|gif|bmp)$|^(?!image)/;

export function mediaOf(message) {
    return message.media.map((media) => {
        const kind = message.kind === "document" ? "document" : media.kind;
        const make = SHOWN.test(media.content_type) ? MAKERS[kind] : null;
        return (make || file)(media, message);
    });
}
