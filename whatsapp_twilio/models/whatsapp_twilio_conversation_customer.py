"""The customer's side of a conversation: found by address, moved by each message."""

from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import window


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    @api.model
    def _of_customer(self, account, event):
        """The conversation that an inbound event belongs to, found or started."""
        conversation = self._find(account, event.sender, event.customer)
        return conversation or self._start(account, event)

    @api.model
    def _find(self, account, sender_number, customer):
        """By the business-scoped id first, then by the number in either form."""
        for field_name, value in (
            ("bsuid", customer.bsuid),
            ("address", customer.key),
        ):
            if not value:
                continue
            conversation = self.search_fetch(
                [
                    ("account_sid", "=", account.account_sid),
                    ("sender_number", "=", sender_number),
                    (field_name, "=", value),
                ],
                limit=1,
            )
            if conversation:
                return conversation
        return self.browse()

    @api.model
    def _start(self, account, event):
        sender = account.sender_ids.with_context(active_test=False).filtered(
            lambda s: s.number == event.sender
        )
        if not sender:
            raise ValueError(
                f"Account {account.account_sid} has no sender for this number: "
                "add it under WhatsApp / Configuration / Senders"
            )
        customer = event.customer
        partner = self.env["res.partner"]._of_whatsapp(customer, event.profile_name)
        conversation = self.with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True
        ).create(
            {
                "channel_id": self._open_channel(partner).id,
                "sender_id": sender.id,
                "account_id": account.id,
                "brand_id": sender.brand_id.id,
                "account_sid": account.account_sid,
                "sender_number": sender.number,
                "address": customer.key,
                "phone": customer.phone or False,
                "bsuid": customer.bsuid or False,
                "partner_id": partner.id,
            }
        )
        return self.browse(conversation.id)

    def _open_channel(self, partner):
        return (
            self.env["discuss.channel"]
            ._as_nobody()
            .create({"name": partner.name, "channel_type": "whatsapp"})
        )

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
                "last_message_at": received_at,
                "opted_out_at": False,
                "state": "open",
                **self._learned(event),
            }
        )
        if not self.partner_id:
            self.partner_id = self.env["res.partner"]._of_whatsapp(
                event.customer, event.profile_name
            )
        if not (was_waiting and self.channel_id.member_count):
            self._seat_for_work()
        self._notify_window(moved)

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

    def _agent_answered(self, user):
        """A colleague wrote: the first to answer owns it; the customer is next."""
        self.ensure_one()
        changed = self.state != "pending" or not self.owner_id
        self.write({"state": "pending", "last_message_at": fields.Datetime.now()})
        self._forget_reminders()
        if user == self.env.ref("base.user_root"):
            return
        if not self.owner_id:
            self._assign(user)
            return
        self._seat(user)
        if changed:
            self._notify_browsers()

    def _reply_to_store(self):
        """What a message changes that opens a closed window."""
        return ["reply_state", *self._banners_to_store()]

    def _notify_window(self, moved):
        """Tell open browsers that the window moved, and only that."""
        times = ["last_inbound_at", "state", "window_closes_at"]
        times.append(self._server_now_to_store())
        Store(bus_channel=self.channel_id).add(self, times + moved).bus_send()
