import { messageActionsRegistry } from "@mail/core/common/message_actions";

import { patch } from "@web/core/utils/patch";

// The customer would see no quote, so only a note quotes; who answers one writes one.
patch(messageActionsRegistry.get("reply-to"), {
    condition({ message, thread }) {
        return (
            super.condition(...arguments) &&
            (!thread?.isWhatsApp || message.isNote || thread.composer.isWhatsAppNote)
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
