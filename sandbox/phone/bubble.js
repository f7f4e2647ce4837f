// One message as it looks on the phone.
import { repeat } from "./api.js";
import { h } from "./dom.js";
import { cardsOf, footerOf, headerOf, placeOf, unknownOf } from "./face.js";
import { extrasOf } from "./extras.js";
import { icon } from "./icons.js";
import { labelOf } from "./kinds.js";
import { body as nodes } from "./markup.js";
import { image, mediaOf } from "./media.js";
import { answerTo, taps } from "./taps.js";
import { hasFailed, isMine, shownAt } from "./store.js";
import { stateOf, ticks } from "./ticks.js";
import { clock, day, exact } from "./times.js";
import { toast } from "./toast.js";

const PLAIN = new Set(["text", "button", "interactive"]);

export function separator(message) {
    return h("li", { class: "day" }, day(shownAt(message)));
}

/** `startsTurn`: the message before was the other side's, or of another day. */
export function bubble(message, startsTurn) {
    if (hasFailed(message) && !isMine(message)) {
        return notice(message);
    }
    const item = h(
        "li",
        { class: classes(message, startsTurn), "data-sid": message.sid },
        ...extrasOf(message),
        ...(message.face.cards?.length ? [] : mediaOf(message)),
        placeOf(message.face),
        headerOf(message.face),
        text(message),
        footerOf(message.face),
        unknownOf(message.face),
        foot(message),
        taps(message.buttons, answerTo(message)),
        cards(message),
        replyButton(message)
    );
    if (isMine(message) && message.webhook?.error_code) {
        item.append(problem(message));
    }
    return item;
}

function cards(message) {
    const picture = (place) =>
        message.media[place] && image(message.media[place], message);
    return cardsOf(message.face, picture, answerTo(message));
}

export function classes(message, startsTurn) {
    const bare = message.media.length && !message.text && !message.quoted;
    return [
        "bubble",
        isMine(message) ? "mine" : "theirs",
        `kind-${message.kind.replace(/\W/g, "")}`,
        startsTurn ? "turn" : "",
        bare ? "bare" : "",
    ]
        .filter(Boolean)
        .join(" ");
}

function text(message) {
    if (message.text) {
        const body = nodes(message.text);
        return h("span", { class: "bubble-body", dir: "auto" }, ...body);
    }
    const shown = message.media.length || Object.keys(message.extras).length;
    if (shown || PLAIN.has(message.kind)) {
        return null;
    }
    return h("em", { class: "unknown" }, `A message of kind “${message.kind}”`);
}

export function foot(message) {
    const at = shownAt(message);
    const time = h("time", { title: `${exact(at)}\n${message.sid}` }, clock(at));
    return h(
        "span",
        { class: "bubble-foot" },
        time,
        isMine(message) ? ticks(stateOf(message)) : null
    );
}

function replyButton(message) {
    const name = `Reply to ${message.text || labelOf(message)}`.slice(0, 80);
    return h(
        "button",
        {
            type: "button",
            class: "reply",
            "aria-label": name,
            title: "Reply",
            "data-reply": message.sid,
        },
        icon("reply")
    );
}

function problem(message) {
    const { error_code: code, status } = message.webhook;
    const why = status
        ? `the webhook answered ${status}`
        : "the webhook did not answer";
    const again = h(
        "button",
        { type: "button", onclick: () => repeat(message.sid).catch(toast) },
        "Try again"
    );
    return h(
        "div",
        { class: "bubble-problem" },
        `Not taken by the business: ${why} (${code}).`,
        again
    );
}

/** A message that the business sent and that never reached this phone. */
function notice(message) {
    const { error_code: code, error_message: reason } = message;
    const text = `A message of the business did not reach this phone. ${code}: ${reason}`;
    return h(
        "li",
        { class: "notice", "data-sid": message.sid, title: message.body },
        text
    );
}
