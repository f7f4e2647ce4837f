// The conversation on the phone: kept in step with the store, bubble by bubble.
import { bubble, separator } from "./bubble.js";
import { byId, h } from "./dom.js";
import { conversation, isMine, shownAt } from "./store.js";
import { dayKey } from "./times.js";

const SHOWN = 200;
const NEAR_END = 80;

let key = null;
let all = false;

const list = () => byId("chat");
const scroller = () => byId("chat-scroll");

function atEnd() {
    const box = scroller();
    return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

export function toEnd() {
    scroller().scrollTop = scroller().scrollHeight;
}

/** Show a conversation; the one that is open already changes only where it must. */
export function showChat(address, number) {
    const same = key === `${address} ${number}`;
    all = all && same;
    key = `${address} ${number}`;
    const follow = !same || atEnd();
    const messages = conversation(address, number);
    const shown = all ? messages : messages.slice(-SHOWN);
    byId("earlier").hidden = shown.length === messages.length;
    update(list(), items(shown), same);
    if (follow) {
        toEnd();
    }
    showToEnd();
}

function items(messages) {
    if (!messages.length) {
        return [h("li", { class: "hint" }, "No messages yet. Say hello.")];
    }
    return messages.flatMap((message, place) => {
        const before = messages[place - 1];
        const newDay = !before || dayKey(shownAt(before)) !== dayKey(shownAt(message));
        const turn = newDay || isMine(before) !== isMine(message);
        return [...(newDay ? [separator(message)] : []), bubble(message, turn)];
    });
}

/** Elements that look the same stay, so that nothing is read out or selected twice. */
function update(element, wanted, same) {
    if (!same) {
        element.replaceChildren(...wanted);
        return;
    }
    wanted.forEach((item, place) => {
        const present = element.children[place];
        if (!present) {
            element.append(item);
        } else if (!present.isEqualNode(item)) {
            present.replaceWith(item);
        }
    });
    while (element.children.length > wanted.length) {
        element.lastChild.remove();
    }
}

function showToEnd() {
    byId("to-end").hidden = atEnd();
}

export function wireChat(refresh) {
    scroller().addEventListener("scroll", showToEnd, { passive: true });
    byId("to-end").addEventListener("click", toEnd);
    byId("earlier").addEventListener("click", () => {
        all = true;
        refresh();
    });
}
