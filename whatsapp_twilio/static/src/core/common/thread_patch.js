import { Thread } from "@mail/core/common/thread";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    /** What follows a note has its own header, so that nobody takes it for one. */
    isSquashed(message, previous) {
        return super.isSquashed(...arguments) && !previous.isWhatsAppNote;
    },
});
