"""Outbound: from an agent's post to a queued row, and a failed one sent again."""

from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..whatsapp import status


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _queue_text(self, conversation, text):
        """Queue one text; the dispatcher takes it after commit."""
        row = self.create(
            {
                "conversation_id": conversation.id,
                "account_id": conversation.account_id.id,
                "body": text,
                **self._fresh_outbound(),
            }
        )
        self._wake_dispatcher()
        return row

    @api.model
    def _queue_template(self, conversation, template, values):
        """Queue one template; the dispatcher takes it after commit."""
        row = self.create(
            {
                "conversation_id": conversation.id,
                "account_id": conversation.account_id.id,
                "kind": "template",
                "body": template._face(values).text,
                "template_id": template.id,
                "content_sid": template.content_sid,
                "content_variables": values or False,
                **self._fresh_outbound(),
            }
        )
        self._wake_dispatcher()
        return row

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
        for row in self.sudo():
            row._retry()

    def _what_to_send(self):
        """What one row has in common with the row that sends it again."""
        return {
            "conversation_id": self.conversation_id.id,
            "account_id": self.conversation_id.account_id.id,
            "mail_message_id": self.mail_message_id.id,
            "kind": self.kind,
            "body": self.body,
            "template_id": self.template_id.id,
            "content_sid": self.content_sid,
            "content_variables": self.content_variables,
        }

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
        retry = self.create({**self._what_to_send(), **self._fresh_outbound()})
        self._wake_dispatcher()
        self.retried_by_id = retry
        retry._note_progress()
