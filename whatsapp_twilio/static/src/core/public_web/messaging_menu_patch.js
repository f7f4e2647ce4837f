import { MessagingMenu } from "@mail/core/public_web/messaging_menu";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(MessagingMenu.prototype, {
    get _tabs() {
        const { isVisible, threadsWithCounter } = this.store.discuss.whatsAppCategory;
        if (!isVisible) {
            return super._tabs;
        }
        return [
            ...super._tabs,
            {
                counter: threadsWithCounter.length,
                icon: "fa fa-whatsapp",
                id: "whatsapp",
                label: _t("WhatsApp"),
                sequence: 15,
            },
        ];
    },
});
