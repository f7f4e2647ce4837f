"""What stands in for a variable: a field of the record, a text, or both in turn."""

from odoo import api, fields, models

from ..models.field_paths import check_path


class WhatsappTwilioTemplateValue(models.TransientModel):
    _name = "whatsapp.twilio.template.value"
    _description = "Value of a Template's Variable"
    _order = "id"

    send_id = fields.Many2one("whatsapp.twilio.template.send", ondelete="cascade")
    res_model = fields.Char("Model")
    name = fields.Char(required=True)
    label = fields.Char("Variable", compute="_compute_label")
    sample = fields.Char("Example")
    path = fields.Char(
        "From the record", help="A field of the record, or of what it points to."
    )
    value = fields.Char(
        "Text", help="What to send, or to send where the record has nothing."
    )

    @api.depends("name")
    def _compute_label(self):
        for line in self:
            line.label = f"{{{{{line.name}}}}}"

    @api.constrains("path")
    def _check_path(self):
        for line in self.filtered("path"):
            check_path(self.env[line.res_model], line.path)
