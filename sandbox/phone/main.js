// The web phone. What is open stands in the address: #/customer/business number.
import { getState, read } from "./api.js";
import { showChat, wireChat } from "./chat.js";
import { showComposer, wireComposer } from "./composer.js";
import { wireDialogs } from "./dialogs.js";
import { showHead } from "./head.js";
import { showPeople } from "./people.js";
import "./player.js";
import { wireQuestions } from "./questions.js";
import {
    load,
    people,
    putCustomer,
    putMessage,
    store,
    unreadOf,
    usualSender,
} from "./store.js";
import { listen } from "./stream.js";
import { toast } from "./toast.js";

const STATES = { live: "Live", connecting: "Reconnecting…" };

function wanted() {
    const [, address, number] = decodeURIComponent(location.hash).split("/");
    return { address, number };
}

// Shown beside the list while the address names nobody; stays when others write.
let first = null;

/** `{address, number}` of the open conversation; null while nobody exists. */
function open() {
    const { address, number } = wanted();
    if (!store.customers.has(first)) {
        first = people()[0]?.customer.address;
    }
    const customer = store.customers.get(address) || store.customers.get(first);
    if (!customer || !store.senders.length) {
        return null;
    }
    const known = store.senders.some((one) => one.number === number);
    return {
        address: customer.address,
        number: known ? number : usualSender(customer.address),
    };
}

function refresh() {
    document.body.dataset.view = wanted().address ? "chat" : "list";
    const place = open();
    document.body.classList.toggle("empty", !place);
    showPeople(place?.address);
    if (!place) {
        return;
    }
    showHead(store.customers.get(place.address), place.number);
    showChat(place.address, place.number);
    showComposer(place);
    markRead(place);
}

/** Seen is what is on the screen: the chat, in a visible page. */
function markRead({ address, number }) {
    const seen =
        !document.hidden && document.getElementById("stage").offsetParent !== null;
    if (seen && unreadOf(address, number)) {
        read(address, number).catch(toast);
    }
}

/** Live is what shows all there is. */
async function start() {
    load(await getState());
    onState("live");
}

const HANDLERS = {
    hello: start,
    reset: async () => load(await getState()),
    sender: async () => load(await getState()),
    message: putMessage,
    customer: putCustomer,
    content: () => {},
};

let queue = Promise.resolve();

async function handle(kind, data) {
    try {
        await HANDLERS[kind](data);
        refresh();
    } catch (error) {
        toast(error);
    }
}

/** One after the other: what comes while all is loaded anew is newer than that. */
function onEvent(kind, data) {
    queue = queue.then(() => handle(kind, data));
}

function onState(state) {
    for (const element of document.querySelectorAll("[data-connection]")) {
        element.dataset.state = state;
        element.textContent = STATES[state];
    }
}

wireChat(refresh);
wireComposer(refresh);
wireQuestions();
wireDialogs(() => store.customers.get(open().address));
window.addEventListener("hashchange", refresh);
document.addEventListener("visibilitychange", refresh);
onState("connecting");
listen(onEvent, () => onState("connecting"));
