"""What agents see while Twilio refuses the account."""

from dataclasses import replace

from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ..whatsapp import reply_state
from .whatsapp_twilio_conversation_banner import ADMIN, Banner

_lt = LazyTranslate(__name__)

PAUSED = Banner(
    "fa-pause-circle-o",
    _lt("Account paused"),
    _lt(
        "Twilio refuses the account %(deactivated)s. What was sent before waits, and "
        "goes out by itself."
    ),
    _lt("Check again"),
    "action_check_account",
    ADMIN,
)


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    @api.depends("account_id.paused_at")
    def _compute_reply_state(self):
        return super()._compute_reply_state()

    def _reply_facts(self, integration_on):
        facts = super()._reply_facts(integration_on)
        # sudo: whatsapp.twilio.account - an agent may know the state, not the account
        is_paused = bool(self.sudo().account_id.paused_at)
        return replace(facts, account_active=facts.account_active and not is_paused)

    def _reply_banner(self):
        if self._is_only_paused():
            return self._banner(self.reply_state, PAUSED)
        return super()._reply_banner()

    def _is_only_paused(self):
        """Whether all would be well if Twilio accepted the account."""
        is_refused = self.reply_state == reply_state.ACCOUNT_DEACTIVATED
        # sudo: whatsapp.twilio.* - an agent may know the state, not the account
        account, sender = self.sudo().account_id, self.sudo().sender_id
        return bool(
            is_refused and account.paused_at and account.active and sender.active
        )

    def _words_of_refusal(self):
        if not self._is_only_paused():
            return super()._words_of_refusal()
        return self.env._(
            "Account paused: Twilio refuses the account %(name)s. Try again once an "
            "administrator has put it right.",
            # sudo: whatsapp.twilio.account - its name stands in the banner, too
            name=self.sudo().account_id.name,
        )

    def _banner_words(self):
        words = super()._banner_words()
        # sudo: whatsapp.twilio.account - its name stands in the banner
        account = self.sudo().account_id
        return {**words, "deactivated": account.name} if account.paused_at else words

    def action_check_account(self):
        """Ask Twilio again whether it accepts the account."""
        self._check_may(reply_state.ACCOUNT_DEACTIVATED)
        # sudo: whatsapp.twilio.account - allowed just above
        self.sudo().account_id.action_check()
        return True
