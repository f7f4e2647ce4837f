"""What stands in for a variable: a field of the record, a text, or both in turn."""

from odoo import api, fields, models

from .field_paths import check_path


class WhatsappTwilioValue(models.AbstractModel):
    _name = "whatsapp.twilio.value"
    _description = "Value of a WhatsApp Template's Variable"

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

    def _values(self):
        return {line.name: line.value or "" for line in self}

    def _paths(self):
        return {line.name: line.path for line in self if line.path}
