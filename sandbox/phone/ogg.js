// Opus packets in an OGG file.
// https://www.rfc-editor.org/rfc/rfc3533 and https://www.rfc-editor.org/rfc/rfc7845

const SAMPLES_PER_PACKET = 960;
const PRE_SKIP = 312;
const PACKETS_PER_PAGE = 50;
const SERIAL = 1;
const FIRST = 2;
const LAST = 4;

const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte << 24;
    for (let bit = 0; bit < 8; bit++) {
        sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
    }
    return sum;
});

function checksum(bytes) {
    let sum = 0;
    for (const byte of bytes) {
        sum = (sum << 8) ^ CHECKSUMS[((sum >>> 24) ^ byte) & 0xff];
    }
    return sum >>> 0;
}

/** A packet's length in bytes of at most 255. */
function lacing(length) {
    return [...Array(Math.floor(length / 255)).fill(255), length % 255];
}

function page(packets, { number, flags, position }) {
    const segments = packets.flatMap((packet) => lacing(packet.length));
    const size = packets.reduce((sum, packet) => sum + packet.length, 0);
    const bytes = new Uint8Array(27 + segments.length + size);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode("OggS"));
    view.setUint8(5, flags);
    view.setBigUint64(6, BigInt(position), true);
    view.setUint32(14, SERIAL, true);
    view.setUint32(18, number, true);
    view.setUint8(26, segments.length);
    bytes.set(segments, 27);
    let place = 27 + segments.length;
    for (const packet of packets) {
        bytes.set(packet, place);
        place += packet.length;
    }
    view.setUint32(22, checksum(bytes), true);
    return bytes;
}

function head() {
    const bytes = new Uint8Array(19);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode("OpusHead"));
    view.setUint8(8, 1); // version
    view.setUint8(9, 1); // channels
    view.setUint16(10, PRE_SKIP, true);
    view.setUint32(12, 48000, true);
    return bytes;
}

function tags() {
    const bytes = new Uint8Array(16 + 5);
    bytes.set(new TextEncoder().encode("OpusTags"));
    new DataView(bytes.buffer).setUint32(8, 5, true);
    bytes.set(new TextEncoder().encode("phone"), 12);
    return bytes;
}

/** The file of these packets of 20 ms, one channel. */
export function oggOpus(packets) {
    const pages = [
        page([head()], { number: 0, flags: FIRST, position: 0 }),
        page([tags()], { number: 1, flags: 0, position: 0 }),
    ];
    for (let start = 0; start < packets.length; start += PACKETS_PER_PAGE) {
        const end = Math.min(start + PACKETS_PER_PAGE, packets.length);
        pages.push(
            page(packets.slice(start, end), {
                number: pages.length,
                flags: end === packets.length ? LAST : 0,
                position: end * SAMPLES_PER_PACKET,
            })
        );
    }
    return new Blob(pages, { type: "audio/ogg" });
}
