"""The ledger: one row for each WhatsApp message in or out."""

from odoo import fields, models

from ..whatsapp import status
from .roles import ADMIN

STATE_LABELS = [
    (status.QUEUED, "Queued"),
    (status.SENDING, "Sending"),
    (status.SENT, "Sent"),
    (status.DELIVERED, "Delivered"),
    (status.READ, "Read"),
    (status.FAILED, "Failed"),
    (status.UNDELIVERED, "Undelivered"),
    (status.CANCELED, "Canceled"),
    (status.UNKNOWN, "Being checked"),
    (status.RECEIVED, "Received"),
    (status.DONE, "Done"),
    (status.ERROR, "Error"),
]


class WhatsappTwilioMessage(models.Model):
    _name = "whatsapp.twilio.message"
    _description = "WhatsApp Message"
    _inherit = "whatsapp.twilio.worker"
    _order = "id desc"
    _rec_name = "sid"

    account_id = fields.Many2one(
        "whatsapp.twilio.account", ondelete="set null", readonly=True, index=True
    )
    conversation_id = fields.Many2one(
        "whatsapp.twilio.conversation", ondelete="restrict", readonly=True
    )
    mail_message_id = fields.Many2one(
        "mail.message", ondelete="set null", readonly=True, index="btree_not_null"
    )
    direction = fields.Selection(
        [("inbound", "Inbound"), ("outbound", "Outbound")], required=True, readonly=True
    )
    kind = fields.Char(required=True, default="text", readonly=True)
    body = fields.Text(readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment",
        "File",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="Outbound: the file that this message carries.",
    )
    mimetype = fields.Char(
        readonly=True, help="Outbound: the type of the file, by its bytes."
    )
    state = fields.Selection(STATE_LABELS, required=True, readonly=True)
    sid = fields.Char("SID", readonly=True)
    uuid = fields.Char("UUID", readonly=True)
    customer_key = fields.Char(
        readonly=True, help="Inbound: rows with the same key are handled in order."
    )
    payload = fields.Json(
        readonly=True,
        groups=ADMIN,
        help="The form as Twilio posted it.",
    )
    cause = fields.Char(readonly=True)
    error_code = fields.Char(readonly=True)
    error_message = fields.Char(readonly=True)
    attempts = fields.Integer(readonly=True)
    next_attempt_at = fields.Datetime(readonly=True)
    lane = fields.Integer(
        readonly=True, help="The scheduled action whose run hands this to Twilio."
    )
    queued_at = fields.Datetime(readonly=True)
    attempted_at = fields.Datetime(readonly=True)
    sent_at = fields.Datetime(readonly=True)
    delivered_at = fields.Datetime(readonly=True)
    read_at = fields.Datetime(readonly=True)
    failed_at = fields.Datetime(readonly=True)
    template_id = fields.Many2one(
        "whatsapp.twilio.template",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
    )
    content_sid = fields.Char("Content SID", readonly=True)
    content_variables = fields.Json(readonly=True)
    retried_by_id = fields.Many2one(
        "whatsapp.twilio.message",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="The row that sent this failed message again.",
    )

    _sid_unique = models.UniqueIndex(
        "(account_id, sid) WHERE sid IS NOT NULL", "This message is already here."
    )
    _uuid_unique = models.Constraint("UNIQUE(uuid)", "This uuid is already used.")
    _conversation_idx = models.Index("(conversation_id, id)")
    # What the two workers look for, so that history never slows them down.
    _to_receive_idx = models.Index("(customer_key, id) WHERE state = 'received'")
    _to_receive_order_idx = models.Index("(id) WHERE state = 'received'")
    _in_error_idx = models.Index("(next_attempt_at) WHERE state = 'error'")
    _failed_before_idx = models.Index("(customer_key, id) WHERE state = 'error'")
    _to_send_idx = models.Index(
        "(conversation_id, id) WHERE state IN ('queued', 'sending', 'unknown') "
        "AND sid IS NULL"
    )
    _fetched_idx = models.Index(
        "(conversation_id, id) WHERE state = 'sending' AND sid IS NOT NULL "
        "AND mimetype IS NOT NULL"
    )
