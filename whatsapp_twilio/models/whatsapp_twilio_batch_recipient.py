"""A recipient of a batch: waits, has their message, or was left out and why."""

from odoo import fields, models

WAITING, MADE, LEFT_OUT = "waiting", "made", "left_out"


class WhatsappTwilioBatchRecipient(models.Model):
    _name = "whatsapp.twilio.batch.recipient"
    _description = "Recipient of a WhatsApp Batch"
    _order = "id"
    _log_access = False

    batch_id = fields.Many2one(
        "whatsapp.twilio.batch", required=True, readonly=True, ondelete="cascade"
    )
    res_id = fields.Integer(required=True, readonly=True)
    name = fields.Char(readonly=True)
    number = fields.Char(readonly=True)
    state = fields.Selection(
        [(WAITING, "Waiting"), (MADE, "On its way"), (LEFT_OUT, "Left out")],
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    message_id = fields.Many2one(
        "whatsapp.twilio.message",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )

    message_state = fields.Selection(
        related="message_id.state", string="State of the Message"
    )

    _once = models.UniqueIndex(
        "(batch_id, res_id)", "A record is in a batch only once."
    )
    _waiting_idx = models.Index("(batch_id, id) WHERE state = 'waiting'")
    _left_out_idx = models.Index("(batch_id, id) WHERE state = 'left_out'")
