"""The meter of a sender: how many customers its portfolio reached, of how many."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..whatsapp import messaging_limit


class WhatsappTwilioSender(models.Model):
    _inherit = "whatsapp.twilio.sender"

    messaging_limit_override = fields.Char(
        "Limit set by hand",
        copy=False,
        tracking=True,
        help="Instead of what Twilio says: 250, 2K, Unlimited …",
    )
    limit_meter = fields.Char(
        "Reached in 24 hours",
        compute="_compute_limit_meter",
        help="Customers who were written to outside of their session, by all numbers "
        "of the business portfolio.",
    )

    @api.constrains("messaging_limit_override")
    def _check_messaging_limit_override(self):
        for sender in self:
            words = sender.messaging_limit_override
            if words and messaging_limit.parse(words) is None:
                raise ValidationError(
                    self.env._(
                        "“%(words)s” is no messaging limit. Write a number of "
                        "customers, such as 250 or 2K, or Unlimited.",
                        words=words,
                    )
                )

    def _compute_limit_meter(self):
        for sender in self:
            limit = sender._limit()
            count = sender._reached_count() if sender.ids else 0
            sender.limit_meter = (
                self.env._("%(count)s of %(limit)s", count=count, limit=f"{limit:,}")
                if messaging_limit.is_known(limit)
                else self.env._("%(count)s, no limit", count=count)
                if limit
                else self.env._("%(count)s, limit not known", count=count)
            )

    def _limit(self):
        """How many customers may be reached: set by hand, else as Twilio says."""
        self.ensure_one()
        return messaging_limit.parse(
            self.messaging_limit_override or self.messaging_limit
        )

    def _is_limited(self):
        return messaging_limit.is_known(self._limit())

    def _reached_count(self):
        # sudo: whatsapp.twilio.message - counted, not shown
        sender = self.sudo()
        count, _among = sender.env["whatsapp.twilio.message"]._count_reached(
            sender.account_id._of_portfolio()
        )
        return count

    def _room(self):
        """How many more customers may be reached now; infinite without a limit."""
        if not self._is_limited():
            return messaging_limit.UNLIMITED
        return messaging_limit.room(self._limit(), self._reached_count())
