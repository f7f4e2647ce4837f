"""The composer of templates: choose one, fill it in, see it, send it."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import split_every

from ..models.mail_thread_template import letter_of

# With more recipients it is sent in the background.
MANY = 20


class WhatsappTwilioTemplateSend(models.TransientModel):
    _name = "whatsapp.twilio.template.send"
    _description = "Send a WhatsApp Template"

    # Either a conversation, or records of one model.
    conversation_id = fields.Many2one("whatsapp.twilio.conversation", readonly=True)
    res_model = fields.Char("Model")
    res_ids = fields.Json("Records")
    sender_ids = fields.Many2many(
        "whatsapp.twilio.sender", compute="_compute_sender_ids"
    )
    sender_id = fields.Many2one(
        "whatsapp.twilio.sender",
        "From",
        compute="_compute_sender_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', sender_ids)]",
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

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if not values.get("conversation_id"):
            values.update(
                res_model=self.env.context.get("active_model"),
                res_ids=self.env.context.get("active_ids"),
            )
        return values

    def _records(self):
        """What the template is about; of a conversation its customer."""
        if self.conversation_id:
            return self.conversation_id.partner_id
        records = self.env[self.res_model or "res.partner"].browse(self.res_ids or ())
        if not hasattr(records, "_whatsapp_recipients"):
            raise UserError(
                self.env._(
                    "Templates are sent about records with a chatter, and "
                    "%(model)s have none.",
                    model=records._description,
                )
            )
        return records

    def _recipients(self):
        return self._records()._whatsapp_recipients()

    def _first(self):
        """The first of those who get it, or None."""
        records = self._records()
        for some in split_every(MANY, records.ids, records.browse):
            for one in some._whatsapp_recipients():
                if not one.problem:
                    return one
        return None

    @api.depends("conversation_id", "res_model", "res_ids")
    def _compute_sender_ids(self):
        for wizard in self:
            first = wizard._first()
            senders = self.env["whatsapp.twilio.sender"]
            wizard.sender_ids = wizard.conversation_id.sender_id or (
                senders._to_write_with(first and first.number)
            )

    @api.depends("sender_ids")
    def _compute_sender_id(self):
        for wizard in self:
            wizard.sender_id = wizard.sender_ids[:1]

    @api.depends("conversation_id", "sender_id")
    def _compute_available_ids(self):
        for wizard in self:
            wizard.available_ids = (
                wizard.conversation_id._templates()
                if wizard.conversation_id
                else wizard.sender_id._templates(wizard._lang())
            )

    @api.depends("conversation_id", "sender_id")
    def _compute_synced_at(self):
        for wizard in self:
            # sudo: whatsapp.twilio.account - when its templates were fetched
            source = wizard.conversation_id.sudo() or wizard.sender_id.sudo()
            wizard.synced_at = source.account_id.templates_synced_at

    def _lang(self):
        """The language to write in to the first of them."""
        if self.conversation_id:
            # sudo: res.partner - the language to write to the customer in
            return self.conversation_id.sudo().partner_id.lang or self.env.lang or ""
        first = self._first()
        return first and first.lang or self.env.lang or ""

    @api.depends("available_ids")
    def _compute_template_id(self):
        """The only one that speaks the customer's language, else the agent's choice."""
        for wizard in self:
            lang = wizard._lang()
            understood = wizard.available_ids.filtered(
                lambda one, lang=lang: (one.language or "")[:2] == lang[:2]
            )
            wizard.template_id = understood if len(understood) == 1 else False

    @api.depends("template_id")
    def _compute_value_ids(self):
        for wizard in self:
            model = wizard._records()._name
            wizard.value_ids = [
                Command.clear(),
                *(
                    Command.create({**values, "res_model": model})
                    for values in wizard.template_id._variables_to_fill()
                ),
            ]

    @api.depends("template_id", "value_ids.value", "value_ids.path")
    def _compute_preview(self):
        for wizard in self:
            letter = wizard._letter() if wizard.template_id else None
            wizard.preview = letter and letter.template._to_html(letter.values)

    def _letter(self):
        """What the first of them will get."""
        values, paths = self.value_ids._values(), self.value_ids._paths()
        if self.conversation_id:
            partner = self.conversation_id.partner_id
            return letter_of(partner, self.template_id, values, paths)
        first = self._first()
        chosen = self.template_id._in_language(first.lang if first else "")
        record = first.record if first else self._records()[:0]
        return letter_of(record, chosen, values, paths)

    def action_send(self):
        """Send it; it appears in the conversations, and in the records, at once."""
        self.ensure_one()
        if self.conversation_id:
            letter = self._letter()
            self.conversation_id._send_template(letter.template, letter.values)
            return {"type": "ir.actions.act_window_close"}
        if self.is_batch:
            return self._begin_batch()
        outcome = self._records()._whatsapp_send_template(
            self.template_id,
            self.value_ids._values(),
            paths=self.value_ids._paths(),
            sender=self.sender_id,
        )
        return self._after(outcome)
