import { messageActionsRegistry } from "@mail/core/common/message_actions";

import { patch } from "@web/core/utils/patch";

// Who answers a note writes a note.
patch(messageActionsRegistry.get("reply-to"), {
    condition({ message, thread }) {
        return (
            super.condition(...arguments) && (message.isNote || !thread?.whatsAppBanner)
        );
    },
    onSelected({ message, thread }) {
        const { composer, isWhatsApp } = thread;
        if (isWhatsApp && message.isNote && !composer.isWhatsAppNote) {
            composer.toggleWhatsAppNote();
        }
        return super.onSelected(...arguments);
    },
});
