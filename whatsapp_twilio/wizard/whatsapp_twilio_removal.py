"""Before something is deleted: what becomes read-only, and what is lost."""

from odoo import api, fields, models

from ..models.whatsapp_twilio_setting import CONFIRMED

SHOWN = 20


class WhatsappTwilioRemoval(models.TransientModel):
    _name = "whatsapp.twilio.removal"
    _description = "What Deleting Makes Read-only"

    setting = fields.Reference(
        [
            ("whatsapp.twilio.account", "Twilio Account"),
            ("whatsapp.twilio.sender", "Sender"),
            ("whatsapp.twilio.brand", "Brand"),
        ],
        required=True,
        readonly=True,
    )
    conversation_count = fields.Integer(compute="_compute_conversations")
    waiting_count = fields.Integer(compute="_compute_conversations")
    conversation_ids = fields.Many2many(
        "whatsapp.twilio.conversation", compute="_compute_conversations"
    )

    consent_count = fields.Integer(compute="_compute_consent_count")
    is_archived = fields.Boolean(compute="_compute_is_archived")

    @api.depends("setting")
    def _compute_consent_count(self):
        for wizard in self:
            wizard.consent_count = len(wizard.setting._lost_consents())

    @api.depends("setting")
    def _compute_is_archived(self):
        for wizard in self:
            wizard.is_archived = not wizard.setting.active

    @api.depends("setting")
    def _compute_conversations(self):
        for wizard in self:
            conversations = wizard.setting._conversations()
            wizard.conversation_count = len(conversations)
            wizard.waiting_count = len(
                conversations.filtered(lambda c: c.state != "solved")
            )
            wizard.conversation_ids = conversations[:SHOWN]

    def action_delete(self):
        """Delete it, and go back to the list."""
        name = self.setting._name
        self.setting.with_context(**{CONFIRMED: True}).unlink()
        return {
            "type": "ir.actions.act_window",
            "res_model": name,
            "views": [[False, "list"], [False, "form"]],
            "target": "main",
        }

    def action_archive_instead(self):
        """Archive it: the same for agents, and it can be undone."""
        self.setting.active = False
