import { DiscussContent } from "@mail/core/public_web/discuss_content";
import { WhatsAppBanner } from "@whatsapp_twilio/core/common/whatsapp_banner";

import { patch } from "@web/core/utils/patch";

Object.assign(DiscussContent.components, { WhatsAppBanner });

patch(DiscussContent.prototype, {
    get showThreadAvatar() {
        return this.thread.isWhatsApp || super.showThreadAvatar;
    },
});
