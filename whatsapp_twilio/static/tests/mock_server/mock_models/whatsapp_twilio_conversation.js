import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";

import { serializeDateTime } from "@web/core/l10n/dates";
import { fields, makeKwArgs, models } from "@web/../tests/web_test_helpers";

export const EXPIRED_BANNER = {
    state: "session_expired",
    icon: "fa-clock-o",
    title: "Session expired",
    sentence:
        "The customer last wrote {when}. WhatsApp lets you restart with a template.",
    button: false,
    ask: false,
    keeps_text: true,
};

export class WhatsAppTwilioConversation extends models.Model {
    _name = "whatsapp.twilio.conversation";

    address = fields.Char();
    brand_color = fields.Integer();
    brand_id = fields.Integer();
    brand_name = fields.Char();
    channel_id = fields.Many2one({ relation: "discuss.channel" });
    expired_banner = fields.Json({ default: EXPIRED_BANNER });
    kept_text = fields.Json({ default: false });
    last_inbound_at = fields.Datetime();
    owner_id = fields.Many2one({ relation: "res.partner" });
    partner_id = fields.Many2one({ relation: "res.partner" });
    reply_banner = fields.Json({ default: false });
    reply_state = fields.Char({ default: "open" });
    sender_number = fields.Char();
    server_now = fields.Datetime();
    state = fields.Char({ default: "open" });
    window_alarms = fields.Json({ default: { amber: 7200, red: 900 } });
    window_closes_at = fields.Datetime();

    get_discuss_data(ids) {
        this.write(ids, { server_now: serializeDateTime(luxon.DateTime.now()) });
        return new mailDataHelpers.Store(this.browse(ids)).get_result();
    }

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
            "expired_banner",
            "kept_text",
            "last_inbound_at",
            one("owner_id"),
            one("partner_id"),
            "reply_banner",
            "reply_state",
            "sender_number",
            "server_now",
            "state",
            "window_alarms",
            "window_closes_at",
        ];
    }
}
