"""What a draft is made of beside its texts: buttons, list entries, cards, samples."""

from odoo import api, fields, models

from ..whatsapp import template_types
from ..whatsapp.template_rules_parts import IMAGES, VIDEOS

BUTTON_LABELS = [
    (template_types.QUICK_REPLY, "Quick reply"),
    (template_types.URL, "Website"),
    (template_types.PHONE, "Phone number"),
    (template_types.COPY_CODE, "Code to copy"),
]


class WhatsappTwilioTemplatePart(models.AbstractModel):
    _name = "whatsapp.twilio.template.part"
    _description = "Part of a WhatsApp Template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "whatsapp.twilio.template", ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True)
    sequence = fields.Integer(default=10)


class WhatsappTwilioTemplateButton(models.Model):
    _name = "whatsapp.twilio.template.button"
    _description = "Button of a WhatsApp Template"
    _inherit = "whatsapp.twilio.template.part"

    card_id = fields.Many2one(
        "whatsapp.twilio.template.card", ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", related=None, store=True
    )
    kind = fields.Selection(
        BUTTON_LABELS, required=True, default=template_types.QUICK_REPLY
    )
    title = fields.Char("Text")
    value = fields.Char(
        "Leads to",
        help="The website, which may end in a variable; the phone number with its "
        "country code; the code; or what a quick reply tells your automation.",
    )

    @api.depends("template_id.company_id", "card_id.company_id")
    def _compute_company_id(self):
        for button in self:
            owner = button.template_id or button.card_id
            button.company_id = owner.company_id

    def _parts(self):
        return tuple(
            template_types.Button(one.kind, one.title or "", one.value or "")
            for one in self
        )


class WhatsappTwilioTemplateItem(models.Model):
    _name = "whatsapp.twilio.template.item"
    _description = "Entry of a WhatsApp List"
    _inherit = "whatsapp.twilio.template.part"

    title = fields.Char("Text")
    description = fields.Char()

    def _parts(self):
        return tuple(
            template_types.Item(one.title or "", one.description or "") for one in self
        )


class WhatsappTwilioTemplateCard(models.Model):
    _name = "whatsapp.twilio.template.card"
    _description = "Card of a WhatsApp Carousel"
    _inherit = ["whatsapp.twilio.template.part", "whatsapp.twilio.template.media"]

    title = fields.Char()
    body = fields.Text("Text")
    media_label = fields.Char("Picture or video", compute="_compute_media_label")
    button_ids = fields.One2many("whatsapp.twilio.template.button", "card_id")

    @api.depends("media_file", "media_name", "media_url")
    def _compute_media_label(self):
        for card in self:
            card.media_label = card.media_name if card.media_file else card.media_url

    def _takes(self):
        return (*IMAGES, *VIDEOS), self.env._(
            "WhatsApp shows pictures (JPG, PNG) and videos (MP4) on a card, and "
            "%(name)s is none of them, or its name ends differently. Choose another "
            "file."
        )

    def _media_account(self):
        return self.template_id.account_id

    def _parts(self):
        return tuple(
            template_types.Card(
                one.title or "",
                one.body or "",
                one._media_link(),
                one.button_ids._parts(),
            )
            for one in self
        )


class WhatsappTwilioTemplateSample(models.Model):
    _name = "whatsapp.twilio.template.sample"
    _description = "Example for a WhatsApp Template's Variable"
    _inherit = "whatsapp.twilio.template.part"

    name = fields.Char(required=True)
    label = fields.Char("Variable", compute="_compute_label")
    value = fields.Char("Example")

    @api.depends("name")
    def _compute_label(self):
        for one in self:
            one.label = f"{{{{{one.name}}}}}"
