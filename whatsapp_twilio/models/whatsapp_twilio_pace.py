"""The pace of each sender, kept by all dispatchers together.

Whoever hands out messages of a sender holds its row meanwhile; other lanes go on
with other senders.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..whatsapp import pace


class WhatsappTwilioPace(models.Model):
    _name = "whatsapp.twilio.pace"
    _description = "WhatsApp Sender's Pace"
    _log_access = False

    sender_id = fields.Many2one(
        "whatsapp.twilio.sender", required=True, readonly=True, ondelete="cascade"
    )
    recent = fields.Json(readonly=True, help="What left in the last second.")

    _one_per_sender = models.Constraint(
        "UNIQUE(sender_id)", "This sender has its pace already."
    )

    @api.model
    def _take(self):
        """The paces of senders with something to send that no other lane holds."""
        self.env.cr.execute(
            """
            INSERT INTO whatsapp_twilio_pace (sender_id)
            SELECT id
              FROM whatsapp_twilio_sender sender
             WHERE NOT EXISTS (SELECT 1
                                 FROM whatsapp_twilio_pace pace
                                WHERE pace.sender_id = sender.id)
                ON CONFLICT DO NOTHING
            """
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT pace.id
                  FROM whatsapp_twilio_pace pace
                 WHERE EXISTS (SELECT 1
                                 FROM whatsapp_twilio_message due
                                WHERE COALESCE(due.sender_id, 0) = pace.sender_id
                                  AND due.state IN ('queued', 'unknown')
                                  AND due.sid IS NULL)
                   FOR UPDATE SKIP LOCKED
                """
            )
        )
        return self.browse(row_id for (row_id,) in rows)

    def _now(self):
        """The database's clock: hosts may differ."""
        self.env.cr.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return self.env.cr.fetchone()[0]

    def _rooms(self, now, room):
        """How many messages of each sender may leave now."""
        return {
            one.sender_id.id: room(
                pace.recent(one.recent or [], now), one.sender_id.messages_per_second
            )
            for one in self
        }

    def _note(self, now, counts):
        """So many messages of each sender leave now."""
        for one in self:
            if count := counts.get(one.sender_id.id):
                one.recent = [*pace.recent(one.recent or [], now), [now, count]]


class WhatsappTwilioSender(models.Model):
    _inherit = "whatsapp.twilio.sender"

    messages_per_second = fields.Integer(
        "Messages per second",
        default=pace.PER_SECOND,
        required=True,
        tracking=True,
        help="No more than these are handed to Twilio in any second, by all workers "
        "together.",
    )

    @api.constrains("messages_per_second")
    def _check_messages_per_second(self):
        if any(sender.messages_per_second < 1 for sender in self):
            raise ValidationError(
                self.env._("A sender sends at least one message a second.")
            )
