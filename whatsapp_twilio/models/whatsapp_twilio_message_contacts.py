"""Contact cards that a customer sent: shown in the bubble, made contacts of by hand."""

from dataclasses import asdict

from odoo import models
from odoo.exceptions import UserError

from ..gateway import contents, events, vcards
from .whatsapp_twilio_media import DONE


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _learn_contacts(self):
        """Read the cards of this message once they are here, and show them."""
        files = self.media_ids.filtered(
            lambda media: media.kind == contents.CONTACTS and media.state == DONE
        )
        cards = [card for file in files for card in vcards.read(file.attachment_id.raw)]
        if cards:
            self.contacts = [asdict(card) for card in cards]
            message = self.mail_message_id
            row = self._in_companys_language()
            message.body = row._to_html(events.read_inbound(self.payload))
            # The cards say it all; who wants the file finds it in the ledger.
            message.attachment_ids -= files.attachment_id

    def action_add_contact(self, index):
        """Open the contact behind a card, or a new one that is filled in from it."""
        self.ensure_one()
        self.check_access("read")
        if not 0 <= index < len(self.contacts or ()):
            raise UserError(self.env._("This message has no such contact card."))
        card = self.contacts[index]
        action = {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "views": [[False, "form"]],
        }
        known = self._known_contact(card)
        if known:
            return {**action, "res_id": known.id}
        if not self.env["res.partner"].has_access("create"):
            raise UserError(
                self.env._(
                    "%(name)s is not among the contacts, and you may not create any. "
                    "Ask an administrator for the right *Contact Creation*.",
                    name=card["name"],
                )
            )
        return {**action, "context": self._new_contact(card)}

    def _known_contact(self, card):
        partners = self.env["res.partner"]
        numbers = [
            partners._phone_format(number=number, force_format="E164")
            for number in card["numbers"]
        ]
        known = [("phone_sanitized", "in", list(filter(None, numbers)))]
        return partners.search(known, order="id", limit=1)

    def _new_contact(self, card):
        """A company's card has its name twice; a person's has the company beside it."""
        values = {
            "name": card["name"],
            "phone": card["numbers"][0] if card["numbers"] else False,
            "email": card["emails"][0] if card["emails"] else False,
            "company_name": card["organisation"],
            "is_company": card["name"] == card["organisation"],
        }
        return {f"default_{name}": value for name, value in values.items() if value}
