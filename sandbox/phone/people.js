// The list of customers.
import { avatar, byId, h } from "./dom.js";
import { summary } from "./kinds.js";
import { isMine, people, shownAt } from "./store.js";
import { brief } from "./times.js";

export function showPeople(current) {
    const found = people();
    byId("people").replaceChildren(...found.map((person) => row(person, current)));
    const unread = found.reduce((sum, person) => sum + person.unread, 0);
    document.title = unread ? `(${unread}) Sandbox phone` : "Sandbox phone";
}

function row({ customer, newest, unread }, current) {
    const name = customer.profile_name;
    const time = newest ? h("time", {}, brief(shownAt(newest))) : null;
    const top = h(
        "div",
        { class: "person-line" },
        h("span", { class: "person-name" }, name),
        time
    );
    const bottom = h(
        "div",
        { class: "person-line" },
        h("span", { class: "person-preview" }, ...preview(customer, newest)),
        unread
            ? h(
                  "span",
                  { class: "badge", "aria-label": `${unread} unread` },
                  String(unread)
              )
            : null
    );
    const link = h(
        "a",
        {
            class: "person",
            href: `#/${customer.address}`,
            "aria-current": customer.address === current ? "true" : null,
        },
        avatar(name, customer.address),
        h("div", { class: "person-text" }, top, bottom)
    );
    return h("li", {}, link);
}

function preview(customer, newest) {
    if (!newest) {
        return [customer.display];
    }
    return [isMine(newest) ? "You: " : "", summary(newest)];
}
