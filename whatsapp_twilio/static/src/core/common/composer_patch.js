import { Composer } from "@mail/core/common/composer";
import { KeptText } from "@whatsapp_twilio/core/common/kept_text";

import { onMounted, toRaw } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

const TYPING = "input, textarea, [contenteditable='true']";

Object.assign(Composer.components, { KeptText });

patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        // Back in the banner's place, it does not take the keys of who types elsewhere.
        this.state.isWhatsAppBackQuietly =
            this.props.composer.isBehindWhatsAppBanner &&
            Boolean(document.activeElement?.matches(TYPING));
        onMounted(() => {
            this.state.isWhatsAppBackQuietly = false;
        });
    },
    get isWhatsAppNote() {
        return this.props.composer.isWhatsApp && this.props.composer.isWhatsAppNote;
    },
    get whatsAppConversation() {
        return this.props.composer.isWhatsApp && this.thread.whatsapp_conversation_id;
    },
    get placeholder() {
        if (this.props.placeholder || !this.props.composer.isWhatsApp) {
            return super.placeholder;
        }
        if (this.isWhatsAppNote) {
            return _t("Internal note: the customer does not see it");
        }
        return _t("Message %(name)s on WhatsApp", { name: this.thread.displayName });
    },
    get postData() {
        const postData = super.postData;
        return this.isWhatsAppNote ? { ...postData, isNote: true } : postData;
    },
    async sendMessage() {
        this.whatsAppConversation?.clock.tick();
        await super.sendMessage();
    },
    /** The text stays when the window has closed in this very moment. */
    get canProcessMessage() {
        return (
            super.canProcessMessage &&
            (this.isWhatsAppNote || !this.whatsAppConversation?.banner)
        );
    },
    saveContent() {
        const composer = toRaw(this.props.composer);
        if (!composer.isWhatsApp) {
            return super.saveContent();
        }
        composer.saveWhatsAppDrafts();
    },
    restoreContent() {
        if (!this.props.composer.isWhatsApp) {
            super.restoreContent();
        }
    },
    clear() {
        super.clear();
        if (this.props.composer.isWhatsApp) {
            this.props.composer.saveWhatsAppDrafts();
        }
    },
});
