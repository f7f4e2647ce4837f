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

    def _check_room(self):
        """Raise a UserError that says when, if the messaging limit is reached.

        Until this transaction ends nobody else is given a place of the portfolio.
        """
        self.ensure_one()
        # sudo: whatsapp.twilio.* - an agent may know the limit, not the account
        conversation = self.sudo()
        limit = conversation.sender_id._limit()
        if not (messaging_limit.is_known(limit) and self._reached()["reached_address"]):
            return
        account, ledger = conversation.account_id, conversation.env[LEDGER]
        conversation.env["whatsapp.twilio.portfolio"]._take_turn(
            account._portfolio_key()
        )
        accounts = account._of_portfolio()
        count, is_among = ledger._count_reached(accounts, self.address)
        if not is_among and not messaging_limit.room(limit, count):
            next_at = ledger._next_place_at(accounts, limit)
            raise UserError(self._words_of_full_limit(count, limit, next_at))

    def _words_of_full_limit(self, count, limit, next_at):
        return self.env._(
            "WhatsApp lets you write first to %(limit)s customers in 24 hours, and "
            "%(count)s of them are reached. The next place is free at %(next_at)s. "
            "Customers who write to you are answered as ever.",
            limit=f"{limit:,}",
            count=f"{count:,}",
            next_at=format_datetime(self.env, next_at) if next_at else "–",
        )
