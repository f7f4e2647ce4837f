"""What administrators see of a row that could not be brought into Discuss."""

import json

from odoo import api, fields, models


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    payload_text = fields.Text(
        "Form",
        compute="_compute_payload_text",
        groups="whatsapp_twilio.group_whatsapp_admin",
    )

    @api.depends("payload")
    def _compute_payload_text(self):
        """The form as one line for each field, for people."""
        for row in self:
            form = row.payload
            row.payload_text = bool(form) and json.dumps(
                form, indent=2, ensure_ascii=False, sort_keys=True
            )
