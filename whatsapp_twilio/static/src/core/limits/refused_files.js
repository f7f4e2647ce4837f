import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { humanNumber } from "@web/core/utils/numbers";

const MEGABYTE = 1000 * 1000;

/**
 * The files that WhatsApp would not take: why, and what one can do about it.
 *
 * @typedef {Object} Props
 * @property {import("models").Composer} composer
 * @property {import("@mail/core/common/attachment_uploader_hook").AttachmentUploader} uploader
 * @extends {Component<Props, Env>}
 */
export class RefusedFiles extends Component {
    static template = "whatsapp_twilio.RefusedFiles";
    static props = ["composer", "uploader"];

    get refusals() {
        return this.props.composer.whatsAppRefusals;
    }

    get convertible() {
        return this.refusals.filter(({ canConvert }) => canConvert);
    }

    get convertAllName() {
        return _t("Convert %(count)s images", { count: this.convertible.length });
    }

    sizeOf({ file }) {
        const decimals = file.size < MEGABYTE ? 0 : 1;
        return _t("%(size)sB", { size: humanNumber(file.size, { decimals }) });
    }

    dismissName({ file }) {
        return _t("Dismiss %(name)s", { name: file.name });
    }

    convertAll() {
        this.convertible.forEach((refusal) => this.convert(refusal));
    }

    /** What could not be converted stands here again. */
    async convert(refusal) {
        const { composer, uploader } = this.props;
        composer.dismissWhatsAppRefusal(refusal);
        const options = { isWhatsAppToJpeg: true };
        if (!(await uploader.uploadFile(refusal.file, options))) {
            composer.refuseWhatsAppFile(refusal);
        }
    }
}
