"""While its account is paused a message waits; afterwards it goes on by itself."""

from odoo import models
from odoo.tools import SQL

from ..whatsapp import status


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _to_job(self, lane):
        """While the account is paused nothing is asked: the row waits."""
        account = self.conversation_id.account_id
        if not account.paused_at:
            return super()._to_job(lane)
        self.next_attempt_at = account._checked_at()
        return None

    def _settle_account(self, refused):
        """The account was refused, not the message, which was never processed."""
        if self.state != status.UNKNOWN:
            self.write({"state": status.QUEUED, "attempts": self.attempts - 1})
        self.conversation_id.account_id._pause(refused)

    def _release(self, account):
        """What waited for the account may go."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE whatsapp_twilio_message
                   SET next_attempt_at = NULL
                 WHERE account_id = %s AND sid IS NULL
                   AND state IN ('queued', 'unknown')
                """,
                account.id,
            )
        )
        self.invalidate_model(["next_attempt_at"])
        self._wake_dispatcher()
