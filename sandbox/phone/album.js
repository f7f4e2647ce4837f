// Pictures that came one right after the other stand together.
import { classes, foot } from "./bubble.js";
import { h } from "./dom.js";
import { image } from "./media.js";
import { isMine, shownAt } from "./store.js";

// As on WhatsApp: four make an album.
const LEAST = 4;
const SHOWN = 4;
const SECONDS_APART = 60;

function goesTogether(message) {
    return (
        message.kind === "image" &&
        message.media.length === 1 &&
        !message.text &&
        !message.quoted &&
        !message.forwarded &&
        !message.error_code &&
        !message.webhook?.error_code
    );
}

function follows(message, before) {
    const near = shownAt(message) - shownAt(before) < SECONDS_APART;
    return near && isMine(message) === isMine(before);
}

/** Lists of messages: alone, or pictures of one album. */
export function albums(messages) {
    const runs = [];
    for (const message of messages) {
        const run = runs.at(-1);
        const joins =
            run?.every(goesTogether) &&
            goesTogether(message) &&
            follows(message, run.at(-1));
        joins ? run.push(message) : runs.push([message]);
    }
    return runs.flatMap((run) =>
        run.length < LEAST ? run.map((message) => [message]) : [run]
    );
}

export function album(messages, startsTurn) {
    const tiles = messages.slice(0, SHOWN).map((message, place) => {
        const tile = image(message.media[0], message);
        tile.dataset.sid = message.sid;
        const more = messages.length - SHOWN;
        if (place === SHOWN - 1 && more > 0) {
            tile.append(h("span", { class: "more" }, `+${more}`));
        }
        return tile;
    });
    return h(
        "li",
        { class: classes(messages[0], startsTurn), "data-album": messages.length },
        h("div", { class: "album" }, ...tiles),
        foot(messages.at(-1))
    );
}
