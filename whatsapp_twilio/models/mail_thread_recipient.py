"""Whom a template about a record goes to: the number of the record or its contact."""

from dataclasses import dataclass, replace

from odoo import models

from ..whatsapp.address import canonical


@dataclass(frozen=True)
class Recipient:
    """One record's person; ``problem`` says why nothing can be sent to them."""

    record: object
    partner: object
    number: str = ""  # E.164
    problem: str = ""

    def _to_batch(self, batch, reason=""):
        return {
            "batch_id": batch.id,
            "res_id": self.record.id,
            "name": self.name,
            "number": self.number,
            "state": "left_out" if reason else "waiting",
            "reason": reason,
        }

    @property
    def name(self):
        return self.record.display_name or self.partner.display_name or ""

    @property
    def lang(self):
        return self.partner.lang or ""


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _whatsapp_recipients(self):
        """One recipient for each record, in order; of one number only the first."""
        self.check_access("read")
        partners = self._mail_get_partners()
        found, first = [], {}
        for record in self:
            one = record._whatsapp_recipient(partners[record.id][:1])
            key = canonical(one.number)
            if not one.problem and key in first:
                problem = self.env._("same number as %(name)s", name=first[key].name)
                one = replace(one, problem=problem)
            elif not one.problem:
                first[key] = one
            found.append(one)
        return found

    def _whatsapp_recipient(self, partner):
        """By the record's own number first, then by its contact's."""
        has_number = False
        for owner in (self, partner):
            for name in owner._phone_get_number_fields() if owner else ():
                if not owner[name]:
                    continue
                has_number = True
                if number := owner._phone_format(fname=name):
                    return Recipient(self, partner, number)
        problem = (
            self.env._("invalid number") if has_number else self.env._("no number")
        )
        return Recipient(self, partner, problem=problem)
