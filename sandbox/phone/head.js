// Whose phone it is, and which business it writes to.
import { byId, fillAvatar, h } from "./dom.js";
import { store, unreadOf } from "./store.js";

// setting of a customer: how it is shown beside the number
const FLAGS = {
    blocked: "has blocked the business",
    opted_out: "asked to stop",
    not_on_whatsapp: "not on WhatsApp",
    auto_read: "reads at once",
};

export function showHead(customer, number) {
    byId("owner-name").textContent = customer.profile_name;
    const flags = Object.keys(FLAGS).filter((name) => customer[name]);
    byId("owner-more").textContent = [
        customer.display,
        ...flags.map((name) => FLAGS[name]),
    ].join(" · ");
    const sender = store.senders.find((one) => one.number === number);
    byId("business-name").textContent = sender.name;
    byId("business-number").textContent = sender.display;
    fillAvatar(byId("business-avatar"), sender.name, sender.number);
    byId("businesses").replaceChildren(
        ...store.senders.map((one) => choice(one, customer.address, number))
    );
}

function choice(sender, address, current) {
    const unread = unreadOf(address, sender.number);
    const badge =
        unread && sender.number !== current
            ? h(
                  "span",
                  { class: "badge", "aria-label": `${unread} unread` },
                  String(unread)
              )
            : null;
    const attributes = {
        class: "business",
        href: `#/${address}/${sender.number}`,
        "aria-current": sender.number === current ? "true" : null,
    };
    return h("a", attributes, sender.name, badge);
}
