"""A text typed too late: kept, and sent by itself when the customer answers."""

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import reply_state


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    kept_text = fields.Text(readonly=True)
    kept_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            Store.Attr("kept_text", lambda c: c._kept_text_to_store())
        ]

    def _kept_text_to_store(self):
        return self.kept_text and {
            "text": self.kept_text,
            "user_id": self.kept_by_id.id,
            "user_name": self.kept_by_id.name,
        }

    def action_keep_text(self, text):
        """Send this text when the customer answers; at once if they just have. One that
        a colleague, or another page, has kept meanwhile is not lost for it.
        """
        self.ensure_one()
        self.check_access("read")
        [text] = self.channel_id._texts(text.strip())
        self.invalidate_recordset(["reply_state"])
        if self.reply_state == reply_state.OPEN:
            self._post_kept(text)
            return
        if self.kept_text and (self.kept_text, self.kept_by_id) != (
            text,
            self.env.user,
        ):
            raise UserError(
                self.env._(
                    "A text of %(name)s waits for the customer's answer already. Undo "
                    "it first: what it says can go out with yours.",
                    # sudo: res.users - the name of a colleague
                    name=self.kept_by_id.sudo().name,
                )
            )
        # sudo: whatsapp.twilio.conversation - agents keep a text through us only
        self.sudo().write({"kept_text": text, "kept_by_id": self.env.uid})
        self._notify_browsers()

    def action_take_back_text(self):
        """Take a kept text back and return it; False if it has been sent meanwhile."""
        self.ensure_one()
        self.check_access("read")
        text = self.kept_text
        # sudo: whatsapp.twilio.conversation - as above
        self.sudo().write({"kept_text": False, "kept_by_id": False})
        self._notify_browsers()
        return text

    def _send_kept_text(self):
        """The customer answered: the kept text goes out, in this same transaction.

        That of somebody who may no longer see the conversation stays where it is.
        """
        self.ensure_one()
        user = self.kept_by_id
        if not (self.kept_text and user.active and self._is_seen_by(user)):
            return
        self.invalidate_recordset(["reply_state"])
        if self.reply_state != reply_state.OPEN:
            return
        text = self.kept_text
        self.write({"kept_text": False, "kept_by_id": False})
        # sudo: discuss.channel - the author was allowed just above
        self.with_user(user).sudo()._post_kept(text)
        self._notify_browsers()

    def _is_seen_by(self, user):
        return self.with_user(user).has_access("read")

    def _post_kept(self, text):
        self.channel_id.message_post(
            body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
        )
