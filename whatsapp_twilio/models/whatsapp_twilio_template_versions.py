"""What a template leads to: a new version, another language, and its languages."""

import re

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..whatsapp import template_read
from .whatsapp_twilio_template_draft import LINES, NUMBERS, PLAIN

_NUMBERED = re.compile(r"_\d{1,4}$")


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    language_ids = fields.Many2many(
        "whatsapp.twilio.template",
        string="Languages",
        compute="_compute_language_ids",
    )

    @api.depends("name", "account_id", "approval_state")
    def _compute_language_ids(self):
        """Its siblings: the same template, each in a language of its own."""
        for one in self:
            one.language_ids = one.name and self.search(
                [
                    ("id", "!=", one._origin.id),
                    ("account_id", "=", one.account_id.id),
                    ("name", "=", one.name),
                ]
            )

    def action_add_language(self):
        """A draft of the same template, to be translated."""
        return self._open_draft({"name": self.name, "lang_code": False})

    def action_new_version(self):
        """A draft that begins as this one: what was submitted cannot be changed."""
        return self._open_draft({"name": self._next_name(), "lang_code": self.language})

    def action_put_away(self):
        """Archive drafts that are not worked on, or bring them back."""
        if self - self._drafts():
            raise UserError(
                self.env._(
                    "What Twilio has is archived when it is gone there. Delete it in "
                    "Twilio's Content Template Builder."
                )
            )
        for one in self:
            one.active = not one.active

    def _open_draft(self, values):
        self.ensure_one()
        draft = self.create({**self._as_draft(), **values})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [[False, "form"]],
        }

    def _as_draft(self):
        """The fields of a draft with what this one says."""
        kind, parts = template_read.read(self.types or {})
        known = dict(self._fields["lang_code"].selection)
        values = {
            "account_id": self.account_id.id,
            "category": self.category,
            "brand_ids": self.brand_ids.ids,
            "kind": kind,
            "lang_code": self.language if self.language in known else False,
            "media_url": parts.media_url,
            **{field: getattr(parts, ours) for field, ours in PLAIN.items()},
            **{name: getattr(parts, name) for name in NUMBERS},
        }
        for field, ours in LINES.items():
            values[field] = _commands(getattr(parts, ours))
        samples = (self.variables or {}).items()
        values["sample_ids"] = [
            Command.create({"name": name, "value": value}) for name, value in samples
        ]
        return values

    def _next_name(self):
        """The name with the next number: WhatsApp does not take a name twice."""
        base = _NUMBERED.sub("", self.name)
        taken = self.with_context(active_test=False).search(
            [("account_id", "=", self.account_id.id), ("name", "=like", f"{base}%")]
        )
        names, number = set(taken.mapped("name")), 2
        while f"{base}_{number}" in names:
            number += 1
        return f"{base}_{number}"


def _commands(parts):
    commands = []
    for part in parts:
        values = dict(vars(part))
        if "buttons" in values:
            values["button_ids"] = _commands(values.pop("buttons"))
        commands.append(Command.create(values))
    return commands
