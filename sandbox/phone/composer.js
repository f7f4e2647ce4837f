// Where the customer types; every conversation keeps its own draft.
import { wireAttach } from "./attach.js";
import { byId } from "./dom.js";
import * as pending from "./pending.js";
import { contents, sendAll } from "./sending.js";
import { toast } from "./toast.js";
import { wireVoice } from "./voice_button.js";

const drafts = new Map();
let place = null;

const text = () => byId("text");
const keyOf = ({ address, number }) => `${address} ${number}`;

function fit() {
    text().style.height = "auto";
    text().style.height = `${text().scrollHeight}px`;
    const ready = text().value.trim() || pending.isPending();
    byId("send").hidden = !ready;
    byId("record").hidden = Boolean(ready);
}

function fill(value) {
    text().value = value;
    fit();
}

/** The composer now belongs to this conversation: `{address, number}`. */
export function showComposer(wanted) {
    pending.showPending(keyOf(wanted));
    if (place && keyOf(place) === keyOf(wanted)) {
        return;
    }
    place = wanted;
    fill(drafts.get(keyOf(place)) || "");
}

async function send(refresh) {
    const body = text().value.trim();
    if (!body && !pending.isPending()) {
        return;
    }
    const from = place;
    drafts.delete(keyOf(from));
    const taken = pending.take();
    fill("");
    const unsent = contents(body, taken);
    try {
        await sendAll(from, unsent, refresh);
    } catch (error) {
        giveBack(from, unsent, taken);
        toast(error);
    }
}

/** Nothing typed or attached is lost when it could not be sent. */
function giveBack(from, unsent, taken) {
    const typed = unsent.map((one) => one.body);
    const kept = [...typed, drafts.get(keyOf(from))].filter(Boolean).join("\n");
    drafts.set(keyOf(from), kept);
    const files = unsent.map((one) => one.file).filter(Boolean);
    pending.giveBack(keyOf(from), { ...taken, files });
    if (keyOf(from) === keyOf(place)) {
        fill(kept);
    }
}

/** Something that is a message by itself: a sticker, a location, a recording. */
async function sendNow(content, refresh) {
    const { quoted, forwarded } = pending.take();
    const marks = contents("-", { files: [], quoted, forwarded })[0];
    try {
        await sendAll(place, [{ ...marks, body: "", ...content }], refresh);
    } catch (error) {
        toast(error);
    }
}

function onKeydown(event, refresh) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send(refresh);
    }
}

function onPaste(event) {
    const files = [...event.clipboardData.files];
    if (files.length) {
        event.preventDefault();
        pending.addFiles(files);
    }
}

export function wireComposer(refresh) {
    const now = (content) => sendNow(content, refresh);
    wireAttach(now);
    wireVoice(now);
    text().addEventListener("input", () => {
        drafts.set(keyOf(place), text().value);
        fit();
    });
    text().addEventListener("keydown", (event) => onKeydown(event, refresh));
    text().addEventListener("paste", onPaste);
    byId("composer").addEventListener("pending", fit);
    byId("composer").addEventListener("submit", (event) => {
        event.preventDefault();
        send(refresh);
        text().focus();
    });
    byId("chat").addEventListener("click", (event) => {
        const sid = event.target.closest("[data-reply]")?.dataset.reply;
        if (sid) {
            pending.quote(sid);
            text().focus();
        }
    });
}
