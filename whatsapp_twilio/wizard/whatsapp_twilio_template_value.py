"""The values of the composer."""

from odoo import fields, models


class WhatsappTwilioTemplateValue(models.TransientModel):
    _name = "whatsapp.twilio.template.value"
    _description = "Value of a Template's Variable"
    _inherit = "whatsapp.twilio.value"
    _order = "id"

    send_id = fields.Many2one("whatsapp.twilio.template.send", ondelete="cascade")
