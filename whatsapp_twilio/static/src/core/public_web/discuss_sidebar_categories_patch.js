import { DiscussSidebarChannel } from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import { patch } from "@web/core/utils/patch";

patch(DiscussSidebarChannel.prototype, {
    get itemNameAttClass() {
        return Object.assign(super.itemNameAttClass, {
            "text-muted": Boolean(this.thread.whatsapp_conversation_id?.isExpired),
        });
    },
});
