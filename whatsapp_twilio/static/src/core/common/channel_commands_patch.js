import "@mail/discuss/core/common/channel_commands";

import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";

const commands = registry.category("discuss.channel_commands");

// What begins with a slash is a text for the customer, which a command would swallow.
for (const name of ["help", "leave"]) {
    patch(commands.get(name), {
        condition({ thread }) {
            return !thread.isWhatsApp && super.condition(...arguments);
        },
    });
}
