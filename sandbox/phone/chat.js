// The conversation on the phone: kept in step with the store, bubble by bubble.
import { album, albums } from "./album.js";
import { bubble, separator } from "./bubble.js";
import { byId, h } from "./dom.js";
import { conversation, isMine, shownAt } from "./store.js";
import { dayKey } from "./times.js";

const SHOWN = 200;
const NEAR_END = 80;

let key = null;
// The first message shown; those before are one button away.
let start = 0;
let following = true;

const list = () => byId("chat");
const scroller = () => byId("chat-scroll");

function atEnd() {
    const box = scroller();
    return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
}

function toEnd() {
    scroller().scrollTop = scroller().scrollHeight;
}

/** Show a conversation; the one that is open already changes only where it must. */
export function showChat(address, number) {
    const same = key === `${address} ${number}`;
    const messages = conversation(address, number);
    if (!same) {
        key = `${address} ${number}`;
        start = Math.max(0, messages.length - SHOWN);
        following = true;
    }
    byId("earlier").hidden = start === 0;
    update(list(), items(messages.slice(start)), same);
    keepEnd();
    showToEnd();
}

function items(messages) {
    if (!messages.length) {
        return [h("li", { class: "hint" }, "No messages yet. Say hello.")];
    }
    return albums(messages).flatMap((run, place, runs) => {
        const [message] = run;
        const before = runs[place - 1]?.at(-1);
        const newDay = !before || dayKey(shownAt(before)) !== dayKey(shownAt(message));
        const turn = newDay || isMine(before) !== isMine(message);
        const item = run.length > 1 ? album(run, turn) : bubble(message, turn);
        return [...(newDay ? [separator(message)] : []), item];
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
    byId("to-end").hidden = following;
}

/** Who reads the newest message keeps seeing it, whatever grows around it. */
function keepEnd() {
    if (following) {
        toEnd();
    }
}

function onScroll() {
    following = atEnd();
    showToEnd();
}

/** What is on the screen stays where it is. */
function showEarlier(refresh) {
    const fromEnd = scroller().scrollHeight - scroller().scrollTop;
    start = 0;
    following = false;
    refresh();
    scroller().scrollTop = scroller().scrollHeight - fromEnd;
}

/** The quoted message comes into sight. */
function showQuoted(event) {
    const sid = event.target.closest("[data-quoted]")?.dataset.quoted;
    if (!sid) {
        return;
    }
    event.preventDefault();
    const item = list().querySelector(`[data-sid="${sid}"]`);
    item?.scrollIntoView({ block: "center" });
    item?.classList.add("shown");
    setTimeout(() => item?.classList.remove("shown"), 1600);
}

export function wireChat(refresh) {
    list().addEventListener("click", showQuoted);
    // A picture has its height once it is loaded.
    list().addEventListener("load", keepEnd, true);
    scroller().addEventListener("scroll", onScroll, { passive: true });
    new ResizeObserver(keepEnd).observe(scroller());
    byId("to-end").addEventListener("click", toEnd);
    byId("earlier").addEventListener("click", () => showEarlier(refresh));
}
