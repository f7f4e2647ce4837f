"""Outbound: from an agent's post to rows that wait for the dispatcher."""

from uuid import uuid4

from odoo import api, fields, models

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
