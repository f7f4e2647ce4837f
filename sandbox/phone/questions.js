// What has to be filled in before it is a message: location, contact, button, list, ad.
import { vcard } from "./carried.js";
import { byId, h } from "./dom.js";

const given = (values) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

// name: {title, fields: {name: [label, value, optional?]}, content(values)}
const QUESTIONS = {
    location: {
        title: "Send a location",
        fields: {
            latitude: ["Latitude", "46.6863"],
            longitude: ["Longitude", "7.8632"],
            label: ["Name of the place", "Mountain hut", true],
            address: ["Address", "Bahnhofplatz 1, Interlaken", true],
        },
        content: ({ latitude, longitude, ...place }) => ({
            location: {
                latitude: Number(latitude),
                longitude: Number(longitude),
                ...given(place),
            },
        }),
    },
    contact: {
        title: "Send a contact",
        fields: {
            name: ["Name", "Anna Keller"],
            organisation: ["Organisation", "Alpine Guides", true],
            number: ["Phone number", "+1 202 555 0187"],
        },
        content: (values) => ({ file: vcard(values) }),
    },
    button: {
        title: "Tap a quick-reply button",
        fields: {
            text: ["Text on the button", "Confirm"],
            payload: ["Payload", "confirm"],
            message_type: ["Kind: interactive, or button of a template", "interactive"],
        },
        content: ({ message_type, ...button }) => ({ button, message_type }),
    },
    list: {
        title: "Choose from a list",
        fields: {
            title: ["Chosen row", "Thursday"],
            id: ["Its id", "thursday"],
            description: ["Description", "", true],
        },
        content: (values) => ({ list: given(values) }),
    },
    referral: {
        title: "Write after tapping an ad",
        fields: {
            text: ["Message", "Hi! Is the offer still on?"],
            headline: ["Headline of the ad", "Spring sale"],
            body: ["Its text", "20% off all tents", true],
            source_url: ["Its link", "https://fb.me/4tBfhWhjr", true],
        },
        content: ({ text, ...ad }) => ({
            body: text,
            referral: { ...given(ad), source_type: "ad", source_id: "120237244350960" },
        }),
    },
};

function field(name, [label, value, optional]) {
    const attributes = { name, value, required: !optional, autocomplete: "off" };
    return h("label", {}, label, h("input", attributes));
}

/** The message's content, once it is filled in; null if not. */
export function ask(name) {
    const { title, fields, content } = QUESTIONS[name];
    const dialog = byId("question-dialog");
    byId("question-title").textContent = title;
    byId("question-fields").replaceChildren(
        ...Object.entries(fields).map(([key, about]) => field(key, about))
    );
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => {
        const onClose = () => {
            const data = Object.fromEntries(new FormData(byId("question-form")));
            done(dialog.returnValue === "send" ? content(data) : null);
        };
        dialog.addEventListener("close", onClose, { once: true });
    });
}

export function wireQuestions() {
    const dialog = byId("question-dialog");
    dialog
        .querySelector("[data-close]")
        .addEventListener("click", () => dialog.close());
}
