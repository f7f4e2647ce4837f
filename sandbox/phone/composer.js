// Where the customer types; every conversation keeps its own draft.
import { write } from "./api.js";
import { byId } from "./dom.js";
import { putMessage } from "./store.js";
import { toast } from "./toast.js";

const drafts = new Map();
let place = null;

const text = () => byId("text");
const keyOf = ({ address, number }) => `${address} ${number}`;

function fit() {
    text().style.height = "auto";
    text().style.height = `${text().scrollHeight}px`;
}

function fill(value) {
    text().value = value;
    fit();
}

/** The composer now belongs to this conversation: `{address, number}`. */
export function showComposer(wanted) {
    if (place && keyOf(place) === keyOf(wanted)) {
        return;
    }
    place = wanted;
    fill(drafts.get(keyOf(place)) || "");
}

async function send(refresh) {
    const body = text().value.trim();
    if (!body) {
        return;
    }
    const from = place;
    drafts.delete(keyOf(from));
    fill("");
    try {
        putMessage(await write(from.address, from.number, body));
        refresh();
    } catch (error) {
        giveBack(from, body);
        toast(error);
    }
}

/** Nothing typed is lost when it could not be sent. */
function giveBack(from, body) {
    const kept = [body, drafts.get(keyOf(from))].filter(Boolean).join("\n");
    drafts.set(keyOf(from), kept);
    if (keyOf(from) === keyOf(place)) {
        fill(kept);
    }
}

export function wireComposer(refresh) {
    text().addEventListener("input", () => {
        drafts.set(keyOf(place), text().value);
        fit();
    });
    text().addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            send(refresh);
        }
    });
    byId("composer").addEventListener("submit", (event) => {
        event.preventDefault();
        send(refresh);
        text().focus();
    });
}
