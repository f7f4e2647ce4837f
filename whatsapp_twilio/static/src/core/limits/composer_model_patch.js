import { Composer } from "@mail/core/common/composer_model";
import { fields } from "@mail/core/common/record";
import "@whatsapp_twilio/core/common/composer_model_patch";

import { patch } from "@web/core/utils/patch";

let nextRefusalId = 1;

/** What may be sent, as the server tells it in `whatsapp_limits`. */
patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        /** Into how many messages the server would split the text; 0: not yet known. */
        this.whatsAppPartCount = 0;
        /** @type {({id: number} & import("@whatsapp_twilio/core/limits/file_check").Refusal)[]} */
        this.whatsAppRefusals = fields.Attr([]);
    },

    /** @returns {import("models").Store["whatsapp_limits"]|undefined} none for a note */
    get whatsAppLimits() {
        return this.isWhatsApp && !this.isWhatsAppNote
            ? this.store.whatsapp_limits
            : undefined;
    },

    /** @returns {number} in UTF-16 units, as Twilio counts */
    get whatsAppTextLength() {
        return this.composerText.length;
    },

    get isWhatsAppTextCounted() {
        return this.whatsAppTextLength >= this.whatsAppLimits?.text_counts_from;
    },

    get isWhatsAppTextTooLong() {
        return this.whatsAppTextLength > this.whatsAppLimits?.text_max;
    },

    /** Without an answer the button just does not say how many. */
    async countWhatsAppParts() {
        const text = this.composerText;
        const { orm } = this.store.env.services;
        const model = "whatsapp.twilio.conversation";
        const count = await orm.silent
            .call(model, "count_text_parts", [text])
            .catch(() => 0);
        if (text === this.composerText) {
            this.whatsAppPartCount = count;
        }
    },

    /** It stays until it is dismissed, whatever is sent meanwhile. */
    refuseWhatsAppFile(refusal) {
        const id = nextRefusalId++;
        this.whatsAppRefusals = [...this.whatsAppRefusals, { ...refusal, id }];
    },

    dismissWhatsAppRefusal({ id }) {
        this.whatsAppRefusals = this.whatsAppRefusals.filter(
            (refusal) => refusal.id !== id
        );
    },
});
