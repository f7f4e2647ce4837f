import { AttachmentUploadService } from "@mail/core/common/attachment_upload_service";

import { patch } from "@web/core/utils/patch";

patch(AttachmentUploadService.prototype, {
    _buildFormData(formData, tmpURL, thread, composer, tmpId, options) {
        super._buildFormData(...arguments);
        if (options?.isWhatsAppToJpeg) {
            formData.append("whatsapp_as_jpeg", 1);
        }
        return formData;
    },
    /** A file stays in the draft that it was chosen for, be it laid aside meanwhile. */
    _processLoaded(thread, composer, response, tmpId, def) {
        const aside = composer?.whatsAppAsideAttachments ?? [];
        const index = aside.findIndex(({ id }) => id === tmpId);
        if (index < 0) {
            return super._processLoaded(...arguments);
        }
        super._processLoaded(thread, undefined, response, tmpId, def);
        const { attachment_id: id } = response.data;
        aside.splice(index, 0, this.store["ir.attachment"].get(id));
    },
});
