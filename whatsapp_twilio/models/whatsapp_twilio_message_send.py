"""Outbound: from an agent's post to rows that wait for the dispatcher."""

from uuid import uuid4

from odoo import api, fields, models

from ..whatsapp import status
from . import scheduled


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _queue(self, conversation, contents):
        """Queue messages in this order; the dispatcher takes them after commit."""
        return self._queue_each([(conversation, content) for content in contents])

    @api.model
    def _queue_each(self, pairs):
        """Queue contents, each in its conversation, in this order."""
        rows = self.create(
            [
                {**conversation._to_queue(), **content, **self._fresh_outbound()}
                for conversation, content in pairs
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
        scheduled.wake(self.env, scheduled.SEND)


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _to_queue(self):
        """What every row that waits for the dispatcher knows of its conversation."""
        return {
            "conversation_id": self.id,
            "account_id": self.account_id.id,
            "sender_id": self.sender_id.id,
        }
