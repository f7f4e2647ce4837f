"""Outbound: from an agent's post to a queued row, and a failed one sent again."""

from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..whatsapp import status


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _queue(self, conversation, contents):
        """Queue messages in this order; the dispatcher takes them after commit."""
        rows = self.create(
            [
                {
                    "conversation_id": conversation.id,
                    "account_id": conversation.account_id.id,
                    **content,
                    **self._fresh_outbound(),
                }
                for content in contents
            ]
        )
        self._wake_dispatcher()
        return rows

    @api.model
    def _fresh_outbound(self):
        return {
            "direction": "outbound",
            "state": status.QUEUED,
            "uuid": str(uuid4()),
            "queued_at": fields.Datetime.now(),
        }

    @api.model
    def _wake_dispatcher(self):
        # sudo: ir.cron - whoever may send may wake the dispatcher
        self.env.ref("whatsapp_twilio.ir_cron_send").sudo()._trigger()

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
        else:
            self.conversation_id._check_can_reply()
        self._check_file_is_there()
        retry = self._queue(self.conversation_id, [self._content()])
        retry.mail_message_id = self.mail_message_id
        self.retried_by_id = retry
        retry._note_progress()

    def _content(self):
        """What this row carries, for a row that carries it again."""
        return {
            "kind": self.kind,
            "body": self.body,
            "attachment_id": self.attachment_id.id,
            "mimetype": self.mimetype,
            "template_id": self.template_id.id,
            "content_sid": self.content_sid,
            "content_variables": self.content_variables,
        }

    def _check_file_is_there(self):
        if self.mimetype and not self.attachment_id:
            raise UserError(
                self.env._(
                    "The file was deleted meanwhile. Attach it to another message."
                )
            )
