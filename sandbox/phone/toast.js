// A short message: something went wrong, or, `isGood`, is done.
import { byId } from "./dom.js";

const SECONDS = 6;
let timer;

export function toast(error) {
    const element = byId("toast");
    element.textContent = error.message;
    element.classList.toggle("good", Boolean(error.isGood));
    element.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
        element.hidden = true;
    }, SECONDS * 1000);
}
