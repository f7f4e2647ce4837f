// The sheet behind "+": everything but text.
import { ownFile } from "./carried.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { addFiles, mark } from "./pending.js";
import { ask } from "./questions.js";
import { toast } from "./toast.js";

const STICKERS = ["smile", "heart", "tent"];

/** `sendNow(content)` sends what is a message by itself. */
function entries(sendNow) {
    const answer = (name) => ask(name).then((content) => content && sendNow(content));
    return [
        ["image", "Photos", () => choose("image/*")],
        ["video", "Video", () => choose("video/*")],
        ["document", "Document", () => choose("")],
        ["sticker", "Sticker", () => stickers(sendNow)],
        ["location", "Location", () => answer("location")],
        ["contacts", "Contact", () => answer("contact")],
        ["button", "Button", () => answer("button")],
        ["list", "List", () => answer("list")],
        ["ad", "Ad", () => answer("referral")],
        ["forward", "Forwarded", mark],
    ];
}

function choose(accept) {
    const input = byId("files");
    input.accept = accept;
    input.click();
}

function stickers(sendNow) {
    const choices = STICKERS.map((name) =>
        h(
            "button",
            { type: "button", class: "sticker-choice", onclick: () => send(name) },
            h("img", { src: `/phone/sticker_${name}.webp`, alt: `Sticker: ${name}` })
        )
    );
    const send = async (name) => {
        close();
        sendNow({ file: await ownFile(`sticker_${name}.webp`).catch(toast) });
    };
    fillSheet([h("div", { class: "stickers" }, ...choices)]);
    byId("sheet").hidden = false;
    choices[0].focus();
}

function fillSheet(items) {
    byId("sheet").replaceChildren(...items);
}

function close() {
    byId("sheet").hidden = true;
    byId("attach").setAttribute("aria-expanded", "false");
}

function open(sendNow) {
    const items = entries(sendNow).map(([name, label, act]) =>
        h(
            "button",
            {
                type: "button",
                class: `sheet-entry of-${name}`,
                onclick: () => {
                    close();
                    act();
                },
            },
            h("span", { class: "sheet-icon" }, icon(name)),
            label
        )
    );
    fillSheet(items);
    byId("sheet").hidden = false;
    byId("attach").setAttribute("aria-expanded", "true");
    items[0].focus();
}

export function wireAttach(sendNow) {
    byId("attach").addEventListener("click", (event) => {
        event.stopPropagation();
        byId("sheet").hidden ? open(sendNow) : close();
    });
    byId("sheet").addEventListener("click", (event) => event.stopPropagation());
    document.addEventListener("click", close);
    byId("sheet").addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            close();
            byId("attach").focus();
        }
    });
    byId("files").addEventListener("change", (event) => {
        addFiles(event.target.files);
        event.target.value = "";
        byId("text").focus();
    });
}
