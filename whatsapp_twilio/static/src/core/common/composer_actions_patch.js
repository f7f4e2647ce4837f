import { composerActionsRegistry } from "@mail/core/common/composer_actions";
import "@mail/discuss/gif_picker/common/composer_actions_patch";
import "@mail/discuss/voice_message/common/composer_actions_patch";

import { patch } from "@web/core/utils/patch";

// Only text goes out.
for (const id of ["add-gif", "voice-start"]) {
    patch(composerActionsRegistry.get(id), {
        condition({ composer }) {
            return !composer.targetThread?.isWhatsApp && super.condition(...arguments);
        },
    });
}
