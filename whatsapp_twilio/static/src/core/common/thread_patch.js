import { Thread } from "@mail/core/common/thread";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    /**
     * What follows a note has its own header, so that nobody takes it for one; and so
     * has what arrived late, as it would stand under a time when it was long there.
     */
    isSquashed(message, previous) {
        return (
            super.isSquashed(...arguments) &&
            !previous.isWhatsAppNote &&
            message.datetime >= previous.datetime
        );
    },
});
