import { _t } from "@web/core/l10n/translation";

const CLOCK = ["M9 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10", "M9 3.2V6l2 1.4"];
const TICK = ["M4.5 6.6l3 3L13.5 2.6"];
const TWO_TICKS = ["M1.2 6.6l3 3 6-7", "M7.4 8.3l1.3 1.3 6-7"];
const STRUCK_TICK = [...TICK, "M4 1.8l10 8.6"];
const EXCLAMATION = ["M9 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10", "M9 3.4v3.2", "M9 8.6v.1"];
const QUESTION = [
    "M9 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10",
    "M7.6 4.7a1.4 1.4 0 1 1 2.1 1.2q-.7.4-.7 1",
    "M9 8.7v.1",
];

/**
 * How each delivery state of the ledger looks: a name, and a drawing of strokes
 * in a box of 18 by 12 that is the same for all, so that nothing moves.
 *
 * @type {Object<string, {label: string, strokes: string[], class?: string}>}
 */
export const DELIVERY_STATES = {
    queued: { label: _t("Queued"), strokes: CLOCK },
    sending: { label: _t("Sending"), strokes: CLOCK },
    sent: { label: _t("Sent"), strokes: TICK },
    delivered: { label: _t("Delivered"), strokes: TWO_TICKS },
    read: { label: _t("Read"), strokes: TWO_TICKS, class: "o-read" },
    failed: { label: _t("Not sent"), strokes: EXCLAMATION, class: "o-failed" },
    undelivered: {
        label: _t("Not delivered"),
        strokes: EXCLAMATION,
        class: "o-failed",
    },
    canceled: { label: _t("Canceled"), strokes: STRUCK_TICK },
    unknown: { label: _t("Being checked"), strokes: QUESTION },
};
