// What each kind of message is called, in lists and in quotes.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nodes } from "./markup.js";

// kind: [icon, name]
const KINDS = {
    image: ["image", "Photo"],
    video: ["video", "Video"],
    audio: ["audio", "Voice message"],
    sticker: ["sticker", "Sticker"],
    document: ["document", "Document"],
    location: ["location", "Location"],
    contacts: ["contacts", "Contact"],
};

export const labelOf = (message) => KINDS[message.kind]?.[1] || "Message";

function detail(message) {
    const [first] = message.media;
    return (
        message.text ||
        (message.kind === "document" && first?.name) ||
        first?.cards.map((card) => card.name).join(", ") ||
        message.extras.location?.label ||
        message.face.place?.label ||
        labelOf(message)
    );
}

/** Without the signs of markup. */
const plain = (text) => h("span", {}, ...nodes(text)).textContent;

/** One line that stands for a message: its icon and its text, or its kind. */
export function summary(message) {
    const known = KINDS[message.kind];
    const text = plain(detail(message)).replace(/\s+/g, " ");
    return h("span", { class: "summary" }, known ? icon(known[0]) : null, text);
}
