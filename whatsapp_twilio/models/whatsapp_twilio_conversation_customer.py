"""The customer's side of a conversation: moved by each message."""

from odoo import fields, models

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import window
from ..whatsapp.address import Address
from .known import known


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _customer_wrote(self, event, received_at):
        """One more message of the customer: the window opens, work is due."""
        self.ensure_one()
        was_waiting = self.state == "open"
        was_open = window.is_open(self.window_closes_at, received_at)
        moved = [] if was_open and not self.opted_out_at else self._reply_to_store()
        self.write(
            {
                "last_inbound_at": window.opened_by(
                    None, received_at, self.last_inbound_at
                ),
                "last_message_at": max(
                    received_at, self.last_message_at or received_at
                ),
                **self._opted_in(received_at),
                "state": "open",
                **self._learned(event),
            }
        )
        if not self.partner_id:
            partners = self.env["res.partner"].with_company(self.company_id)
            self.partner_id = partners._of_whatsapp(event.customer, event.profile_name)
        if not (was_waiting and self.channel_id.member_count):
            self._seat_for_work()
        self._notify_window(moved)

    def _opted_in(self, wrote_at):
        """Who writes after opting out is back; a message from before, come late, no."""
        stays = self.opted_out_at and self.opted_out_at > wrote_at
        return {} if stays else {"opted_out_at": False}

    def _learned(self, event):
        """What this message tells about who the customer is."""
        news = {"profile_name": event.profile_name or self.profile_name}
        customer = event.customer
        if customer.phone and customer.phone != self.phone:
            news["phone"] = customer.phone
            if self.address == self.bsuid:
                news["address"] = customer.key
        if customer.bsuid and customer.bsuid != self.bsuid:
            news["bsuid"] = customer.bsuid
        return {name: value for name, value in news.items() if value != self[name]}

    def _from_before(self, customer):
        """Where a customer who hid their number and shows it again was known by it:
        that conversation goes on, with the id by which they write while they hide.
        """
        if self.address != self.bsuid or not customer.phone:
            return self
        number = Address(phone=customer.phone)
        before = self._find(self.account_id, self.sender_number, number)
        if not before:
            return self
        self.bsuid = False
        self.flush_recordset(["bsuid"])  # it is free before another has it
        before.bsuid = customer.bsuid
        self._log(
            self.env._(
                "noted that this customer is %(number)s: what they write from now on "
                "stands in the conversation with that number.",
                number=before._address_to_read(),
            )
        )
        return before

    def _agent_answered(self, user):
        """A colleague wrote: the first to answer owns it; the customer is next."""
        self.ensure_one()
        changed = self.state != "pending" or not self.owner_id
        self.write({"state": "pending", "last_message_at": fields.Datetime.now()})
        self._forget_reminders()
        if self._is_written_by_nobody(user):
            return
        if not self.owner_id:
            self._assign(user)
            return
        self._seat(user)
        if changed:
            self._notify_browsers()

    def _is_written_by_nobody(self, user):
        """Whether no person stands behind a message: automation, or one to many, whose
        answers are for the whole brand and whose sidebar could not hold them.
        """
        is_automatic = user == known(self.env, "base.user_root")
        return is_automatic or self.env.context.get("whatsapp_to_many")

    def _reply_to_store(self):
        """What a message changes that opens a closed window."""
        return ["reply_state", *self._banners_to_store()]

    def _notify_window(self, moved):
        """Tell open browsers that the window moved, and only that."""
        times = ["last_inbound_at", "state", "window_closes_at"]
        times.append(self._server_now_to_store())
        Store(bus_channel=self.channel_id).add(self, times + moved).bus_send()
