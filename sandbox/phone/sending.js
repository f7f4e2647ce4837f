// What is typed and attached becomes messages: one for every file, as on the phone.
import { write } from "./api.js";
import { carried } from "./carried.js";
import { putMessage } from "./store.js";

const CAPTIONED = /^(image|video)\//;

/** The contents of the messages, in order. */
export function contents(body, { files, quoted, forwarded }) {
    const marks = { ...(forwarded ? { forwarded } : {}) };
    const first = quoted ? { reply_to: quoted } : {};
    const captioned = files.length > 0 && CAPTIONED.test(files[0].type);
    const parts = files.map((file, place) => ({
        file,
        body: captioned && place === 0 ? body : "",
    }));
    if (body && !captioned) {
        parts.push({ body });
    }
    return parts.map((part, place) => ({ ...part, ...marks, ...(place ? {} : first) }));
}

/** Throws what stopped it; `unsent` then holds what was not sent. */
export async function sendAll({ address, number }, unsent, refresh) {
    while (unsent.length) {
        const { file, ...content } = unsent[0];
        const files = file ? { files: [await carried(file)] } : {};
        putMessage(await write(address, number, { ...content, ...files }));
        unsent.shift();
        refresh();
    }
}
