import { Store } from "@mail/core/common/store_service";

import { patch } from "@web/core/utils/patch";

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {number|undefined} how many brands the agent serves; only agents have it */
        this.whatsapp_brand_count = undefined;
    },
});
