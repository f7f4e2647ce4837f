import { mailModels } from "@mail/../tests/mail_test_helpers";

import { fields } from "@web/../tests/web_test_helpers";

export class MailMessage extends mailModels.MailMessage {
    whatsapp_content = fields.Json({ default: false });
    whatsapp_delivery = fields.Json({ default: false });

    get _to_store_defaults() {
        return [...super._to_store_defaults, "whatsapp_content", "whatsapp_delivery"];
    }

    _message_notifications_to_store(ids, store) {
        super._message_notifications_to_store(...arguments);
        store._add_record_fields(this.browse(ids), ["whatsapp_delivery"]);
    }
}
