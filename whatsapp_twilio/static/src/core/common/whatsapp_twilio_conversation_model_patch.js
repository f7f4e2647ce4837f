import { fields } from "@mail/core/common/record";
import { momentText, timeLeftText } from "@whatsapp_twilio/core/common/times";
import { WhatsAppTwilioConversation } from "@whatsapp_twilio/core/common/whatsapp_twilio_conversation_model";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** May the agent reply now, and until when? */
patch(WhatsAppTwilioConversation.prototype, {
    setup() {
        super.setup(...arguments);
        this.clock = fields.One("whatsapp.twilio.clock", {
            compute: () => ({}),
            eager: true,
            inverse: "conversations",
        });
        /** @type {string} UTC: the server's clock when it sent this record */
        this.server_now = fields.Attr(undefined, {
            onUpdate() {
                if (this.server_now) {
                    this.clock.hear(this.server_now);
                }
            },
        });
        this.window_closes_at = fields.Datetime({
            onUpdate() {
                this.clock.goOn();
            },
        });
        /** @type {{amber: number, red: number}} seconds before closing */
        this.window_alarms = {};
        /**
         * What stands in place of the composer now, and once the window is over.
         *
         * @typedef {{state: string, icon: string, title: string, sentence: string,
         *  button: {label: string, method: string, user_ids: number[]|false}|false,
         *  ask: string|false}} Banner
         * @type {Banner|false}
         */
        this.reply_banner = false;
        /** @type {Banner} */
        this.expired_banner = undefined;
        /** @type {{text: string, user_id: number, user_name: string}|false} */
        this.kept_text = false;
        // Computed, so that a tick renders only what says something else.
        this.isWindowOver = fields.Attr(false, {
            compute() {
                return Boolean(this.window_closes_at) && this.windowLeft <= 0;
            },
        });
        this.windowAlarm = fields.Attr("", {
            compute() {
                return this.alarmAt(this.windowLeft);
            },
        });
        /** @type {string} as people say it */
        this.timeLeft = fields.Attr("", {
            compute() {
                return timeLeftText(this.windowLeft);
            },
        });
    },

    /** @returns {Banner|false} false while the agent may write to the customer */
    get banner() {
        return this.reply_banner || (this.isWindowOver && this.expired_banner);
    },

    get bannerSentence() {
        const when = this.last_inbound_at;
        return this.banner.sentence.replace(
            "{when}",
            when ? momentText(when, this.clock.dateTime) : ""
        );
    },

    get isExpired() {
        return Boolean(this.banner) && this.banner.state === this.expired_banner?.state;
    },

    get isClosingSoon() {
        return !this.banner && Boolean(this.windowAlarm);
    },

    get closingText() {
        return _t("Closes in %(time)s", { time: this.timeLeft });
    },

    /** When the customer wrote last, and until when one may answer. */
    get windowLines() {
        const moment = (dateTime) => momentText(dateTime, this.clock.dateTime);
        return [
            this.last_inbound_at &&
                _t("The customer wrote last: %(when)s", {
                    when: moment(this.last_inbound_at),
                }),
            this.window_closes_at &&
                !this.banner &&
                _t("The session closes: %(when)s", {
                    when: moment(this.window_closes_at),
                }),
        ].filter(Boolean);
    },

    get windowPill() {
        const { banner, windowLines: lines } = this;
        const text = banner ? banner.title : this.timeLeft;
        return {
            alarm: banner ? "closed" : this.windowAlarm,
            icon: banner ? banner.icon : "fa-clock-o",
            name: [text, ...lines].join(", "),
            text,
            tooltip: JSON.stringify({ lines }),
        };
    },

    /** @returns {number} milliseconds */
    get windowLeft() {
        const { clock, window_closes_at: closesAt } = this;
        return closesAt ? closesAt.toMillis() - clock.now : 0;
    },

    /** When the countdown says something else: by the minute, at last by the second. */
    get nextChangeAt() {
        const left = this.windowLeft;
        if (left <= 0) {
            return Infinity;
        }
        const step = left <= MINUTE ? SECOND : MINUTE;
        const waits = Object.values(this.window_alarms)
            .map((seconds) => left - seconds * SECOND)
            .filter((wait) => wait > 0);
        return this.clock.now + Math.min(left % step || step, ...waits);
    },

    /** @returns {""|"amber"|"red"} */
    alarmAt(left) {
        const { amber, red } = this.window_alarms;
        if (left <= red * SECOND) {
            return "red";
        }
        return left <= amber * SECOND ? "amber" : "";
    },
});
