"""A paused account: Twilio refuses it as a whole, so its messages wait.

Burning every queued row would help nobody: the rows stay queued, the administrators
are told what to do, and the account is checked until Twilio accepts it again. Then
the queue goes on by itself.
"""

from datetime import timedelta

from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from ..gateway import errors
from . import scheduled
from .whatsapp_twilio_account import SECRETS

_lt = LazyTranslate(__name__)

# Minutes before Twilio is asked again whether it accepts the account.
CHECK_AFTER = (1, 2, 5, 10, 30)
# A pause so soon after another is the same: the check may ask what messages may not,
# as with an API key that lacks the right to send.
RELAPSE = timedelta(minutes=5)
# What may have been put right by a person.
REPAIRS = frozenset({*SECRETS, "api_key_sid", "account_sid", "active"})
# Why Twilio refuses an account, and what an administrator does about it.
WAYS_OUT = {
    errors.CREDENTIALS: _lt(
        "Twilio does not accept the credentials. Copy the Auth Token, or an API key "
        "and its secret, from Twilio's Console into the account."
    ),
    errors.INACTIVE: _lt(
        "Twilio says that the account is not active. Sign in to Twilio's Console: it "
        "may lack funds, or be suspended or closed."
    ),
}


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    paused_at = fields.Datetime("Paused", readonly=True, copy=False)
    resumed_at = fields.Datetime(readonly=True, copy=False)
    pause_checks = fields.Integer(readonly=True, copy=False)
    check_at = fields.Datetime("Checked again at", readonly=True, copy=False)

    def write(self, vals):
        result = super().write(vals)
        if REPAIRS & set(vals) and any(account.paused_at for account in self):
            self._wake_checker()
        return result

    def _pause(self, refused):
        """Stop sending; tell the administrators why, once, and what to do."""
        self.ensure_one()
        if self.paused_at:
            return
        self.paused_at = fields.Datetime.now()
        if not self._is_relapse():
            self.pause_checks = 0
        self._note_health("check_needed", self._words_of_refusal(refused))
        body = self.env._(
            "Twilio refuses this account, so its messages wait. %(way_out)s They go "
            "out by themselves once Twilio accepts the account again.",
            way_out=WAYS_OUT[errors.pause_of(refused.code)],
        )
        if not self._is_relapse():
            self.message_post(body=body)
        self._alarm_admins(self.env._("WhatsApp account paused"), lambda _user: body)

    def _is_relapse(self):
        """Whether a paused account was accepted only a moment before."""
        return bool(self.resumed_at) and self.paused_at - self.resumed_at < RELAPSE

    def _words_of_refusal(self, refused):
        """With the way out, where there is one."""
        if way_out := WAYS_OUT.get(errors.pause_of(refused.code)):
            return f"{way_out} ({refused})"
        return super()._words_of_refusal(refused)

    def _note_health(self, state, message):
        """A good check ends the pause, any other plans the next one."""
        result = super()._note_health(state, message)
        if self.paused_at and state == "connected":
            self._resume()
        elif self.paused_at:
            self._plan_check()
        return result

    def _checked_at(self):
        """When Twilio may accept the account again: not now, however late the check."""
        soon = fields.Datetime.now() + timedelta(minutes=1)
        return max(self.check_at or soon, soon)

    def _plan_check(self):
        minutes = CHECK_AFTER[min(self.pause_checks, len(CHECK_AFTER) - 1)]
        moment = fields.Datetime.now() + timedelta(minutes=minutes)
        self.write({"pause_checks": self.pause_checks + 1, "check_at": moment})
        self._wake_checker(moment)

    def _resume(self):
        """Go on where sending stopped, in the same order; after a relapse without a
        word, for it may be refused again.
        """
        is_news = not self._is_relapse()
        now = fields.Datetime.now()
        self.write({"paused_at": False, "check_at": False, "resumed_at": now})
        self.env["whatsapp.twilio.message"]._release(self)
        self.env["whatsapp.twilio.batch"]._release(self)
        self.env["whatsapp.twilio.media"]._release(self)
        if is_news:
            self.activity_unlink(["whatsapp_twilio.mail_activity_type_outage"])
            self.message_post(
                body=self.env._("Twilio accepts the account again; sending goes on.")
            )

    def _wake_checker(self, moment=None):
        scheduled.wake(self.env, scheduled.CHECK_ACCOUNTS, moment)
