// What goes with the next message: files, the message it answers, the forwarded mark.
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { summary } from "./kinds.js";
import { size } from "./media.js";
import { store } from "./store.js";

const MARKS = { once: "Forwarded", many: "Forwarded many times" };
const EMPTY = { files: [], quoted: null, forwarded: null };

// One for every conversation, like drafts.
const waiting = new Map();
let key = null;

const current = () => waiting.get(key) || EMPTY;

function change(values) {
    waiting.set(key, { ...current(), ...values });
    show();
}

export function showPending(wanted) {
    if (key !== wanted) {
        key = wanted;
        show();
    }
}

export const addFiles = (files) => change({ files: [...current().files, ...files] });
export const quote = (quoted) => change({ quoted });
/** Once, many times, not at all. */
export function mark() {
    const next = { null: "once", once: "many", many: null };
    change({ forwarded: next[current().forwarded] });
}

/** What waits, which now waits no more. */
export function take() {
    const taken = current();
    waiting.delete(key);
    show();
    return taken;
}

/** It could not be sent: it waits again. */
export function giveBack(to, values) {
    waiting.set(to, { ...values });
    show();
}

function show() {
    const { files, quoted, forwarded } = current();
    const rows = [
        ...(forwarded ? [row([icon("forward"), MARKS[forwarded]], unmark)] : []),
        ...(store.messages.has(quoted) ? [row(answering(quoted), unquote)] : []),
        ...files.map((file) => row(described(file), () => drop(file))),
    ];
    byId("pending").replaceChildren(...rows);
    byId("pending").hidden = !rows.length;
    byId("composer").dispatchEvent(new Event("pending"));
}

const unmark = () => change({ forwarded: null });
const unquote = () => change({ quoted: null });
const drop = (file) => change({ files: current().files.filter((one) => one !== file) });
export const isPending = () => current().files.length > 0;

function answering(sid) {
    return [
        icon("reply"),
        h("span", {}, "Reply to "),
        summary(store.messages.get(sid)),
    ];
}

function described(file) {
    const text = h("span", {}, file.name, h("small", {}, ` ${size(file.size)}`));
    return [thumbnail(file), text];
}

function thumbnail(file) {
    if (!file.type.startsWith("image/")) {
        return icon("document");
    }
    const url = URL.createObjectURL(file);
    return h("img", { src: url, alt: "", onload: () => URL.revokeObjectURL(url) });
}

function row(content, remove) {
    const text = content.at(-1).textContent || content.at(-1);
    const attributes = {
        type: "button",
        onclick: remove,
        "aria-label": `Remove ${text}`,
    };
    return h("li", {}, ...content, h("button", attributes, icon("close")));
}
