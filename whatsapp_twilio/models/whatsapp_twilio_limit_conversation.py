"""Is there room for one more customer who did not write first?"""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..whatsapp import messaging_limit, window

LEDGER = "whatsapp.twilio.message"


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _reached(self):
        """Whom a message that leaves now reaches outside of their window, if so."""
        is_answer = window.is_open(self.window_closes_at, fields.Datetime.now())
        return {"reached_address": not is_answer and self.address}

    def _to_queue(self):
        return {**super()._to_queue(), **self._reached()}

    def _check_room(self):
        """Raise a UserError that says when, if the messaging limit is reached."""
        if self._without_a_place():
            # sudo: whatsapp.twilio.sender - an agent may know the limit
            raise UserError(self.sudo().sender_id._words_of_full_limit())

    def _without_a_place(self):
        """Those of one sender's conversations for whom the limit has no place.

        Until this transaction ends nobody else is given a place of the portfolio.
        """
        outside = self.filtered(lambda one: one._reached()["reached_address"])
        # sudo: whatsapp.twilio.* - an agent may know the limit, not the account
        sender = self.sudo().sender_id
        if not (outside and sender._is_limited()):
            return self.browse()
        sender._take_turn()
        places, among = sender._places(outside.mapped("address"))
        newcomers = outside.filtered(lambda one: one.address not in among)
        return newcomers[places:]


class WhatsappTwilioSender(models.Model):
    _inherit = "whatsapp.twilio.sender"

    def _take_turn(self):
        """Give out places alone, until this transaction ends."""
        portfolios = self.env["whatsapp.twilio.portfolio"]
        portfolios._take_turn(self.account_id._portfolio_key())

    def _places(self, addresses):
        """How many customers more may be reached, and who of these needs no place."""
        count, among = self.env[LEDGER]._count_reached(
            self.account_id._of_portfolio(), addresses
        )
        return messaging_limit.room(self._limit(), count), among

    def _next_place_at(self):
        accounts = self.account_id._of_portfolio()
        return self.env[LEDGER]._next_place_at(accounts, self._limit())

    def _words_of_full_limit(self):
        count, next_at = self._reached_count(), self._next_place_at()
        return self.env._(
            "WhatsApp lets you write first to %(limit)s customers in 24 hours, and "
            "%(count)s of them are reached. The next place is free at %(next_at)s. "
            "Customers who write to you are answered as ever.",
            limit=f"{self._limit():,}",
            count=f"{count:,}",
            next_at=format_datetime(self.env, next_at) if next_at else "–",
        )
