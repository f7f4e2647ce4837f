"""The ledger's rows of a batch."""

from odoo import fields, models
from odoo.tools import SQL

from ..whatsapp import status
from .whatsapp_twilio_batch import CANCELED


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    batch_id = fields.Many2one(
        "whatsapp.twilio.batch",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
    )

    def _what_to_send(self):
        return {**super()._what_to_send(), "batch_id": self.batch_id.id}

    def _to_job(self, lane):
        """What was on its way when its batch was canceled is not tried again."""
        is_over = self.is_bulk and self.batch_id.state == CANCELED
        if is_over and self.state == status.QUEUED:
            self._move(status.CANCELED)
            return None
        return super()._to_job(lane)

    def _cancel_queued(self):
        """Take back what waits for the dispatcher and was never handed to Twilio."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "SELECT id FROM whatsapp_twilio_message WHERE id IN %s "
                "AND state = 'queued' AND sid IS NULL FOR UPDATE SKIP LOCKED",
                tuple(self.ids) or (0,),
            )
        )
        taken_back = self.browse(row_id for (row_id,) in self.env.cr.fetchall())
        taken_back.write({"state": status.CANCELED})
        taken_back._note_progress()
