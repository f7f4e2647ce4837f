import { AttachmentUploader } from "@mail/core/common/attachment_uploader_hook";
import { fileChecks, refusalOf } from "@whatsapp_twilio/core/limits/file_check";

import { patch } from "@web/core/utils/patch";

patch(AttachmentUploader.prototype, {
    /** Every way in leads here: the button, paste, drop and the voice recorder. */
    async uploadFile(file, options) {
        const limits = this.composer?.whatsAppLimits;
        if (!limits || options?.isWhatsAppToJpeg) {
            return super.uploadFile(...arguments);
        }
        let uploaded;
        await fileChecks.exec(async () => {
            const refusal = await refusalOf(file, limits);
            if (refusal) {
                this.composer.refuseWhatsAppFile(refusal);
            } else {
                // Only its beginning is waited for: from there on the file is seen.
                uploaded = super.uploadFile(...arguments);
            }
        });
        return uploaded;
    },
});
