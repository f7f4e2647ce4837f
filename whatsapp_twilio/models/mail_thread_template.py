"""Send a template about records of any model that has a chatter."""

from dataclasses import dataclass, field

from odoo import models
from odoo.exceptions import UserError

from ..whatsapp import template
from ..whatsapp.address import Address
from .field_paths import text_at


@dataclass(frozen=True)
class Letter:
    """A template as one recipient will get it."""

    template: object
    values: dict


@dataclass
class Outcome:
    """What came of sending: the messages in Discuss, and who was left out and why."""

    messages: object
    left_out: list = field(default_factory=list)  # (Recipient, reason)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def action_whatsapp_send_template(self):
        """Open the composer of templates for these records.

        For buttons, and for a server action (*Execute Code*) on any model:
        ``action = records.action_whatsapp_send_template()``.
        """
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a WhatsApp template"),
            "res_model": "whatsapp.twilio.template.send",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"active_model": self._name, "active_ids": self.ids},
        }

    def _whatsapp_send_template(self, chosen, values=None, *, paths=None, sender=None):
        """Send a template about each record, and note it in the record's chatter.

        About one record it is sent or a UserError says why not; of many, those who
        cannot be reached are left out.

        :param chosen: the ``whatsapp.twilio.template``, in any of its languages; each
            customer gets their own where there is one
        :param values: variable: text, for what is the same for all, or where a path
            leads to nothing
        :param paths: variable: path of fields, as in ``partner_id.name``
        :param sender: the ``whatsapp.twilio.sender``; by default the one of the
            template's account that last spoke with the customer
        """
        recipients = self._whatsapp_recipients()
        outcome = Outcome(self.env["mail.message"])
        outcome.left_out += [(one, one.problem) for one in recipients if one.problem]
        letters = self._whatsapp_letters(recipients, chosen, values, paths)
        many = self.with_context(whatsapp_to_many=len(self) > 1)
        for one, letter in letters:
            many._whatsapp_send_letter(one, letter, sender, outcome)
        if len(self) == 1 and outcome.left_out:
            [(one, reason)] = outcome.left_out
            raise UserError(
                self.env._("%(name)s: %(reason)s", name=one.name, reason=reason)
            )
        # sudo: whatsapp.twilio.message - who sends about a record may have it noted
        outcome.messages.sudo().whatsapp_message_ids._note_in_records()
        return outcome

    def _whatsapp_letters(self, recipients, chosen, values, paths):
        """Whoever can be reached, with the template in their language."""
        able = [one for one in recipients if not one.problem]
        speaks = {
            lang: chosen._in_language(lang) for lang in {one.lang for one in able}
        }
        return [
            (one, self._whatsapp_letter(one, speaks[one.lang], values, paths))
            for one in able
        ]

    def _whatsapp_letter(self, one, chosen, values, paths):
        """The template with the values of a record; a UserError names what lacks."""
        letter = letter_of(one.record, chosen, values or {}, paths or {})
        for name, value in letter.values.items():
            if not template.is_fit(value):
                raise UserError(
                    self.env._(
                        "%(record)s has nothing for %(variable)s. Write what to send "
                        "instead, or take another field. WhatsApp takes one line of "
                        "text, without runs of spaces.",
                        record=one.name,
                        variable=f"{{{{{name}}}}}",
                    )
                )
        return letter

    def _whatsapp_send_letter(self, one, letter, sender, outcome):
        """Queue one letter, or note who refused it and why."""
        try:
            sender = sender or self._whatsapp_sender(one, letter)
            message = self._whatsapp_send_from(sender, one, letter)
        except UserError as refusal:
            outcome.left_out.append((one, str(refusal)))
            return
        # sudo: whatsapp.twilio.message - who sends about a record may have it noted
        rows = message.sudo().whatsapp_message_ids
        rows.write({"res_model": one.record._name, "res_id": one.record.id})
        outcome.messages |= message

    def _whatsapp_send_from(self, sender, one, letter):
        """Queue one letter in its conversation, which may begin with it."""
        sender._check_may_send(letter.template)
        conversations = self.env["whatsapp.twilio.conversation"]
        conversation = conversations._for_number(
            sender, one.number, one.partner or self._whatsapp_contact(one)
        )
        try:
            return conversation._send_template(letter.template, letter.values)
        except UserError:
            # sudo: whatsapp.twilio.conversation - it may have begun for nothing
            conversation.sudo()._unstart_if_empty()
            raise

    def _whatsapp_contact(self, recipient):
        # sudo: res.partner - the contact of a new conversation, as for inbound ones
        contacts = self.env["res.partner"].sudo()
        return contacts._of_whatsapp(
            Address(phone=recipient.number), recipient.record.display_name
        )

    def _whatsapp_sender(self, one, letter):
        senders = self.env["whatsapp.twilio.sender"]._to_write_with(one.number)
        # sudo: whatsapp.twilio.template - whose it is, for those who may use it
        account = letter.template.sudo().account_id
        # sudo: whatsapp.twilio.sender - an agent may use accounts, not see them
        ours = senders.filtered(lambda sender: sender.sudo().account_id == account)
        if not ours:
            raise UserError(
                self.env._("You serve no brand that can send this template.")
            )
        return ours[0]


def letter_of(record, chosen, values, paths):
    """A template about one record: what its fields say, else what was typed."""
    own = {name: text_at(record, path) for name, path in paths.items()}
    filled = {
        name: own.get(name) or values.get(name) or ""
        for name in chosen._variable_names()
    }
    return Letter(chosen, filled)
