"""WhatsApp in Settings: the switch, and when silent conversations leave."""

from odoo import api, fields, models

ENABLED = "whatsapp_twilio.enabled"
SILENT_DAYS = "whatsapp_twilio.silent_days"
DEFAULT_SILENT_DAYS = 7


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    whatsapp_twilio_enabled = fields.Boolean(
        "WhatsApp", config_parameter=ENABLED, help="Send and receive WhatsApp messages."
    )
    whatsapp_twilio_silent_days = fields.Integer(
        "Days without a message",
        config_parameter=SILENT_DAYS,
        default=DEFAULT_SILENT_DAYS,
    )

    def set_values(self):
        was_on = self.env["whatsapp.twilio.conversation"]._is_integration_on()
        result = super().set_values()
        # sudo: ir.config_parameter - Odoo itself would forget a 0, which is an answer
        self.env["ir.config_parameter"].sudo().set_param(
            SILENT_DAYS, str(max(self.whatsapp_twilio_silent_days, 0))
        )
        if was_on != self.whatsapp_twilio_enabled:
            self.env["whatsapp.twilio.setting"]._refresh_browsers()
        return result

    @api.model
    def _whatsapp_silent_days(self):
        """After how many days without a message people leave; 0: they stay."""
        # sudo: ir.config_parameter - one number
        value = self.env["ir.config_parameter"].sudo().get_param(SILENT_DAYS)
        return int(value or DEFAULT_SILENT_DAYS)
