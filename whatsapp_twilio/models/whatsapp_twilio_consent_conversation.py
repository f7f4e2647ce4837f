"""May this customer be sent a template? Asked for, allowed, or forbidden."""

from odoo import models
from odoo.exceptions import UserError

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
        if not self.env["res.config.settings"]._whatsapp_blacklists():
            return
        if not self._phone_format(number=self.phone):
            return  # none, or none that Odoo knows: its blacklist would refuse it
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

    def _consents(self):
        """The latest answer of each of these customers to their brand, where asked."""
        keys = {key for one in self for key in (one.address, one.bsuid) if key}
        # sudo: whatsapp.twilio.consent - whoever writes to a customer respects it
        answers = self.env["whatsapp.twilio.consent"].sudo()
        latest = {}
        for answer in answers.search(
            [("address", "in", list(keys)), ("brand_id", "in", self.brand_id.ids)]
        ):
            latest.setdefault((answer.address, answer.brand_id), answer)
        return {one: one._latest_of(latest) for one in self}

    def _latest_of(self, answers):
        """Their own of the latest answers, which are by address and brand."""
        # sudo: whatsapp.twilio.brand - compared, not shown
        brand = self.sudo().brand_id
        ours = (answers.get((key, brand)) for key in (self.address, self.bsuid))
        empty = self.env["whatsapp.twilio.consent"]
        return empty.union(*filter(None, ours)).sorted()[:1]

    def _is_blacklisted(self):
        return self in self._blacklisted()

    def _blacklisted(self):
        """Those whose number, written either way, is on the phone blacklist."""
        written = {one: address.variants(one.phone) for one in self if one.phone}
        numbers = [number for ways in written.values() for number in ways]
        # sudo: phone.blacklist - whoever writes to a customer respects it
        blacklist = self.env["phone.blacklist"].sudo()
        found = blacklist.search_fetch([("number", "in", numbers)], ["number"])
        listed = set(found.mapped("number"))
        return self.filtered(lambda one: not listed.isdisjoint(written.get(one, ())))

    def _check_may_receive(self, chosen):
        """Raise a UserError that says why this customer gets no such template."""
        self.ensure_one()
        for reason in self._refusals_of_consent(chosen).values():
            raise UserError(reason)

    def _refusals_of_consent(self, chosen):
        """Which of these customers get no such template, and why.

        Marketing needs the customer's opt-in; other templates only that they did not
        opt out. https://www.twilio.com/docs/whatsapp/key-concepts
        """
        refusals, blacklisted = {}, self._blacklisted()
        for one, answer in self._consents().items():
            if one in blacklisted:
                refusals[one] = self._words_of_blacklist()
            elif answer.state == consent.OPTED_OUT:
                refusals[one] = one._words_of_opt_out(answer)
            elif chosen.category == MARKETING and not answer:
                refusals[one] = one._words_of_no_opt_in(chosen)
        return refusals

    def _words_of_blacklist(self):
        return self.env._(
            "On the phone blacklist: no brand may send templates there. If the "
            "customer agrees again, ask an administrator to take the number off it."
        )

    def _words_of_opt_out(self, answer):
        return self.env._(
            "Customer opted out of %(brand)s. Templates go out again once the customer "
            "writes %(start)s, or once you record on the contact that they opted in "
            "again.",
            brand=answer.brand_id.name,
            start=self.env["res.config.settings"]._whatsapp_start_words()[0],
        )

    def _words_of_no_opt_in(self, chosen):
        return self.env._(
            "Customer has not opted in to %(brand)s, and “%(template)s” is a "
            "marketing template. Ask first and record the answer on the contact, or "
            "choose a utility template.",
            # sudo: whatsapp.twilio.brand - the name of the conversation's brand
            brand=self.sudo().brand_id.name,
            template=chosen.name,
        )
