// A template on the phone: header, footer, place, and cards side by side.
import { h } from "./dom.js";
import { location } from "./extras.js";
import { body as nodes } from "./markup.js";
import { taps } from "./taps.js";

export function headerOf({ header }) {
    return header ? h("strong", { class: "face-header", dir: "auto" }, header) : null;
}

export function footerOf({ footer }) {
    return footer ? h("small", { class: "face-footer", dir: "auto" }, footer) : null;
}

export function placeOf({ place }) {
    return place ? location(place) : null;
}

export function bodyOf({ body }) {
    if (!body) {
        return null;
    }
    return h("span", { class: "bubble-body", dir: "auto" }, ...nodes(body));
}

export function unknownOf(face) {
    if (face.is_known !== false) {
        return null;
    }
    const words = "This kind of template can't be shown here.";
    return h("em", { class: "unknown" }, words);
}

/** `pictureOf(place)`: the picture of the card at this place. */
export function cardsOf({ cards }, pictureOf, answer) {
    if (!cards?.length) {
        return null;
    }
    const items = cards.map((card, place) =>
        h(
            "li",
            { class: "face-card" },
            pictureOf(place),
            headerOf(card),
            bodyOf(card),
            footerOf(card),
            taps(card.buttons, answer)
        )
    );
    const attributes = { class: "face-cards", tabindex: "0", "aria-label": "Cards" };
    return h("ul", attributes, ...items);
}
