"""A template: a text in one language that WhatsApp approves."""

from odoo import api, fields, models

from ..whatsapp import template

# A draft is only ours; what is being submitted is on its way to Twilio.
DRAFT, SUBMITTING = "draft", "submitting"
APPROVAL_LABELS = [
    (state, state.capitalize())
    for state in (DRAFT, SUBMITTING, *template.APPROVAL_STATES)
]
CATEGORY_LABELS = [(name, name.capitalize()) for name in template.CATEGORIES]


class WhatsappTwilioTemplate(models.Model):
    _name = "whatsapp.twilio.template"
    _description = "WhatsApp Template"
    _inherit = ["mail.thread", "whatsapp.twilio.worker"]
    _order = "name, language, id"

    account_id = fields.Many2one(
        "whatsapp.twilio.account",
        required=True,
        default=lambda self: self.env["whatsapp.twilio.account"].search([], limit=1),
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True)
    active = fields.Boolean(
        default=True, readonly=True, help="Off: it is gone at Twilio, or put away."
    )
    content_sid = fields.Char("Content SID", readonly=True, copy=False)
    name = fields.Char(required=True)
    language = fields.Char("Language Code", readonly=True)
    content_type = fields.Char(readonly=True)
    types = fields.Json(readonly=True, help="The content as Twilio keeps it.")
    body = fields.Text(readonly=True)
    variables = fields.Json(readonly=True, help="The variables and their samples.")
    category = fields.Selection(CATEGORY_LABELS, tracking=True)
    approval_state = fields.Selection(
        APPROVAL_LABELS,
        "Approval",
        required=True,
        readonly=True,
        default=DRAFT,
        copy=False,
        tracking=True,
    )
    rejection_reason = fields.Char(readonly=True, copy=False, tracking=True)
    may_start = fields.Boolean(
        "Reaches anybody",
        compute="_compute_may_start",
        store=True,
        help="It reaches customers whose session has expired.",
    )

    _content_unique = models.Constraint(
        "UNIQUE(account_id, content_sid)", "This template is already here."
    )

    @api.depends("content_type", "approval_state")
    def _compute_may_start(self):
        for one in self:
            one.may_start = template.may_start(one.content_type, one.approval_state)

    @api.depends("name", "language")
    def _compute_display_name(self):
        for one in self:
            names = (one.name, one.language and f"({one.language})")
            whole = " ".join(name for name in names if name)
            one.display_name = whole if one.name else self.env._("New template")

    def _content(self, values):
        """What a row of the ledger carries that sends this with these values."""
        return {
            "kind": "template",
            "body": self._face(values).text,
            "template_id": self.id,
            "content_sid": self.content_sid,
            "content_variables": values or False,
        }

    def _variable_names(self):
        """The names of what is to be filled in, in the order one reads them."""
        return template.variables(self.types or {})

    def _variables_to_fill(self):
        """Each variable's name with its sample, as fields of what fills it in."""
        samples = self.variables or {}
        return [
            {"name": name, "sample": samples.get(name)}
            for name in self._variable_names()
        ]

    def _siblings(self):
        """This template in every language in which it can be sent."""
        return self.search(
            [
                ("account_id", "=", self.account_id.id),
                ("name", "=", self.name),
                ("may_start", "=", True),
            ]
        )

    def _in_language(self, lang):
        """This template in the language that is nearest to a customer's."""
        return self._nearest(self | self._siblings(), lang) if lang else self

    def _nearest(self, siblings, lang):
        """Of one template in several languages: exactly it, else nearly, else this."""
        for length in (len(lang), 2):
            for one in siblings:
                if (one.language or "")[:length] == lang[:length]:
                    return one
        return self
