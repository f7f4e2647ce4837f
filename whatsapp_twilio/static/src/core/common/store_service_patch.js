import { Store } from "@mail/core/common/store_service";

import { rpc } from "@web/core/network/rpc";
import { patch } from "@web/core/utils/patch";

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {number|undefined} how many brands the agent serves; only agents have it */
        this.whatsapp_brand_count = undefined;
        /** @type {number[]|true|undefined} the brands that the agent serves; true: all */
        this.whatsapp_works_for = undefined;
    },
    /** What the server refuses does not stay as if sent: its text comes back. */
    async doMessagePost(params, tmpMessage) {
        if (!tmpMessage?.thread?.isWhatsApp) {
            return super.doMessagePost(...arguments);
        }
        if (params.post_data.subtype_xmlid === "mail.mt_note") {
            tmpMessage.subtype_id = this.mt_note;
        }
        return this.messagePostMutex.exec(async () => {
            const { newestPersistentOfAllMessage: newest } = tmpMessage.thread;
            try {
                return await rpc("/mail/message/post", params, { silent: true });
            } catch (error) {
                // Perhaps only the answer got lost: what is there is not posted twice.
                params.post_data.whatsapp_again_after ??= newest?.id ?? 0;
                this._whatsAppPostFailed(error, params, tmpMessage);
            }
        });
    },
    _whatsAppPostFailed(error, params, tmpMessage) {
        if (!error.exceptionName?.startsWith("odoo.exceptions.")) {
            tmpMessage.postFailRedo = async () => {
                tmpMessage.postFailRedo = undefined;
                const data = await this.doMessagePost(params, tmpMessage);
                if (data) {
                    this._whatsAppPosted(data, tmpMessage);
                }
            };
            return;
        }
        this.env.services.notification.add(error.data.message, { type: "warning" });
        tmpMessage.returnToWhatsAppComposer();
        this.env.services["whatsapp_twilio.refresh"].refresh();
    },
    /** What was there already, no bus tells. */
    _whatsAppPosted({ store_data, message_id }, tmpMessage) {
        this.insert(store_data);
        const message = this["mail.message"].get(message_id);
        tmpMessage.thread?.addOrReplaceMessage(message, tmpMessage);
        tmpMessage.delete();
    },
});
