// A recording as WhatsApp sends it: OGG with Opus, whatever the browser records.
import { oggOpus } from "./ogg.js";

const OGG = "audio/ogg;codecs=opus";
const RATE = 48000;
const BITS_PER_SECOND = 24000;

/** Starts at once; throws where there is no microphone, or it is not allowed. */
export async function record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = MediaRecorder.isTypeSupported(OGG) ? OGG : undefined;
    const recorder = new MediaRecorder(stream, { mimeType: type });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    const cancel = () => {
        recorder.stop();
        stream.getTracks().forEach((track) => track.stop());
        return stopped;
    };
    const stop = async () => {
        await cancel();
        const blob = new Blob(pieces, { type: recorder.mimeType });
        return new File([type ? blob : await converted(blob)], "voice.ogg");
    };
    return { stop, cancel };
}

async function converted(blob) {
    const context = new OfflineAudioContext(1, 1, RATE);
    const sound = await context.decodeAudioData(await blob.arrayBuffer());
    return oggOpus(await packets(sound));
}

/** Opus packets of 20 ms. https://www.w3.org/TR/webcodecs/ */
async function packets(sound) {
    const found = [];
    const encoder = new AudioEncoder({
        output: (chunk) => {
            const bytes = new Uint8Array(chunk.byteLength);
            chunk.copyTo(bytes);
            found.push(bytes);
        },
        error: () => {},
    });
    encoder.configure({
        codec: "opus",
        sampleRate: RATE,
        numberOfChannels: 1,
        bitrate: BITS_PER_SECOND,
    });
    encoder.encode(
        new AudioData({
            format: "f32-planar",
            sampleRate: RATE,
            numberOfFrames: sound.length,
            numberOfChannels: 1,
            timestamp: 0,
            data: sound.getChannelData(0),
        })
    );
    await encoder.flush();
    return found;
}
