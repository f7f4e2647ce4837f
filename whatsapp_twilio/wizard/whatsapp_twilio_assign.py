"""A manager gives conversations to a colleague."""

from odoo import api, fields, models


class WhatsappTwilioAssign(models.TransientModel):
    _name = "whatsapp.twilio.assign"
    _description = "Assign WhatsApp Conversations"

    conversation_ids = fields.Many2many("whatsapp.twilio.conversation")
    candidate_ids = fields.Many2many(
        "res.users", compute="_compute_candidate_ids", string="Who serves the brand"
    )
    user_id = fields.Many2one(
        "res.users", "Colleague", domain="[('id', 'in', candidate_ids)]"
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        values["conversation_ids"] = self.env.context.get("active_ids", [])
        return values

    @api.depends("conversation_ids")
    def _compute_candidate_ids(self):
        for wizard in self:
            brands = wizard.conversation_ids.brand_id
            wizard.candidate_ids = brands.agent_ids | brands.manager_ids

    def action_assign(self):
        """Assign all chosen conversations to the chosen colleague."""
        self.conversation_ids.action_assign(self.user_id.id)
