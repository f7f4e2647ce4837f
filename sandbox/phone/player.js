// <voice-player src name>: what is heard, on a line of bars. Its state is inside, so that
// two players of the same file are equal and one that plays is not replaced.
import { h } from "./dom.js";

const BARS = 32;
const SAMPLE = "voice_sample.ogg";

function clock(seconds) {
    const whole = Math.round(Number.isFinite(seconds) ? seconds : 0);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Heights that look like a voice, the same ones for the same file. */
function height(key, place) {
    const code = key.charCodeAt(2 + (place % Math.max(key.length - 2, 1))) || 48;
    return 3 + ((code * (place + 7)) % 13);
}

function shape(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }
    return element;
}

function drawing(key) {
    const box = `0 0 ${BARS * 4} 20`;
    const svg = shape("svg", { viewBox: box, preserveAspectRatio: "none" });
    for (let place = 0; place < BARS; place++) {
        const tall = height(key, place);
        const y = 10 - tall / 2;
        svg.append(shape("rect", { x: place * 4, y, width: 2, height: tall, rx: 1 }));
    }
    return svg;
}

class VoicePlayer extends HTMLElement {
    connectedCallback() {
        if (this.shadowRoot) {
            return;
        }
        const root = this.attachShadow({ mode: "open" });
        this.audio = h("audio", { src: this.getAttribute("src"), preload: "metadata" });
        this.button = h("button", { type: "button", onclick: () => this.toggle() });
        this.svg = drawing(this.dataset.key);
        this.time = h("span", { class: "time" });
        const sample = this.getAttribute("name") === SAMPLE;
        root.append(
            h("link", { rel: "stylesheet", href: "/phone/player.css" }),
            this.button,
            this.svg,
            this.time,
            ...(sample ? [h("span", { class: "sample" }, "built-in sample")] : []),
            this.audio
        );
        for (const name of ["play", "pause", "timeupdate", "loadedmetadata", "ended"]) {
            this.audio.addEventListener(name, () => this.show());
        }
        this.audio.addEventListener("error", () => this.explain());
        this.show();
    }

    toggle() {
        this.audio.paused ? this.audio.play().catch(() => {}) : this.audio.pause();
    }

    show() {
        const { paused, currentTime, duration } = this.audio;
        this.button.setAttribute("aria-label", paused ? "Play" : "Pause");
        this.button.className = paused ? "play" : "pause";
        this.time.textContent = clock(paused && !currentTime ? duration : currentTime);
        const heard = duration ? (currentTime / duration) * BARS : 0;
        [...this.svg.children].forEach((bar, place) =>
            bar.classList.toggle("heard", place < heard)
        );
    }

    explain() {
        this.button.disabled = true;
        this.time.textContent = "This browser does not play it";
    }
}

customElements.define("voice-player", VoicePlayer);
