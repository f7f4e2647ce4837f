import { Thread } from "@mail/core/common/thread_model";
import "@mail/discuss/core/public_web/thread_model_patch";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    _computeDiscussAppCategory() {
        return this.isWhatsApp
            ? this.store.discuss.whatsAppCategory
            : super._computeDiscussAppCategory();
    },
    setAsDiscussThread() {
        super.setAsDiscussThread(...arguments);
        if (this.isWhatsApp && this.store.env.services.ui.isSmall) {
            this.store.discuss.activeTab = "whatsapp";
        }
    },
});
