"""A file on top of a template or a card: uploaded here or anywhere on the web.

Twilio fetches it at each sending. https://www.twilio.com/docs/content/whatsappcard
"""

import base64
import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..whatsapp import media
from . import file_sentences
from .roles import ADMIN

OWNERS = ("whatsapp.twilio.template", "whatsapp.twilio.template.card")


class WhatsappTwilioTemplateMedia(models.AbstractModel):
    _name = "whatsapp.twilio.template.media"
    _description = "File of a WhatsApp Template"

    media_url = fields.Char("Public address", help="https://… of the file.")
    media_file = fields.Binary("Uploaded file", attachment=True, copy=False)
    media_name = fields.Char(copy=False)
    media_token = fields.Char(
        compute="_compute_media_token", store=True, copy=False, groups=ADMIN
    )

    @api.depends("media_file")
    def _compute_media_token(self):
        """The key of its link; another file is another link, as links are cached."""
        for one in self:
            saved = one._origin if not one.id else one.browse()
            is_saved = one.media_file and one.media_file == saved.media_file
            token = saved.media_token if is_saved else secrets.token_urlsafe(24)
            one.media_token = one.media_file and token

    def _takes(self):
        """Extensions of the files that phones show here, and that in words."""
        raise NotImplementedError

    def _media_account(self):
        """The account whose address Twilio knows."""
        raise NotImplementedError

    @api.constrains("media_file", "media_name")
    def _check_media_file(self):
        for one in self.filtered("media_file"):
            content = base64.b64decode(one.with_context(bin_size=False).media_file)
            one._check_shown(content)
            if problem := media.check(content, one.media_name or ""):
                words = file_sentences.tell(
                    self.env, problem, one.media_name, len(content)
                )
                raise ValidationError(words)

    def _check_shown(self, content):
        known_type = media.recognise(content, self.media_name or "")
        extension = media.extension(self.media_name)
        extensions, words = self._takes()
        if not known_type or extension not in {*extensions} & {*known_type.extensions}:
            name = self.media_name or self.env._("this file")
            raise ValidationError(words % {"name": name})

    def _media_link(self):
        """Where Twilio finds the file."""
        if not self.media_file:
            return self.media_url or ""
        name = f"file.{media.extension(self.media_name)}"
        # sudo: whatsapp.twilio.template.media - the key of the link for Twilio
        return f"{self._uploads()}{self.sudo().media_token}/{name}"

    def _uploads(self):
        """What the addresses of all uploaded files begin with; empty for no account."""
        # sudo: whatsapp.twilio.account - agents see templates, and no accounts
        account = self._media_account().sudo()
        return account._twilio_url("template/") if account else ""


def owner_of_link(env, token):
    """The template or card whose uploaded file has this link, or None.

    Archived ones, too: a new version may show the same file.
    """
    for model in OWNERS:
        # sudo: whatsapp.twilio.template, .card - the token is the key
        everything = env[model].sudo().with_context(active_test=False)
        if found := everything.search([("media_token", "=", token)], limit=1):
            return found
    return None
