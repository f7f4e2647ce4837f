// The sign under a customer's own message, and what it says.
import { h } from "./dom.js";

const SHAPES = {
    sent: "M2.5 6.5 6 10l7-8",
    delivered: "M1 6.5 4.5 10l7-8M7.5 9 8.5 10l7-8",
    failed: "M8.5 1.5v5M8.5 9.6v.1",
};

/** Twilio has it; the business's service answered; or it did not. */
export function stateOf(message) {
    const call = message.webhook;
    if (!call) {
        return { name: "sent", label: "Sent: Twilio has it" };
    }
    if (call.error_code) {
        return {
            name: "failed",
            label: `Not taken by the business: ${call.error_code}`,
        };
    }
    return { name: "delivered", label: `Delivered to the business in ${call.ms} ms` };
}

export function ticks(state) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 17 12");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", SHAPES[state.name]);
    svg.append(path);
    return h(
        "span",
        {
            class: `ticks ${state.name}`,
            role: "img",
            "aria-label": state.label,
            title: state.label,
        },
        svg
    );
}
