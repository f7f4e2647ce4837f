// A short message about something that went wrong.
import { byId } from "./dom.js";

const SECONDS = 6;
let timer;

export function toast(error) {
    const element = byId("toast");
    element.textContent = error.message;
    element.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
        element.hidden = true;
    }, SECONDS * 1000);
}
