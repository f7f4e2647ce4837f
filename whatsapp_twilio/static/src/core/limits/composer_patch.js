import { Composer } from "@mail/core/common/composer";
import "@whatsapp_twilio/core/common/composer_patch";
import { ChosenFiles } from "@whatsapp_twilio/core/limits/chosen_files";
import { fileChecks } from "@whatsapp_twilio/core/limits/file_check";
import { RefusedFiles } from "@whatsapp_twilio/core/limits/refused_files";

import { useEffect, useRef } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { useDebounced } from "@web/core/utils/timing";
import { formatInteger } from "@web/views/fields/formatters";

const TYPING_PAUSE = 300;

Object.assign(Composer.components, { FileUploader: ChosenFiles, RefusedFiles });

patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        this.sendInPartsButton = useRef("send-in-parts");
        const countParts = useDebounced(
            () => this.props.composer.countWhatsAppParts(),
            TYPING_PAUSE
        );
        useEffect(
            (_text, isTooLong) => {
                if (isTooLong) {
                    countParts();
                }
            },
            () => [
                this.props.composer.composerText,
                this.props.composer.isWhatsAppTextTooLong,
            ]
        );
    },
    get whatsAppTextCounter() {
        const { whatsAppTextLength, whatsAppLimits } = this.props.composer;
        return _t("%(length)s / %(max)s", {
            length: formatInteger(whatsAppTextLength),
            max: formatInteger(whatsAppLimits.text_max),
        });
    },
    get sendInPartsName() {
        const count = this.props.composer.whatsAppPartCount;
        return count ? _t("Send in %(count)s parts", { count }) : _t("Send in parts");
    },
    get postData() {
        const postData = super.postData;
        return this.props.composer.isWhatsAppTextTooLong
            ? { ...postData, isWhatsAppInParts: true }
            : postData;
    },
    /** Nobody sends several messages by surprise: that has a button of its own. */
    async sendMessage() {
        if (this.props.composer.isWhatsAppTextTooLong) {
            this.sendInPartsButton.el?.focus();
            return;
        }
        if (await this.haveWhatsAppFilesArrived()) {
            await super.sendMessage();
        }
    },
    /** A file that is still looked at belongs to the text: refused, the text stays. */
    async haveWhatsAppFilesArrived() {
        const { composer } = this.props;
        if (!composer.isWhatsApp) {
            return true;
        }
        const refusals = composer.whatsAppRefusals.length;
        await fileChecks.getUnlockedDef();
        return composer.whatsAppRefusals.length === refusals;
    },
    async sendInWhatsAppParts() {
        await super.sendMessage();
    },
    /** A key held down is no decision. */
    onKeydownSendInParts(ev) {
        if (ev.repeat) {
            ev.preventDefault();
        }
    },
});
