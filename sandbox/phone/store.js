// What the phone knows, and what follows from it.

export const store = {
    senders: [],
    customers: new Map(),
    messages: new Map(),
};

export function load(state) {
    store.senders = state.senders;
    store.customers = new Map(state.customers.map((one) => [one.address, one]));
    store.messages = new Map(state.messages.map((one) => [one.sid, one]));
}

export function putMessage(message) {
    const known = store.messages.get(message.sid);
    // An answer may come after the event that followed it.
    if (!known || progress(message) >= progress(known)) {
        store.messages.set(message.sid, message);
    }
}

const progress = (message) =>
    Object.keys(message.times).length +
    (message.webhook ? message.webhook.at / 1e10 : 0);

export function putCustomer(customer) {
    store.customers.set(customer.address, customer);
}

export const isMine = (message) => message.direction === "inbound";
export const hasFailed = (message) =>
    ["failed", "undelivered"].includes(message.status);
export const isUnread = (message) => !isMine(message) && message.status === "delivered";

/** When the phone got to know of a message; false: not (yet) on this phone. */
export function shownAt(message) {
    const { times } = message;
    if (isMine(message)) {
        return message.created_at;
    }
    // In the order in which Twilio handed them to WhatsApp.
    const has = times.delivered || times.read || times.failed || times.undelivered;
    return has ? times.sent || has : false;
}

function newestLast(messages) {
    return messages.filter(shownAt).sort((one, other) => shownAt(one) - shownAt(other));
}

/** The messages of a customer with one business number, oldest first. */
export function conversation(address, number) {
    return newestLast(
        [...store.messages.values()].filter(
            (one) => one.customer === address && one.sender_number === number
        )
    );
}

/** Customers with their newest message and unread count, newest first. */
export function people() {
    const byCustomer = new Map(
        [...store.customers.keys()].map((address) => [address, []])
    );
    for (const message of store.messages.values()) {
        byCustomer.get(message.customer)?.push(message);
    }
    return [...byCustomer]
        .map(([address, messages]) => ({
            customer: store.customers.get(address),
            newest: newestLast(messages.filter((one) => !hasFailed(one))).at(-1),
            unread: messages.filter(isUnread).length,
        }))
        .sort((one, other) => when(other) - when(one));
}

const when = (person) => (person.newest ? shownAt(person.newest) : 0);

export function unreadOf(address, number) {
    return conversation(address, number).filter(isUnread).length;
}

/** The business number a customer last exchanged a message with, or the first. */
export function usualSender(address) {
    const newest = newestLast(
        [...store.messages.values()].filter((one) => one.customer === address)
    ).at(-1);
    return newest?.sender_number || store.senders[0]?.number;
}
