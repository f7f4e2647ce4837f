"""A failed message sent again: a new row in its place, the old one as it was."""

from odoo import models
from odoo.exceptions import UserError

from ..whatsapp import status


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def action_retry(self):
        """Send failed messages again, each once however often this is asked."""
        self.check_access("read")
        # sudo: whatsapp.twilio.message - nobody may write the ledger by hand
        for row in self.sudo().sorted(lambda row: row._first_try().id):
            row._retry()

    def _first_try(self):
        """The row that sent this message first, whose place in the order it has."""
        row = self
        while earlier := self.search([("retried_by_id", "=", row.id)], limit=1):
            row = earlier
        return row

    def _latest_try(self):
        """The row that sent this message last."""
        row = self
        while row.retried_by_id:
            row = row.retried_by_id
        return row

    def _retry(self):
        """Queue a new row in place of a failed one, which stays as it was."""
        self.ensure_one()
        if not self.try_lock_for_update() or self.retried_by_id:
            return  # somebody else is retrying it, or has
        if self.state not in status.RETRYABLE:
            return
        if self.direction != "outbound" or not self.conversation_id:
            raise UserError(self.env._("Only messages to a customer can be retried."))
        if self.content_sid:
            self.conversation_id._check_can_send_template()
            self.conversation_id._check_may_receive(self.template_id)
            self.conversation_id._check_room()
        else:
            self.conversation_id._check_can_reply()
        self._check_file_is_there()
        retry = self._queue(self.conversation_id, [self._what_to_send()])
        self.retried_by_id = retry
        retry._note_progress()

    def _what_to_send(self):
        """What one row has in common with the row that sends it again."""
        return {
            "mail_message_id": self.mail_message_id.id,
            "kind": self.kind,
            "body": self.body,
            "attachment_id": self.attachment_id.id,
            "mimetype": self.mimetype,
            "template_id": self.template_id.id,
            "content_sid": self.content_sid,
            "content_variables": self.content_variables,
        }

    def _lacks_its_file(self):
        """Whether the file that this row carries was deleted meanwhile."""
        return bool(self.mimetype) and not self.attachment_id

    def _check_file_is_there(self):
        if self._lacks_its_file():
            raise UserError(
                self.env._(
                    "The file was deleted meanwhile. Attach it to another message."
                )
            )
