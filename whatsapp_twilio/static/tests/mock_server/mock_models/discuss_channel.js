import { mailModels } from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";

export class DiscussChannel extends mailModels.DiscussChannel {
    /** Agents rename contacts, not conversations. */
    _channel_basic_info(ids) {
        const info = super._channel_basic_info(...arguments);
        const [channel] = this.browse(ids);
        return channel.channel_type === "whatsapp"
            ? { ...info, is_editable: false }
            : info;
    }

    _to_store(store, fields) {
        super._to_store(...arguments);
        if (fields?.length) {
            return;
        }
        for (const channel of this.filter((ch) => ch.channel_type === "whatsapp")) {
            const Conversation = this.env["whatsapp.twilio.conversation"];
            const ids = Conversation.search([["channel_id", "=", channel.id]]);
            store._add_record_fields(this.browse(channel.id), {
                whatsapp_conversation_id: mailDataHelpers.Store.one(
                    Conversation.browse(ids)
                ),
            });
        }
    }
}
