"""May this customer be sent a template? Asked for, allowed, or forbidden."""

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..whatsapp import address, consent
from .whatsapp_twilio_consent import WORD

MARKETING = "marketing"


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _hear_consent(self, text):
        """Act on a stop word or a start word of the customer.

        A stop word closes all conversations of the customer with this brand. Any
        later message of theirs lets agents answer it (see ``_customer_wrote``), yet
        is no consent: templates stay away until a start word or a recorded opt-in.
        """
        settings = self.env["res.config.settings"]
        stop, start = settings._whatsapp_stop_words(), settings._whatsapp_start_words()
        state = consent.asked(text, stop, start)
        if state and self.brand_id:
            self._note_consent(state, WORD, text.strip())
            self._follow_on_blacklist(state)

    def _note_consent(self, state, source, note):
        """Keep the customer's answer, which takes effect at once."""
        self.env["whatsapp.twilio.consent"].create(
            {
                "address": self.address,
                "brand_id": self.brand_id.id,
                "partner_id": self.partner_id.id,
                "state": state,
                "source": source,
                "note": note,
            }
        )

    def _follow_on_blacklist(self, state):
        """With the setting, a stop word is for every brand and every channel."""
        if not self.phone or not self.env["res.config.settings"]._whatsapp_blacklists():
            return
        blacklist = self.env["phone.blacklist"]
        if state == consent.OPTED_OUT:
            blacklist._add([self.phone], message=self.env._("Stop word on WhatsApp"))
        elif self._is_blacklisted():
            numbers = list(address.variants(self.phone))
            blacklist.search([("number", "in", numbers)]).action_archive()

    def _consent(self):
        """The latest answer of this customer to this brand; empty: never asked."""
        # sudo: whatsapp.twilio.consent - whoever writes to a customer respects it
        return (
            self.env["whatsapp.twilio.consent"]
            .sudo()
            .search(
                [
                    ("address", "in", [self.address, self.bsuid or self.address]),
                    ("brand_id", "=", self.brand_id.id),
                ],
                limit=1,
            )
        )

    def _is_blacklisted(self):
        """Whether the number, written either way, is on the phone blacklist."""
        if not self.phone:
            return False
        numbers = list(address.variants(self.phone))
        # sudo: phone.blacklist - whoever writes to a customer respects it
        blacklist = self.env["phone.blacklist"].sudo()
        return bool(blacklist.search_count([("number", "in", numbers)], limit=1))

    def _check_may_receive(self, chosen):
        """Raise a UserError that says why this customer gets no such template.

        Marketing needs the customer's opt-in; other templates only that they did not
        opt out. https://www.twilio.com/docs/whatsapp/key-concepts
        """
        self.ensure_one()
        answer = self._consent()
        if self._is_blacklisted():
            raise UserError(self._words_of_blacklist())
        if answer.state == consent.OPTED_OUT:
            raise UserError(self._words_of_opt_out(answer))
        if chosen.category == MARKETING and not answer:
            raise UserError(self._words_of_no_opt_in(chosen))

    def _words_of_blacklist(self):
        return self.env._(
            "%(customer)s is on the phone blacklist: no brand may send them templates. "
            "If they agree again, ask an administrator to take the number off it.",
            customer=self.display_name,
        )

    def _words_of_opt_out(self, answer):
        return self.env._(
            "%(customer)s opted out of %(brand)s on %(date)s (%(how)s). Templates "
            "reach them once they write %(start)s, or once you record on the contact "
            "that they opted in again.",
            customer=self.display_name,
            brand=answer.brand_id.name,
            date=format_date(self.env, answer.date),
            how=answer._how(),
            start=self.env["res.config.settings"]._whatsapp_start_words()[0],
        )

    def _words_of_no_opt_in(self, chosen):
        return self.env._(
            "%(customer)s has not opted in to %(brand)s, and “%(template)s” is a "
            "marketing template. Ask them first and record the answer on the contact, "
            "or choose a utility template.",
            customer=self.display_name,
            # sudo: whatsapp.twilio.brand - the name of the conversation's brand
            brand=self.sudo().brand_id.name,
            template=chosen.name,
        )
