// One message as it looks on the phone.
import { repeat } from "./api.js";
import { h } from "./dom.js";
import { nodes } from "./markup.js";
import { hasFailed, isMine, shownAt } from "./store.js";
import { stateOf, ticks } from "./ticks.js";
import { clock, day, exact } from "./times.js";
import { toast } from "./toast.js";

export function separator(message) {
    return h("li", { class: "day" }, day(shownAt(message)));
}

/** `startsTurn`: the message before was the other side's, or of another day. */
export function bubble(message, startsTurn) {
    if (hasFailed(message) && !isMine(message)) {
        return notice(message);
    }
    const side = isMine(message) ? "mine" : "theirs";
    const classes = ["bubble", side, ...(startsTurn ? ["turn"] : [])].join(" ");
    const body = h(
        "span",
        { class: "bubble-body", dir: "auto" },
        ...nodes(message.body)
    );
    const item = h(
        "li",
        { class: classes, "data-sid": message.sid },
        body,
        foot(message)
    );
    if (isMine(message) && message.webhook?.error_code) {
        item.append(problem(message));
    }
    return item;
}

function foot(message) {
    const at = shownAt(message);
    const time = h("time", { title: `${exact(at)}\n${message.sid}` }, clock(at));
    return h(
        "span",
        { class: "bubble-foot" },
        time,
        isMine(message) ? ticks(stateOf(message)) : null
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
