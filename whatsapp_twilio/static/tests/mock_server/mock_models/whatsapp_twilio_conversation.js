import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";

import { fields, makeKwArgs, models } from "@web/../tests/web_test_helpers";

export class WhatsAppTwilioConversation extends models.Model {
    _name = "whatsapp.twilio.conversation";

    address = fields.Char();
    brand_color = fields.Integer();
    brand_id = fields.Integer();
    brand_name = fields.Char();
    channel_id = fields.Many2one({ relation: "discuss.channel" });
    last_inbound_at = fields.Datetime();
    owner_id = fields.Many2one({ relation: "res.partner" });
    partner_id = fields.Many2one({ relation: "res.partner" });
    reply_state = fields.Char({ default: "open" });
    sender_number = fields.Char();
    state = fields.Char({ default: "open" });
    window_closes_at = fields.Datetime();

    get _to_store_defaults() {
        const one = (name) =>
            mailDataHelpers.Store.one(
                name,
                makeKwArgs({ fields: ["avatar_128", "name"] })
            );
        return [
            "address",
            "brand_color",
            "brand_id",
            "brand_name",
            "last_inbound_at",
            one("owner_id"),
            one("partner_id"),
            "reply_state",
            "sender_number",
            "state",
            "window_closes_at",
        ];
    }
}
