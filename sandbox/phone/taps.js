// Buttons and list rows of a message of the business: a tap answers it.
import { write } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { putMessage } from "./store.js";
import { toast } from "./toast.js";

// kind: [icon, what a tap sends]; without an answer WhatsApp opens something else.
const ANSWERS = {
    QUICK_REPLY: [
        "reply",
        ({ id, title }) => ({ button: { text: title, payload: id } }),
    ],
    LIST: ["list", ({ id, title }) => ({ list: { id, title } })],
};

async function tap(message, content) {
    const { customer, sender_number: number, sid } = message;
    try {
        putMessage(await write(customer, number, { ...content, reply_to: sid }));
    } catch (error) {
        toast(error);
    }
}

function button(message, about) {
    const [name, answer] = ANSWERS[about.kind] || ["forward"];
    const attributes = {
        type: "button",
        disabled: !answer,
        title: answer ? null : `Opens something outside of the chat (${about.kind})`,
        onclick: () => tap(message, answer(about)),
    };
    return h("button", attributes, icon(name), about.title);
}

export function tapsOf(message) {
    if (!message.buttons?.length) {
        return null;
    }
    const buttons = message.buttons.map((about) => button(message, about));
    return h(
        "div",
        { class: "taps", role: "group", "aria-label": "Answers" },
        ...buttons
    );
}
