// What a message has besides text and files: quote, marks, location, ad, tapped button.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { summary } from "./kinds.js";
import { isMine, store } from "./store.js";

const FORWARDED = { once: "Forwarded", many: "Forwarded many times" };

export function label(name, text) {
    return h("span", { class: "label" }, icon(name), text);
}

/** The message above which this one answers; a click shows it. */
export function quote(sid) {
    const quoted = store.messages.get(sid);
    if (!quoted) {
        return null;
    }
    const sender = store.senders.find((one) => one.number === quoted.sender_number);
    return h(
        "a",
        { class: "quote", href: `#${sid}`, "data-quoted": sid },
        h("strong", {}, isMine(quoted) ? "You" : sender?.name || "Business"),
        summary(quoted)
    );
}

function card(name, title, lines, href) {
    const text = [h("strong", {}, title), ...lines.map((line) => h("small", {}, line))];
    const attributes = href
        ? { href, target: "_blank", rel: "noopener noreferrer" }
        : {};
    return h(
        href ? "a" : "div",
        { class: `card ${name}`, ...attributes },
        h("span", { class: "card-icon" }, icon(name)),
        h("span", { class: "card-text" }, ...text)
    );
}

export function location({ latitude, longitude, label: name, address }) {
    const place = `${latitude}, ${longitude}`;
    const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;
    return card("location", name || "Location", [address, place].filter(Boolean), href);
}

function referral({ headline, body, source_url: url }) {
    const web = /^https?:/.test(url || "") ? url : null;
    return card("ad", headline || "Ad", [body, url].filter(Boolean), web);
}

const BEFORE = {
    referral,
    location,
    button: () => label("button", "Tapped a button"),
    list: () => label("list", "Chose from a list"),
};

/** Everything that stands above the text. */
export function extrasOf(message) {
    const forwarded = FORWARDED[message.forwarded];
    return [
        forwarded ? label("forward", forwarded) : null,
        message.quoted ? quote(message.quoted) : null,
        ...Object.entries(message.extras).map(([part, values]) => BEFORE[part](values)),
    ];
}
