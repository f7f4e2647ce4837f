import { _t } from "@web/core/l10n/translation";
import { Mutex } from "@web/core/utils/concurrency";

/** Reads and looks at one after the other, so that the files stay in order. */
export const fileChecks = new Mutex();

/**
 * @typedef {import("@whatsapp_twilio/core/limits/store_service_patch").FileType} FileType
 * @typedef {Object} Refusal
 * @property {File} file
 * @property {string} rule what WhatsApp takes instead
 * @property {string|false} remedy
 * @property {boolean} canConvert whether the server can make a JPEG of it
 */

/**
 * Why WhatsApp would not take a file: told before it is uploaded, by its first bytes,
 * its size, and its extension where bytes do not tell enough.
 *
 * @param {File} file
 * @param {import("models").Store["whatsapp_limits"]} limits
 * @returns {Promise<Refusal|undefined>}
 */
export async function refusalOf(file, limits) {
    const head = hexOf(await file.slice(0, limits.head_bytes).arrayBuffer());
    const type = limits.files.find((type) => isOfType(file, head, type));
    if (type && file.size <= type.max_bytes) {
        return;
    }
    const other = limits.convertible.find((type) => beginsLike(head, type));
    const kind = (type ?? other)?.kind ?? file.type.split("/")[0];
    const canConvert = Boolean(other) || type?.kind === "image";
    return {
        file,
        rule: limits.rules[kind] ?? limits.rules.document,
        remedy: !canConvert && (type ? SMALLER : ANOTHER_FORMAT),
        canConvert,
    };
}

const SMALLER = _t("Make it smaller, or send a link to it.");
const ANOTHER_FORMAT = _t("Save it in one of these formats, or send a link to it.");

function isOfType(file, head, type) {
    const extension = file.name.split(".").at(-1).toLowerCase();
    return (
        beginsLike(head, type) &&
        (!type.is_told_by_name || type.extensions.includes(extension))
    );
}

/** @param {FileType} type */
function beginsLike(head, type) {
    return type.signatures.some((pairs) =>
        pairs.every(([offset, hex]) => head.startsWith(hex, 2 * offset))
    );
}

/** @param {ArrayBuffer} buffer */
function hexOf(buffer) {
    return Array.from(new Uint8Array(buffer), (byte) =>
        byte.toString(16).padStart(2, "0")
    ).join("");
}
