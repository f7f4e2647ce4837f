"""Old forms are let go; what was read out of them stays."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import status
from .whatsapp_twilio_media import DONE

PAYLOAD_DAYS = "whatsapp_twilio.payload_days"
DEFAULT_PAYLOAD_DAYS = 90
# Rows that one step looks at, and the most that one run lets go.
CHUNK = 1000
MOST = 200 * CHUNK


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    # What still has its form, oldest first, so that history is never searched.
    _untrimmed_idx = models.Index("(create_date) WHERE payload IS NOT NULL")

    @api.model
    def _cron_trim(self):
        """Let go of the forms of messages that are older than wanted."""
        days = self.env["res.config.settings"]._whatsapp_payload_days()
        if not days:
            return
        before, gone = fields.Datetime.now() - timedelta(days=days), 0
        while gone < MOST and (count := self._committed(self._trim, before)):
            gone += count

    @api.model
    def _trim(self, before):
        """Let go of one chunk of forms; return how many.

        A form stays while something may still need it: a row that is not done yet or
        failed, and one whose files are not all here.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH chunk AS MATERIALIZED (
                    SELECT old.id
                      FROM whatsapp_twilio_message old
                     WHERE old.payload IS NOT NULL
                       AND old.create_date < %(before)s
                       AND old.state = %(done)s
                       AND NOT EXISTS (
                           SELECT 1
                             FROM whatsapp_twilio_media file
                            WHERE file.message_id = old.id
                              AND file.state != %(file_done)s)
                     ORDER BY old.create_date
                     LIMIT %(chunk)s
                       FOR UPDATE SKIP LOCKED)
                UPDATE whatsapp_twilio_message message
                   SET payload = NULL
                  FROM chunk
                 WHERE message.id = chunk.id
                """,
                before=before,
                done=status.DONE,
                file_done=DONE,
                chunk=CHUNK,
            )
        )
        self.invalidate_model(["payload"])
        return self.env.cr.rowcount


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    whatsapp_twilio_payload_days = fields.Integer(
        "Days that Twilio's forms are kept",
        config_parameter=PAYLOAD_DAYS,
        default=DEFAULT_PAYLOAD_DAYS,
    )

    def set_values(self):
        result = super().set_values()
        # sudo: ir.config_parameter - Odoo itself would forget a 0, which is an answer
        self.env["ir.config_parameter"].sudo().set_param(
            PAYLOAD_DAYS, str(max(self.whatsapp_twilio_payload_days, 0))
        )
        return result

    @api.model
    def _whatsapp_payload_days(self):
        # sudo: ir.config_parameter - one number
        value = self.env["ir.config_parameter"].sudo().get_param(PAYLOAD_DAYS)
        return int(value or DEFAULT_PAYLOAD_DAYS)
