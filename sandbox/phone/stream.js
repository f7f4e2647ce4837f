// Changes, live; opened again whenever the line breaks or falls silent.

const KINDS = ["hello", "message", "customer", "sender", "reset"];
// The server beats every 5 seconds.
const SILENCE_MS = 12000;
const AGAIN_MS = 1000;

/** Calls `onEvent(kind, data)` for ever, and `onState("live" | "connecting")`. */
export function listen(onEvent, onState) {
    const source = new EventSource("/sandbox/events");
    let silence;
    const again = () => {
        clearTimeout(silence);
        source.close();
        onState("connecting");
        setTimeout(() => listen(onEvent, onState), AGAIN_MS);
    };
    const alive = () => {
        clearTimeout(silence);
        silence = setTimeout(again, SILENCE_MS);
    };
    source.addEventListener("beat", alive);
    for (const kind of KINDS) {
        source.addEventListener(kind, (event) => {
            alive();
            if (kind === "hello") {
                onState("live");
            }
            onEvent(kind, JSON.parse(event.data));
        });
    }
    source.addEventListener("error", again);
    alive();
}
