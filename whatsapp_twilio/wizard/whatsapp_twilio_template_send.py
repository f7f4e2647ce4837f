"""The composer of templates: choose one, fill it in, see it, send it."""

from odoo import api, fields, models
from odoo.fields import Command


class WhatsappTwilioTemplateSend(models.TransientModel):
    _name = "whatsapp.twilio.template.send"
    _description = "Send a WhatsApp Template"

    conversation_id = fields.Many2one(
        "whatsapp.twilio.conversation", required=True, readonly=True
    )
    available_ids = fields.Many2many(
        "whatsapp.twilio.template", compute="_compute_available_ids"
    )
    template_id = fields.Many2one(
        "whatsapp.twilio.template",
        compute="_compute_template_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', available_ids)]",
    )
    category = fields.Selection(related="template_id.category")
    value_ids = fields.One2many(
        "whatsapp.twilio.template.value",
        "send_id",
        "Values",
        compute="_compute_value_ids",
        store=True,
        readonly=False,
    )
    preview = fields.Html(compute="_compute_preview")
    synced_at = fields.Datetime("Fetched from Twilio", compute="_compute_synced_at")

    @api.depends("conversation_id")
    def _compute_available_ids(self):
        for wizard in self:
            wizard.available_ids = wizard.conversation_id._templates()

    @api.depends("conversation_id")
    def _compute_synced_at(self):
        for wizard in self:
            # sudo: whatsapp.twilio.account - when its templates were fetched
            wizard.synced_at = (
                wizard.conversation_id.sudo().account_id.templates_synced_at
            )

    @api.depends("available_ids")
    def _compute_template_id(self):
        """The only one that speaks the customer's language, else the agent's choice."""
        for wizard in self:
            # sudo: res.partner - the language to write to the customer in
            lang = wizard.conversation_id.sudo().partner_id.lang or self.env.lang or ""
            understood = wizard.available_ids.filtered(
                lambda one, lang=lang: one.language[:2] == lang[:2]
            )
            wizard.template_id = understood if len(understood) == 1 else False

    @api.depends("template_id")
    def _compute_value_ids(self):
        for wizard in self:
            samples = wizard.template_id.variables or {}
            wizard.value_ids = [
                Command.clear(),
                *(
                    Command.create({"name": name, "sample": samples.get(name)})
                    for name in wizard.template_id._variable_names()
                ),
            ]

    @api.depends("template_id", "value_ids.value")
    def _compute_preview(self):
        for wizard in self:
            chosen = wizard.template_id
            wizard.preview = chosen and chosen._to_html(wizard._values())

    def _values(self):
        return {line.name: line.value or "" for line in self.value_ids}

    def action_send(self):
        """Send it to the customer; it appears in the conversation at once."""
        self.ensure_one()
        self.conversation_id._send_template(self.template_id, self._values())
        return {"type": "ir.actions.act_window_close"}


class WhatsappTwilioTemplateValue(models.TransientModel):
    _name = "whatsapp.twilio.template.value"
    _description = "Value of a Template's Variable"
    _order = "id"

    send_id = fields.Many2one("whatsapp.twilio.template.send", ondelete="cascade")
    name = fields.Char(required=True)
    label = fields.Char("Variable", compute="_compute_label")
    sample = fields.Char("Example")
    value = fields.Char()

    @api.depends("name")
    def _compute_label(self):
        for line in self:
            line.label = f"{{{{{line.name}}}}}"
