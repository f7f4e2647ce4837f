"""A template that is written here: its parts, and Twilio's JSON made of them."""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..whatsapp import template, template_types
from ..whatsapp.face_reader import written_variables
from ..whatsapp.template_languages import LANGUAGES
from ..whatsapp.template_rules_parts import DOCUMENTS, IMAGES, VIDEOS
from .whatsapp_twilio_template import DRAFT
from .whatsapp_twilio_template_media import ADMIN

KIND_LABELS = [
    (template_types.TEXT, "Text"),
    (template_types.QUICK_REPLIES, "Quick replies"),
    (template_types.CALL_TO_ACTION, "Call to action"),
    (template_types.CARD, "Card with header, footer and buttons"),
    (template_types.MEDIA, "Picture, video or document"),
    (template_types.CAROUSEL, "Carousel of cards"),
    (template_types.CATALOG, "Catalog"),
    (template_types.FLOW, "Flow"),
    (template_types.AUTHENTICATION, "One-time code"),
    (template_types.LIST, "List (in a session only)"),
    (template_types.LOCATION, "Location (in a session only)"),
]
# Fields of plain parts, and their names in template_types.
PLAIN = {
    "header_text": "header",
    "text": "body",
    "footer_text": "footer",
    "opener": "opener",
    "reference": "ref",
    "place_name": "label",
    "place_address": "address",
}
NUMBERS = ("latitude", "longitude", "security_advice", "expires_in")
LINES = {"button_ids": "buttons", "item_ids": "items", "card_ids": "cards"}
MEDIA = ("media_url", "media_file", "media_name")
PARTS = {
    *PLAIN,
    *NUMBERS,
    *LINES,
    "name",
    "category",
    "account_id",
    "kind",
    "lang_code",
    *MEDIA,
    "sample_ids",
}


class WhatsappTwilioTemplate(models.Model):
    _name = "whatsapp.twilio.template"
    _inherit = ["whatsapp.twilio.template", "whatsapp.twilio.template.media"]

    kind = fields.Selection(KIND_LABELS, default=template_types.TEXT)
    lang_code = fields.Selection(
        list(LANGUAGES.items()), "Language of the Draft", default="en"
    )
    header_text = fields.Char("Header", trim=False)
    text = fields.Text()
    footer_text = fields.Char("Footer", trim=False)
    opener = fields.Char("Opening button", trim=False)
    reference = fields.Char("ID at Meta")
    latitude = fields.Float(digits=(10, 7))
    longitude = fields.Float(digits=(10, 7))
    place_name = fields.Char("Place")
    place_address = fields.Char("Address")
    security_advice = fields.Boolean("Advise not to share the code")
    expires_in = fields.Integer("Code valid for (minutes)")
    button_ids = fields.One2many(
        "whatsapp.twilio.template.button", "template_id", "Buttons", groups=ADMIN
    )
    item_ids = fields.One2many(
        "whatsapp.twilio.template.item", "template_id", "Entries", groups=ADMIN
    )
    card_ids = fields.One2many(
        "whatsapp.twilio.template.card", "template_id", "Cards", groups=ADMIN
    )
    sample_ids = fields.One2many(
        "whatsapp.twilio.template.sample",
        "template_id",
        "Examples",
        compute="_compute_sample_ids",
        store=True,
        readonly=False,
        groups=ADMIN,
    )
    kind_label = fields.Char("Kind in Words", compute="_compute_labels")
    language_label = fields.Char("Language", compute="_compute_labels")
    language = fields.Char(compute="_compute_language", store=True, readonly=False)
    types = fields.Json(compute="_compute_types", store=True, readonly=False)
    content_type = fields.Char(compute="_compute_types", store=True, readonly=False)
    body = fields.Text(compute="_compute_types", store=True, readonly=False)
    variables = fields.Json(compute="_compute_variables", store=True, readonly=False)

    def _drafts(self):
        """Those that are written here; what Twilio has is as Twilio says."""
        return self.filtered(lambda one: one.approval_state == DRAFT)

    @api.depends("content_type", "language")
    def _compute_labels(self):
        """Twilio's codes in words; those that we do not know as they are."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        languages = dict(self._fields["lang_code"]._description_selection(self.env))
        for one in self:
            one.kind_label = kinds.get(one.content_type, one.content_type)
            one.language_label = languages.get(one.language, one.language)

    @api.depends("lang_code")
    def _compute_language(self):
        for one in self:
            is_draft = one.approval_state == DRAFT
            one.language = one.lang_code if is_draft else one.language

    @api.depends(
        *PLAIN,
        *NUMBERS,
        "kind",
        *MEDIA,
        *(f"button_ids.{name}" for name in ("sequence", "kind", "title", "value")),
        *(f"item_ids.{name}" for name in ("sequence", "title", "description")),
        *(f"card_ids.{name}" for name in ("sequence", "title", "body", *MEDIA)),
        *(f"card_ids.button_ids.{name}" for name in ("kind", "title", "value")),
    )
    def _compute_types(self):
        drafts = self._drafts()
        for one in drafts:
            kind = one.kind or template_types.TEXT
            one.types = template_types.build(kind, one._written())
            one.content_type = kind
            one.body = template.read_face(one.types).text
        for one in self - drafts:
            one.types, one.content_type = one.types, one.content_type
            one.body = one.body

    def _written(self):
        """What was written, as the pure code knows it."""
        self.ensure_one()
        return template_types.Parts(
            **{ours: self[field] or "" for field, ours in PLAIN.items()},
            **{name: self[name] for name in NUMBERS},
            **{ours: self[field]._parts() for field, ours in LINES.items()},
            media_url=self._media_link(),
        )

    def _takes(self):
        return (*IMAGES, *VIDEOS, *DOCUMENTS), self.env._(
            "WhatsApp shows pictures (JPG, PNG), videos (MP4) and documents (PDF) in a "
            "template, and %(name)s is none of them, or its name ends differently. "
            "Choose another file."
        )

    def _media_account(self):
        return self.account_id

    @api.depends("types")
    def _compute_sample_ids(self):
        for one in self:
            known = {line.name: line.value for line in one.sample_ids}
            names = written_variables(one.types or {})
            if one.approval_state != DRAFT or list(known) == list(names):
                one.sample_ids = one.sample_ids
                continue
            lines = [{"name": name, "value": known.get(name)} for name in names]
            one.sample_ids = [Command.clear(), *map(Command.create, lines)]

    @api.depends("sample_ids.name", "sample_ids.value")
    def _compute_variables(self):
        for one in self:
            if one.approval_state != DRAFT:
                one.variables = one.variables
                continue
            one.variables = {
                line.name: line.value for line in one.sample_ids if line.value
            }

    def write(self, vals):
        if PARTS & set(vals) and not self.env.su and self - self._drafts():
            raise UserError(
                self.env._(
                    "A template that was submitted cannot be changed: WhatsApp "
                    "approves what it was shown. Make a new version of it."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if not self.env.su and self - self._drafts():
            raise UserError(
                self.env._(
                    "Only drafts can be deleted here. Delete the template in Twilio's "
                    "Content Template Builder; it is archived here then."
                )
            )
