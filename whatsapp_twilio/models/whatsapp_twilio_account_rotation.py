"""A token that is promoted at Twilio becomes the Auth Token here by itself.

Twilio accepts the primary and the secondary token until the secondary is promoted; it
signs webhooks with the primary one only.
https://www.twilio.com/docs/iam/api/authtoken
"""

from dataclasses import replace

from odoo import models

from ..gateway import client, errors
from ..gateway.errors import SendError


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    def _check(self):
        self._take_promoted_token()
        return super()._check()

    def _take_promoted_token(self):
        """Twilio refuses the Auth Token and accepts the next: it is the one now."""
        # sudo: whatsapp.twilio.account - secrets are for the server only
        account = self.sudo()
        promoted = account.auth_token_next
        if not promoted or not account._is_refused(account.auth_token):
            return
        if account._is_accepted(promoted):
            account.write({"auth_token": promoted, "auth_token_next": False})
            account.message_post(
                body=self.env._(
                    "Twilio has promoted the Next Auth Token. It is the Auth Token now."
                )
            )

    def _is_refused(self, token):
        try:
            self._ask_with(token)
        except SendError as error:
            return errors.pause_of(error.code) == errors.CREDENTIALS
        return False

    def _is_accepted(self, token):
        try:
            self._ask_with(token)
        except SendError:
            return False
        return True

    def _ask_with(self, token):
        sid = self.account_sid
        by_token = replace(self._credentials(), username=sid, password=token or "")
        return client.account_status(client.connect(by_token))
