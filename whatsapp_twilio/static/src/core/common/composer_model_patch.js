import { Composer } from "@mail/core/common/composer_model";
import { fields } from "@mail/core/common/record";

import { browser } from "@web/core/browser/browser";
import { patch } from "@web/core/utils/patch";

/**
 * Two drafts in one composer: the message to the customer and the internal note.
 * The one of the other mode is laid aside.
 *
 * @typedef {"message"|"note"} Mode
 */
patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {Mode} */
        this.whatsAppMode = "message";
        this.whatsAppAsideText = "";
        this.whatsAppAsideAttachments = fields.Many("ir.attachment");
        /** Whether the banner stands in this composer's place. */
        this.isBehindWhatsAppBanner = false;
    },

    get isWhatsApp() {
        return !this.message && Boolean(this.thread?.isWhatsApp);
    },

    get isWhatsAppNote() {
        return this.whatsAppMode === "note";
    },

    /** @param {Mode} mode */
    whatsAppTextOf(mode) {
        return this[this._whatsAppFieldsOf(mode).text];
    },

    /** @param {Mode} mode */
    setWhatsAppText(mode, text) {
        this[this._whatsAppFieldsOf(mode).text] = text;
        this.saveWhatsAppDrafts();
    },

    /**
     * What could not be sent comes before what was typed since.
     *
     * @param {Mode} mode
     */
    returnWhatsAppText(mode, text, attachments = []) {
        this[this._whatsAppFieldsOf(mode).attachments].push(...attachments);
        const texts = [text, this.whatsAppTextOf(mode)];
        this.setWhatsAppText(mode, texts.filter(Boolean).join("\n"));
    },

    _whatsAppFieldsOf(mode) {
        return mode === this.whatsAppMode
            ? { text: "composerText", attachments: "attachments" }
            : { text: "whatsAppAsideText", attachments: "whatsAppAsideAttachments" };
    },

    toggleWhatsAppNote() {
        const [text, attachments] = [this.composerText, [...this.attachments]];
        this.whatsAppMode = this.isWhatsAppNote ? "message" : "note";
        this.composerText = this.whatsAppAsideText;
        this.attachments = [...this.whatsAppAsideAttachments];
        this.whatsAppAsideText = text;
        this.whatsAppAsideAttachments = attachments;
        this.replyToMessage = undefined;
        this.isBehindWhatsAppBanner = false;
        this.autofocus++;
        this.saveWhatsAppDrafts();
    },

    get whatsAppDraftsKey() {
        return `whatsapp_twilio.drafts.${this.thread.id}`;
    },

    saveWhatsAppDrafts() {
        const {
            whatsAppMode: mode,
            composerText: text,
            whatsAppAsideText: aside,
        } = this;
        if (text || aside || this.isWhatsAppNote) {
            const drafts = JSON.stringify({ mode, text, aside });
            browser.localStorage.setItem(this.whatsAppDraftsKey, drafts);
        } else {
            browser.localStorage.removeItem(this.whatsAppDraftsKey);
        }
    },

    /** What was typed before the page was loaded again. */
    restoreWhatsAppDrafts() {
        const drafts = JSON.parse(browser.localStorage.getItem(this.whatsAppDraftsKey));
        if (drafts) {
            this.whatsAppMode = drafts.mode;
            this.composerText = drafts.text;
            this.whatsAppAsideText = drafts.aside;
        }
    },
});
