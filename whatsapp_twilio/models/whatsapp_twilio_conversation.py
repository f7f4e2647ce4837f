"""A conversation: one customer with one sender, for ever."""

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import window
from .previews import preview_of


class WhatsappTwilioConversation(models.Model):
    _name = "whatsapp.twilio.conversation"
    _description = "WhatsApp Conversation"
    _order = "last_message_at desc, id desc"
    _rec_names_search = ["partner_id", "phone", "profile_name"]

    channel_id = fields.Many2one(
        "discuss.channel", required=True, readonly=True, ondelete="restrict"
    )
    sender_id = fields.Many2one(
        "whatsapp.twilio.sender", ondelete="set null", readonly=True, index=True
    )
    account_id = fields.Many2one(
        "whatsapp.twilio.account", ondelete="set null", readonly=True, index=True
    )
    brand_id = fields.Many2one(
        "whatsapp.twilio.brand", ondelete="set null", readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True
    )
    # Snapshots: they outlive account and sender, and find them again.
    account_sid = fields.Char("Account SID", required=True, readonly=True)
    sender_number = fields.Char(required=True, readonly=True)
    address = fields.Char(
        required=True,
        readonly=True,
        help="Who the customer is on WhatsApp: the number as people dial it, or the "
        "business-scoped id.",
    )
    phone = fields.Char(readonly=True, help="The number as WhatsApp writes it.")
    bsuid = fields.Char("Business-scoped user ID", readonly=True)
    profile_name = fields.Char(readonly=True, help="As the customer named themself.")
    partner_id = fields.Many2one(
        "res.partner", "Customer", ondelete="set null", readonly=True, index=True
    )
    whatsapp_message_ids = fields.One2many("whatsapp.twilio.message", "conversation_id")
    last_message_body = fields.Char(compute="_compute_last_message_body")
    last_message_at = fields.Datetime("Last message", readonly=True, index=True)
    last_inbound_at = fields.Datetime("Customer wrote last", readonly=True)
    window_ended_at = fields.Datetime(
        readonly=True, help="When Twilio said that the session was over (63016)."
    )
    window_closes_at = fields.Datetime(
        "Session closes", compute="_compute_window_closes_at", store=True
    )
    opted_out_at = fields.Datetime("Opted out", readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("pending", "Pending"), ("solved", "Solved")],
        default="open",
        required=True,
        readonly=True,
        group_expand=True,
        help="Open: waits for us. Pending: waits for the customer.",
    )
    owner_id = fields.Many2one(
        "res.users", ondelete="set null", readonly=True, index=True
    )

    _one_per_channel = models.Constraint(
        "UNIQUE(channel_id)", "A channel is the face of one conversation."
    )
    _one_per_customer = models.Constraint(
        "UNIQUE(account_sid, sender_number, address)",
        "This customer already has a conversation with this number.",
    )
    _one_per_bsuid = models.UniqueIndex(
        "(account_sid, sender_number, bsuid) WHERE bsuid IS NOT NULL",
        "This customer already has a conversation with this number.",
    )
    _address_idx = models.Index("(address)")
    # What is at work is little beside what is over.
    _at_work_idx = models.Index("(state, last_message_at) WHERE state != 'solved'")

    @api.depends("brand_id.company_id")
    def _compute_company_id(self):
        """The brand's company, and still when the brand is deleted; the account's
        where there never was a brand.
        """
        for conversation in self:
            brand = conversation.brand_id
            conversation.company_id = (
                brand.company_id
                if brand
                else conversation.company_id or conversation.account_id.company_id
            )

    @api.depends("last_inbound_at", "window_ended_at")
    def _compute_window_closes_at(self):
        for conversation in self:
            conversation.window_closes_at = window.closes_at(
                conversation.last_inbound_at, conversation.window_ended_at
            )

    @api.depends("partner_id.name", "profile_name", "phone", "address")
    def _compute_display_name(self):
        for conversation in self:
            conversation.display_name = (
                conversation.partner_id.name
                or conversation.profile_name
                or conversation.phone
                or conversation.address
            )

    def _compute_last_message_body(self):
        """The first characters of each conversation's newest message, or its kind."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT conversation.id, left(newest.body, 120), newest.kind,
                       newest.file_name
                  FROM whatsapp_twilio_conversation conversation
                  JOIN LATERAL (
                       SELECT message.body, message.kind, file.name AS file_name
                         FROM whatsapp_twilio_message message
                         LEFT JOIN ir_attachment file
                                ON file.id = message.attachment_id
                        WHERE message.conversation_id = conversation.id
                        ORDER BY message.id DESC
                        LIMIT 1) newest ON TRUE
                 WHERE conversation.id IN %s
                """,
                tuple(self.ids) or (0,),
            )
        )
        bodies = {
            row_id: body or preview_of(kind, file_name)
            for row_id, body, kind, file_name in rows
        }
        for conversation in self:
            conversation.last_message_body = bodies.get(conversation.id)

    def action_open_discuss(self):
        """Open this conversation in Discuss; reading it needs no membership."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            "params": {"active_id": f"discuss.channel_{self.channel_id.id}"},
        }

    def _to_store_defaults(self, target):
        return [
            Store.Attr("address", lambda c: c._address_to_read()),
            Store.Attr("brand_id", lambda c: c.brand_id.id),
            Store.Attr("brand_name", lambda c: c.brand_id.name),
            Store.Attr("brand_color", lambda c: c.brand_id.color),
            "last_inbound_at",
            Store.One(
                "owner_id",
                ["avatar_128", "name"],
                value=lambda c: c.owner_id.partner_id,
            ),
            Store.One("partner_id", ["avatar_128", "name"]),
            "reply_state",
            "sender_number",
            "state",
            "window_closes_at",
        ]

    def _address_to_read(self):
        """The customer's number as people read it, else the business-scoped id."""
        return self._number_to_read(self.phone) if self.phone else self.address

    def _number_to_read(self, number):
        return self._phone_format(number=number, force_format="INTERNATIONAL") or number

    def _notify_browsers(self):
        """Send what changed to everybody who looks at these conversations."""
        for conversation in self:
            Store(bus_channel=conversation.channel_id).add(conversation).bus_send()
