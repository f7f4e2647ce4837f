import {
    composerActionsRegistry,
    registerComposerAction,
} from "@mail/core/common/composer_actions";
import "@mail/discuss/gif_picker/common/composer_actions_patch";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

registerComposerAction("whatsapp-note", {
    condition: ({ composer }) => composer.isWhatsApp,
    icon: "fa fa-lock",
    isActive: ({ composer }) => composer.isWhatsAppNote,
    name: _t("Internal note"),
    onSelected: ({ composer }) => composer.toggleWhatsAppNote(),
    sequenceQuick: 10,
});

registerComposerAction("whatsapp-template", {
    condition: ({ composer }) =>
        composer.isWhatsApp &&
        !composer.isWhatsAppNote &&
        composer.thread.whatsapp_conversation_id?.mayWork,
    icon: "fa fa-file-text-o",
    name: _t("Send a template"),
    onSelected: ({ composer }) =>
        composer.thread.whatsapp_conversation_id.openAction("action_send_template"),
    sequence: 30,
});

// WhatsApp knows no GIFs; a note stays here and may have anything.
patch(composerActionsRegistry.get("add-gif"), {
    condition({ composer }) {
        return (
            (!composer.targetThread?.isWhatsApp || composer.isWhatsAppNote) &&
            super.condition(...arguments)
        );
    },
});
