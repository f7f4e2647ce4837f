import { Attachment } from "@mail/core/common/attachment_model";

import { patch } from "@web/core/utils/patch";

patch(Attachment.prototype, {
    /** What the customer has got, or has sent, stays. */
    get isDeletable() {
        return !this.message?.isWhatsAppMessage && super.isDeletable;
    },
});
