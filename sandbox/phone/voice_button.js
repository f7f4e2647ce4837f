// A voice message: record it, then send it or throw it away.
import { ownFile } from "./carried.js";
import { byId } from "./dom.js";
import { toast } from "./toast.js";
import { record } from "./voice.js";

const SAMPLE = "voice_sample.ogg";

let recording = null;
let timer;

function show() {
    byId("recording").hidden = !recording;
    byId("composer").classList.toggle("is-recording", Boolean(recording));
    clearInterval(timer);
    if (recording) {
        const start = Date.now();
        const tick = () => {
            const seconds = Math.floor((Date.now() - start) / 1000);
            const rest = String(seconds % 60).padStart(2, "0");
            byId("recorded").textContent = `${Math.floor(seconds / 60)}:${rest}`;
        };
        tick();
        timer = setInterval(tick, 500);
        byId("recording-send").focus();
    }
}

async function start(sendNow) {
    try {
        recording = await record();
        show();
    } catch {
        toast(new Error("No microphone here: a built-in sample was sent instead."));
        sendNow({ file: await ownFile(SAMPLE) });
    }
}

function end() {
    const ended = recording;
    recording = null;
    show();
    byId("text").focus();
    return ended;
}

async function finish(sendNow) {
    try {
        sendNow({ file: await end().stop() });
    } catch (error) {
        toast(error);
    }
}

export function wireVoice(sendNow) {
    byId("record").addEventListener("click", () => start(sendNow));
    byId("recording-cancel").addEventListener("click", () => end().cancel());
    byId("recording-send").addEventListener("click", () => finish(sendNow));
}
