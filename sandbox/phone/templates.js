// All templates of the local Twilio, and WhatsApp's word about each.
import { getContents, judge, setDelays } from "./api.js";
import { byId, h } from "./dom.js";
import { bodyOf, cardsOf, footerOf, headerOf, placeOf, unknownOf } from "./face.js";
import { icon } from "./icons.js";
import { listen } from "./stream.js";
import { taps } from "./taps.js";
import { toast } from "./toast.js";

const STATES = { live: "Live", connecting: "Reconnecting…" };
const WAITING = ["pending", "received"];
// action: [what it is called, the state it leads to, the states it is for]
const ACTIONS = [
    ["Approve", "approved", [...WAITING, "rejected", "paused", "disabled"]],
    ["Reject", "rejected", [...WAITING, "approved"]],
    ["Pause", "paused", ["approved"]],
    ["Disable", "disabled", ["approved", "paused"]],
];

function picture(url) {
    if (url.startsWith("/")) {
        return h(
            "span",
            { class: "picture" },
            h("img", { class: "photo", src: url, alt: "" })
        );
    }
    return h("span", { class: "face-file" }, icon("image"), url.split("/").at(-1));
}

function bubble(face) {
    return h(
        "div",
        { class: "bubble theirs" },
        face.media ? picture(face.media) : null,
        placeOf(face),
        headerOf(face),
        bodyOf(face),
        footerOf(face),
        unknownOf(face),
        taps(face.buttons),
        cardsOf(face, (place) => picture(face.cards[place].media))
    );
}

function action(content, [label, status]) {
    const primary = label === "Approve" ? "button primary" : "button";
    const onclick = () => decide(content, status).catch(toast);
    return h("button", { type: "button", class: primary, onclick }, label);
}

function card(content) {
    const { status, category, rejection_reason: reason } = content.approval_requests;
    const actions = ACTIONS.filter(([, , states]) => states.includes(status));
    const about = [content.language, category.toLowerCase(), content.type];
    const hint =
        status === "unsubmitted"
            ? "Not handed in to WhatsApp: in a session only."
            : reason;
    return h(
        "article",
        {
            class: "template",
            "data-sid": content.sid,
            "aria-label": content.friendly_name,
        },
        h(
            "header",
            {},
            h("h2", {}, content.friendly_name || content.sid),
            h("span", { class: "state", "data-state": status }, status),
            h("small", {}, about.filter(Boolean).join(" · "))
        ),
        h("div", { class: "template-face" }, bubble(content.face)),
        hint ? h("p", { class: "template-hint" }, hint) : null,
        actions.length
            ? h("footer", {}, ...actions.map((one) => action(content, one)))
            : null
    );
}

function askReason() {
    const dialog = byId("reject-dialog");
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => {
        const answer = () =>
            done(dialog.returnValue === "reject" ? byId("reason").value : null);
        dialog.addEventListener("close", answer, { once: true });
    });
}

async function decide({ sid }, status) {
    const reason = status === "rejected" ? await askReason() : "";
    if (reason !== null) {
        await judge(sid, { status, rejection_reason: reason });
    }
}

const rank = ({ approval_requests: { status } }) => (WAITING.includes(status) ? 0 : 1);

async function show() {
    const contents = await getContents();
    // What waits for a word comes first, then the newest.
    const order = contents.reverse().sort((one, other) => rank(one) - rank(other));
    byId("templates").replaceChildren(...order.map(card));
    const { approved } = await setDelays({});
    byId("automatic").checked = approved !== null;
}

function onState(state) {
    const element = document.querySelector("[data-connection]");
    element.dataset.state = state;
    element.textContent = STATES[state];
}

async function onEvent(kind) {
    try {
        if (["hello", "content", "reset"].includes(kind)) {
            await show();
            onState("live");
        }
    } catch (error) {
        toast(error);
    }
}

byId("automatic").addEventListener("change", ({ target }) =>
    setDelays({ approved: target.checked ? 2 : null }).catch(toast)
);
byId("reject-cancel").addEventListener("click", () => byId("reject-dialog").close());
onState("connecting");
listen(onEvent, () => onState("connecting"));
