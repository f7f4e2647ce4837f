import { MessagingMenu } from "@mail/core/public_web/messaging_menu";
import "@mail/core/web/messaging_menu_patch";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(MessagingMenu.prototype, {
    getFailureNotificationName(failure) {
        if (!failure.isWhatsApp) {
            return super.getFailureNotificationName(...arguments);
        }
        return _t("WhatsApp: %(name)s", {
            name: failure.lastMessage?.thread?.displayName,
        });
    },
});
