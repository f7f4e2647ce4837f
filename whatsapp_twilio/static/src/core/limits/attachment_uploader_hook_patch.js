import { AttachmentUploader } from "@mail/core/common/attachment_uploader_hook";
import { refusalOf } from "@whatsapp_twilio/core/limits/file_check";

import { Mutex } from "@web/core/utils/concurrency";
import { patch } from "@web/core/utils/patch";

// One after the other, so that the files stay in order.
const checks = new Mutex();

patch(AttachmentUploader.prototype, {
    /** Every way in leads here: the button, paste, drop and the voice recorder. */
    async uploadFile(file, options) {
        const limits = this.composer?.whatsAppLimits;
        const refusal =
            limits &&
            !options?.isWhatsAppToJpeg &&
            (await checks.exec(() => refusalOf(file, limits)));
        if (refusal) {
            this.composer.refuseWhatsAppFile(refusal);
            return;
        }
        return super.uploadFile(...arguments);
    },
});
