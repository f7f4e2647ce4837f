// Changes, live; opened again whenever the line breaks or falls silent.

const KINDS = ["hello", "message", "customer", "sender", "reset", "content"];
// The server beats every 5 seconds.
const SILENCE_MS = 12000;
const AGAIN_MS = 1000;

/** Calls `onEvent(kind, data)` for ever, and `onBroken()` when there is none for now. */
export function listen(onEvent, onBroken) {
    const source = new EventSource("/sandbox/events");
    let silence;
    const again = () => {
        clearTimeout(silence);
        source.close();
        onBroken();
        setTimeout(() => listen(onEvent, onBroken), AGAIN_MS);
    };
    const alive = () => {
        clearTimeout(silence);
        silence = setTimeout(again, SILENCE_MS);
    };
    source.addEventListener("beat", alive);
    for (const kind of KINDS) {
        source.addEventListener(kind, (event) => {
            alive();
            onEvent(kind, JSON.parse(event.data));
        });
    }
    source.addEventListener("error", again);
    alive();
}
