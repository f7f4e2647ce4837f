import { DELIVERY_STATES } from "@whatsapp_twilio/core/common/delivery_states";

import { Component } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

const { DateTime } = luxon;

/**
 * What became of a message that we sent: clock, one tick, two ticks, blue ticks …
 *
 * @typedef {Object} Props
 * @property {import("models").Message} message
 * @extends {Component<Props, Env>}
 */
export class DeliveryTicks extends Component {
    static template = "whatsapp_twilio.DeliveryTicks";
    static props = ["message", "isUnderFiles?"];

    get delivery() {
        return this.props.message.whatsapp_delivery;
    }

    get look() {
        return lookOf(this.props.message.whatsAppDeliveryState);
    }

    /** Every state with its time, for eyes and for screen readers. */
    get lines() {
        const { parts } = this.delivery || {};
        return parts ? parts.map(partLine) : this.stateLines;
    }

    get stateLines() {
        const lines = (this.delivery?.times ?? []).map(({ state, at }) =>
            _t("%(state)s: %(time)s", {
                state: lookOf(state).label,
                time: timeText(at),
            })
        );
        if (lines.length === 0) {
            lines.push(this.look.label.toString());
        }
        if (this.delivery?.code) {
            lines.push(codeText(this.delivery.code));
        }
        return lines;
    }

    get accessibleName() {
        return [this.look.label, ...this.lines].join(", ");
    }

    get tooltipInfo() {
        return JSON.stringify({ lines: this.lines });
    }
}

/** @param {string} state */
function lookOf(state) {
    return DELIVERY_STATES[state] ?? DELIVERY_STATES.unknown;
}

/** What became of one of several parts, and when. */
function partLine({ label, state, times, code }) {
    const at = times?.at(-1)?.at;
    const texts = [lookOf(state).label, at && timeText(at), code && codeText(code)];
    return _t("%(part)s: %(state)s", {
        part: label,
        state: texts.filter(Boolean).join(", "),
    });
}

/** @param {string} code */
function codeText(code) {
    return _t("Twilio code %(code)s", { code });
}

/** @param {string} at UTC, as the server writes it */
function timeText(at) {
    const time = deserializeDateTime(at);
    const format = time.hasSame(DateTime.now(), "day")
        ? DateTime.TIME_SIMPLE
        : DateTime.DATETIME_MED;
    return time.toLocaleString(format, { locale: user.lang });
}
