import { Message } from "@mail/core/common/message";
import "@whatsapp_twilio/core/common/message_patch";
import { MediaToCome } from "@whatsapp_twilio/core/content/media_to_come";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

Object.assign(Message.components, { MediaToCome });

patch(Message.prototype, {
    get attClass() {
        return Object.assign(super.attClass, {
            "o-whatsapp-message": this.message.isWhatsAppMessage,
            "o-whatsapp-sticker": this.message.whatsapp_content?.kind === "sticker",
        });
    },
    addWhatsAppContactName({ name }) {
        return this.message.whatsAppContacts.length > 1
            ? _t("Add %(name)s to contacts", { name })
            : _t("Add to contacts");
    },
});
