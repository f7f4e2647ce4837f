import { Notification } from "@mail/core/common/notification_model";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Notification.prototype, {
    get isWhatsApp() {
        return this.notification_type === "whatsapp";
    },
    get failureMessage() {
        return (
            (this.isWhatsApp && this.mail_message_id?.whatsapp_delivery?.cause) ||
            super.failureMessage
        );
    },
    get icon() {
        return this.isWhatsApp ? "fa fa-whatsapp" : super.icon;
    },
    get label() {
        return this.isWhatsApp ? _t("WhatsApp") : super.label;
    },
});
