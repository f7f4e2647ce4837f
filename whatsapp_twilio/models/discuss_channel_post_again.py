"""A post whose answer got lost on its way: tried again, it is not posted twice."""

from odoo import models

from ..whatsapp import markup
from .discuss_channel import is_whatsapp
from .mail_message import is_whatsapp_message


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def message_post(self, *, whatsapp_again_after=None, **kwargs):
        """Post; what an earlier try has posted already is returned instead.

        :param whatsapp_again_after: of a second try, the id of the newest message that
            the page knew before the first.
        """
        if whatsapp_again_after is not None and is_whatsapp(self[:1]):
            posted = self._posted_since(int(whatsapp_again_after), kwargs)
            if posted:
                return posted
        return super().message_post(**kwargs)

    def _get_allowed_message_params(self):
        return super()._get_allowed_message_params() | {"whatsapp_again_after"}

    def _posted_since(self, message_id, kwargs):
        """The user's own message since this one that says and holds what these do.

        A first try that is still at work changes the conversation as this one will:
        the second then waits, is run anew by Odoo, and finds it.
        """
        self.ensure_one()
        is_note = self._stays_in_odoo(kwargs)
        body = (
            kwargs.get("body") if is_note else self._bubble(self._text_of({**kwargs}))
        )
        text = markup.to_text(str(body or ""))
        files = set(kwargs.get("attachment_ids") or ())
        mine = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("id", ">", message_id),
                ("author_id", "=", self.env.user.partner_id.id),
            ],
            order="id",
        )
        return mine.filtered(
            lambda message: (
                is_whatsapp_message(message) != is_note
                and markup.to_text(str(message.body)) == text
                and set(message.attachment_ids.ids) == files
            )
        )[:1]
