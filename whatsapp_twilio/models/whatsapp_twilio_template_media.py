"""The file of a template: uploaded here, and fetched by Twilio at each sending."""

import base64

from odoo import api, models
from odoo.exceptions import ValidationError

from ..whatsapp import media

# https://www.twilio.com/docs/content/whatsappcard
MIMETYPES = ("image/jpeg", "image/png", "video/mp4", "application/pdf")


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    @api.constrains("media_file", "media_name")
    def _check_media_file(self):
        for one in self.filtered("media_file"):
            content = base64.b64decode(one.with_context(bin_size=False).media_file)
            known = media.recognise(content, one.media_name or "")
            if (
                not known
                or known.mimetype not in MIMETYPES
                or media.extension(one.media_name) not in known.extensions
            ):
                raise ValidationError(
                    self.env._(
                        "WhatsApp shows pictures (JPG, PNG), videos (MP4) and "
                        "documents (PDF) in a template, and %(name)s is none of "
                        "them, or its name ends differently. Choose another file.",
                        name=one.media_name or self.env._("this file"),
                    )
                )

    @api.model
    def _of_link(self, token):
        """The template whose uploaded file has this link; an empty one otherwise."""
        found = self.with_context(active_test=False).search(
            [("media_token", "=", token)], limit=1
        )
        return found.filtered("media_file")
