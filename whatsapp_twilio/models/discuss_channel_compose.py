"""What a post becomes on WhatsApp: its text and its files, as messages in order."""

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from ..whatsapp import limits, markup, media, parts


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _compose(self, kwargs, in_parts):
        """The messages that a post becomes, in the order the agent sees: the text
        first, then each file. Puts into the post what is really sent.
        """
        text, files = self._text_of(kwargs), self._files_of(kwargs)
        types = [self._check_file(file) for file in files]
        kwargs["body"] = self._bubble(text)
        if text and len(files) == 1 and self._is_caption(text, types[0]):
            return [self._file_message(files, types[0], text)]
        texts = self._texts(text, in_parts) if text or not files else []
        return [
            *({"kind": "text", "body": body} for body in texts),
            *map(self._file_message, files, types),
        ]

    @api.model
    def _text_of(self, kwargs):
        """The text of a post as the customer will get it."""
        body = kwargs.get("body") or ""
        says_html = kwargs.pop("body_is_html", False)
        if says_html or isinstance(body, Markup):
            return markup.to_text(str(body))
        return markup.clean(body)

    @api.model
    def _bubble(self, text):
        """A text that we send, as Discuss shows it."""
        return Markup(markup.to_html(text))

    @api.model
    def _is_caption(self, text, file_type):
        """Whether a text rides with a file; else it is a message of its own."""
        fits = limits.text_length(text) <= limits.CAPTION_MAX
        return fits and media.carries_caption(file_type)

    @api.model
    def _texts(self, text, in_parts=False):
        """A text as one message, or as numbered parts where that is wanted."""
        if not text:
            raise UserError(self.env._("The message is empty. Write something first."))
        length = limits.text_length(text)
        if length > limits.TEXT_MAX and not in_parts:
            raise UserError(
                self.env._(
                    "The text has %(count)s characters, and WhatsApp takes %(max)s. "
                    "Shorten it, or send it in parts.",
                    count=length,
                    max=limits.TEXT_MAX,
                )
            )
        return parts.split(text)

    @api.model
    def _file_message(self, file, file_type, caption=""):
        return {
            "kind": file_type.kind,
            "body": caption,
            "attachment_id": file.id,
            "mimetype": file_type.mimetype,
        }
