import { Store } from "@mail/core/common/store_service";

import { patch } from "@web/core/utils/patch";

/**
 * @typedef {Object} FileType
 * @property {string} mimetype
 * @property {"image"|"sticker"|"audio"|"video"|"document"} kind
 * @property {string} label
 * @property {string[]} extensions
 * @property {boolean} is_told_by_name its extension counts, as others begin like it
 * @property {number} max_bytes
 * @property {[number, string][][]} signatures of one, all pairs (offset, hex) fit
 */
patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /**
         * What WhatsApp carries; only agents have it.
         *
         * @type {{text_max: number, text_counts_from: number, head_bytes: number,
         *  files: FileType[], convertible: FileType[],
         *  rules: Object<string, string>}|undefined}
         */
        this.whatsapp_limits = undefined;
    },
    async getMessagePostParams({ postData }) {
        const params = await super.getMessagePostParams(...arguments);
        if (postData.isWhatsAppInParts) {
            params.post_data.whatsapp_in_parts = true;
        }
        return params;
    },
});
