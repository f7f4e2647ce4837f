import { MessagingMenu } from "@mail/core/public_web/messaging_menu";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(MessagingMenu.prototype, {
    /** Who stands in the tab stays there when the last conversation is solved. */
    get hasWhatsAppTab() {
        const { activeTab, whatsAppCategory } = this.store.discuss;
        return whatsAppCategory.isVisible || activeTab === "whatsapp";
    },
    get _tabs() {
        if (!this.hasWhatsAppTab) {
            return super._tabs;
        }
        const { threadsWithCounter } = this.store.discuss.whatsAppCategory;
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
