"""What WhatsApp would refuse in a draft, told while it is written."""

from markupsafe import Markup

from odoo import api, fields, models

from ..whatsapp import template_draft, template_rules
from .template_sentences import PLACES, SENTENCES
from .whatsapp_twilio_template import DRAFT

_LIST = Markup('<ul class="mb-0 ps-3">%s</ul>')
_LINE = Markup("<li>%s</li>")


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    problem_count = fields.Integer(compute="_compute_problems")
    problems = fields.Html(compute="_compute_problems")

    @api.depends("name", "language", "types", "variables")
    def _compute_preview(self):
        """As a customer would see it, with the examples for its variables."""
        for one in self:
            one.preview = one._to_html(one.variables or {})

    @api.depends("name", "language", "category", "types", "variables", "account_id")
    def _compute_problems(self):
        for one in self:
            found = one._problems() if one.approval_state == DRAFT else []
            one.problem_count = len(found)
            lines = Markup().join(_LINE % sentence for sentence in found)
            one.problems = lines and _LIST % lines

    def _problems(self):
        """What WhatsApp would refuse, each a sentence that says what to do."""
        draft = template_draft.Draft(
            name=self.name or "",
            language=self.language or "",
            category=self.category or "",
            types=self.types or {},
            samples=self.variables or {},
            is_taken=self._is_taken(),
            uploads=self._uploads(),
        )
        found = template_rules.problems(draft)
        return list(dict.fromkeys(self._sentence(problem) for problem in found))

    def _sentence(self, problem):
        where = problem.place and self.env._(PLACES[problem.place])
        values = {**problem.values, "where": where and where % vars(problem)}
        sentence = self.env._(SENTENCES[problem.code])
        return sentence % values

    def _is_taken(self):
        """Whether another template of the account has the name in this language."""
        return bool(
            self.search_count(
                [
                    ("id", "!=", self._origin.id),
                    ("account_id", "=", self.account_id.id),
                    ("name", "=", self.name),
                    ("language", "=", self.language),
                ],
                limit=1,
            )
        )
