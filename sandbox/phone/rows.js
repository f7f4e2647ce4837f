// The rows that the button of a list opens, over the phone.
import { h } from "./dom.js";

/** Calls `onRow({id, title, description?})` when a row is chosen. */
export function choose({ title, rows }, onRow) {
    const dialog = h("dialog", { class: "rows", "aria-labelledby": "rows-title" });
    const row = ({ id, title: name, description }) =>
        h(
            "button",
            {
                type: "button",
                class: "row",
                onclick: () => {
                    dialog.close();
                    onRow({ id, title: name, ...(description ? { description } : {}) });
                },
            },
            h("strong", {}, name),
            description ? h("small", {}, description) : null
        );
    const close = { type: "button", class: "button", onclick: () => dialog.close() };
    dialog.append(
        h("h2", { id: "rows-title" }, title),
        h("div", { class: "rows-list" }, ...rows.map(row)),
        h("button", close, "Cancel")
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
