"""The signed link under which Twilio fetches the file of a message of ours."""

import time

from odoo import api, models
from odoo.tools import consteq, hmac

from ..whatsapp import media

# Twilio keeps a WhatsApp message queued for 4 hours at most, and may ask more than
# once; a link that somebody finds in a log is dead the next day.
# https://www.twilio.com/docs/whatsapp/best-practices-and-faqs
LINK_SECONDS = 24 * 60 * 60
SCOPE = "whatsapp_twilio_media"


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _media_url(self):
        """A link to this row's file, new at each attempt; False if it has none."""
        if not self.attachment_id:
            return False
        expires, name = int(time.time()) + LINK_SECONDS, self._short_name()
        token = f"{expires}-{self._sign(self.uuid, expires, name)}"
        account = self.conversation_id.account_id
        return account._twilio_url(f"media/{self.uuid}/{token}/{name}")

    def _short_name(self):
        known = next(known for known in media.FILES if known.mimetype == self.mimetype)
        return media.short_name(self.attachment_id.name, known)

    @api.model
    def _sign(self, *parts):
        # sudo: ir.config_parameter - the database's secret, which never leaves here
        return hmac(self.sudo().env, SCOPE, parts)

    @api.model
    def _of_link(self, uuid, expires, signature, name):
        """The row whose file this link gives; an empty one where it is not genuine."""
        right = self._sign(uuid, expires, name)
        # As bytes: texts that are not ASCII cannot be compared in constant time.
        if not consteq(signature.encode(), right.encode()) or expires < time.time():
            return self.browse()
        row = self.search([("uuid", "=", uuid), ("direction", "=", "outbound")])
        return row.filtered("attachment_id")
