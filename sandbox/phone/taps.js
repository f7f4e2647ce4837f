// Buttons of a message of the business: a tap answers it, or opens something.
import { write } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { choose } from "./rows.js";
import { putMessage } from "./store.js";
import { toast } from "./toast.js";

// kind: [icon, what a tap does with (about, answer)]; without it WhatsApp opens
// something else.
const KINDS = {
    QUICK_REPLY: [
        "reply",
        ({ id, title }, answer) =>
            answer({ button: { text: title, payload: id }, message_type: "button" }),
    ],
    LIST: ["list", (about, answer) => choose(about, (list) => answer({ list }))],
    COPY_CODE: ["copy", ({ target }) => copy(target)],
    URL: ["link"],
    PHONE_NUMBER: ["call"],
    VOICE_CALL: ["call"],
    VOICE_CALL_REQUEST: ["call"],
    FLOW: ["flow"],
    CATALOG: ["catalog"],
};

async function copy(code) {
    try {
        await navigator.clipboard.writeText(code);
        toast({ message: `Copied: ${code}`, isGood: true });
    } catch {
        toast({ message: `The browser does not let us copy. The code is ${code}` });
    }
}

/** What `tap` does: write the answer to this message. */
export function answerTo({ customer, sender_number: number, sid }) {
    return async (content) => {
        try {
            putMessage(await write(customer, number, { ...content, reply_to: sid }));
        } catch (error) {
            toast(error);
        }
    };
}

function button(about, answer) {
    const [name, tap] = KINDS[about.kind] || ["forward"];
    const parts = [icon(name), h("span", {}, about.title)];
    if (about.kind === "URL" && /^https?:/.test(about.target || "")) {
        const attributes = { href: about.target, target: "_blank", rel: "noreferrer" };
        return h("a", { class: "tap", ...attributes, title: about.target }, ...parts);
    }
    const elsewhere = `Opens something outside of the chat: ${about.target || about.kind}`;
    const attributes = {
        type: "button",
        class: "tap",
        disabled: !tap || !answer,
        title: tap ? null : elsewhere,
        onclick: () => tap(about, answer),
    };
    return h("button", attributes, ...parts);
}

/** The buttons; without `answer` they are only looked at. */
export function taps(buttons, answer) {
    if (!buttons?.length) {
        return null;
    }
    const attributes = { class: "taps", role: "group", "aria-label": "Answers" };
    return h("div", attributes, ...buttons.map((about) => button(about, answer)));
}
