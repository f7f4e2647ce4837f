import { fields, Record } from "@mail/core/common/record";

import { browser } from "@web/core/browser/browser";
import { deserializeDateTime } from "@web/core/l10n/dates";

const { DateTime } = luxon;
const MINUTE = 60 * 1000;

/** The server's time in this browser, and the one timer that makes it go on. */
export class WhatsAppTwilioClock extends Record {
    static _name = "whatsapp.twilio.clock";

    conversations = fields.Many("whatsapp.twilio.conversation", { inverse: "clock" });
    /** @type {number} the server's time in milliseconds, as of the last tick */
    now = Date.now();
    /** @type {number} how much the browser's clock is slow, in milliseconds */
    skew = 0;
    /** Whether the skew may be wrong: no server heard yet, or the time jumped. */
    isUnsure = true;
    timer;
    /** When something that people see will be another. */
    wakeAt = fields.Attr(undefined, {
        /** @this {import("models").WhatsAppTwilioClock} */
        compute() {
            const midnight = this.dateTime.endOf("day").toMillis() + 1;
            return this.conversations.reduce(
                (earliest, { nextChangeAt }) => Math.min(earliest, nextChangeAt),
                midnight
            );
        },
        eager: true,
        onUpdate() {
            this.sleep();
        },
    });

    get dateTime() {
        return DateTime.fromMillis(this.now);
    }

    /**
     * A payload may have been on its way for long, but never comes from the future:
     * of several, the one that says the latest time is right.
     *
     * @param {string} serverNow UTC
     */
    hear(serverNow) {
        const skew = deserializeDateTime(serverNow).toMillis() - Date.now();
        if (this.isUnsure || skew > this.skew) {
            this.skew = skew;
            this.isUnsure = false;
        }
        this.goOn();
    }

    /** Tell the time; ask the server if the computer slept or its clock was set. */
    tick() {
        const before = this.now;
        const due = this.wakeAt;
        this.goOn();
        if (this.now < before - MINUTE || this.now > due + 2 * MINUTE) {
            this.isUnsure = true;
            this.store.env.services["whatsapp_twilio.refresh"].refresh();
        }
    }

    goOn() {
        this.now = Date.now() + this.skew;
        this.sleep();
    }

    sleep() {
        browser.clearTimeout(this.timer);
        const delay = this.wakeAt - Date.now() - this.skew;
        this.timer = browser.setTimeout(() => this.tick(), Math.max(delay, 0));
    }
}

WhatsAppTwilioClock.register();
