import { composerActionsRegistry } from "@mail/core/common/composer_actions";

import { patch } from "@web/core/utils/patch";

// The button that sends in parts stands for it.
patch(composerActionsRegistry.get("send-message"), {
    condition({ composer }) {
        return !composer.isWhatsAppTextTooLong && super.condition(...arguments);
    },
});
