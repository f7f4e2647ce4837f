"""Does an account work? Asked by a worker, never in a person's transaction."""

from datetime import timedelta

from odoo import api, fields, models

from ..gateway import client
from ..gateway.errors import Refused, SendError
from . import scheduled
from .whatsapp_twilio_worker import in_words

# How soon Twilio is asked again when it did not answer.
ASK_AGAIN = timedelta(minutes=5)


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    health_state = fields.Selection(
        [
            ("unchecked", "Not checked yet"),
            ("checking", "Checking…"),
            ("connected", "Connected"),
            ("check_needed", "Check needed"),
        ],
        default="unchecked",
        required=True,
        readonly=True,
        copy=False,
    )
    health_message = fields.Char(readonly=True, copy=False)
    health_checked_at = fields.Datetime("Checked at", readonly=True, copy=False)

    def action_check(self):
        """Ask a worker to check these accounts; the answer comes as a notification."""
        self.check_access("write")
        self.write({"health_state": "checking", "health_message": False})
        scheduled.wake(self.env, scheduled.CHECK_ACCOUNTS)

    @api.model
    def _cron_check(self):
        """Check all that were ever checked: their senders' limits and quality change,
        tokens are rotated, and what was wrong is put right at Twilio.
        """
        due = ["|", ("health_state", "!=", "unchecked"), ("paused_at", "!=", False)]
        for account in self.search(due):
            account._alone(account._check, account._note_broken_check)
            self.env["ir.cron"]._commit_progress(1)

    def _check(self):
        """Fetch the account and its senders from Twilio and keep what it says."""
        self.ensure_one()
        try:
            # First what every kind of API key may ask: it tells a wrong one.
            senders = client.list_senders(client.connect(self._credentials()))
            word = client.account_status(client.connect(self._owner_credentials()))
        except SendError as error:
            return self._note_failed_check(error)
        if word != client.ACTIVE:
            return self._note_health(
                "check_needed",
                self.env._("Twilio says the account is %(state)s.", state=word),
            )
        self._note_senders(senders)
        return self._note_health("connected", False)

    def _note_failed_check(self, error):
        if isinstance(error, Refused):
            return self._note_health("check_needed", self._words_of_refusal(error))
        moment = fields.Datetime.now() + ASK_AGAIN
        scheduled.wake(self.env, scheduled.CHECK_ACCOUNTS, moment)
        return self._note_health(
            "check_needed",
            self.env._(
                "Twilio did not answer (%(error)s). It is asked again by itself.",
                error=error,
            ),
        )

    def _note_broken_check(self, error):
        self._note_health(
            "check_needed",
            self.env._(
                "The check broke off (%(error)s). Check again; if that does not help, "
                "tell who looks after Odoo.",
                error=in_words(error),
            ),
        )

    def _words_of_refusal(self, refused):
        return self.env._("Twilio refused: %(error)s", error=refused)

    def _note_health(self, state, message):
        asked = self.health_state == "checking" and self.write_uid
        self.write(
            {
                "health_state": state,
                "health_message": message,
                "health_checked_at": fields.Datetime.now(),
            }
        )
        if asked:
            self._tell_health(asked)

    def _tell_health(self, user):
        """Pop up the answer for who pushed the button: their form shows the old one."""
        is_well = self.health_state == "connected"
        words = self.with_context(lang=user.lang).env._("Connected to Twilio.")
        user._bus_send(
            "simple_notification",
            {
                "title": self.name,
                "message": words if is_well else self.health_message,
                "type": "success" if is_well else "warning",
            },
        )

    def _note_senders(self, found):
        by_number = {sender.number: sender for sender in found}
        for sender in self.sender_ids:
            if twilio := by_number.get(sender.number):
                sender.write(
                    {
                        "sender_sid": twilio.sid,
                        "status": twilio.status,
                        "quality_rating": twilio.quality_rating,
                        "messaging_limit": twilio.messaging_limit,
                    }
                )
            else:
                sender._forget_twilio()
