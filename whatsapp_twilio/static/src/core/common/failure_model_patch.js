import { Failure } from "@mail/core/common/failure_model";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Failure.prototype, {
    get isWhatsApp() {
        return this.type === "whatsapp";
    },
    get iconSrc() {
        return this.isWhatsApp
            ? "/whatsapp_twilio/static/img/whatsapp_failure.svg"
            : super.iconSrc;
    },
    get body() {
        return this.isWhatsApp ? this.whatsAppBody : super.body;
    },
    get whatsAppBody() {
        const name = this.lastMessage?.thread?.displayName;
        const cause = this.lastMessage?.whatsapp_delivery?.cause;
        if (this.notifications.length > 1) {
            return _t("%(count)s WhatsApp messages to %(name)s were not delivered", {
                count: this.notifications.length,
                name,
            });
        }
        if (!cause) {
            return _t("A WhatsApp message to %(name)s was not delivered", { name });
        }
        return _t("A WhatsApp message to %(name)s was not delivered: %(cause)s", {
            name,
            cause,
        });
    },
});
