"""Who writes and who answers: a group of Odoo's, customers in every situation."""

import itertools

from sandbox.twilio.world.records import Customer

from . import webhook
from .site import Site
from .worker import Worker

_TEXT = "Hello! Has my order left your warehouse yet?"


class Conversation:
    """A customer who has written, and our side of it."""

    def __init__(self, env, customer: Customer):
        self.env, self.customer = env, customer
        record = env["whatsapp.twilio.conversation"].search(
            [("phone", "=", customer.phone)]
        )
        self.id, self.channel_id = record.id, record.channel_id.id

    @property
    def record(self):
        return self.env["whatsapp.twilio.conversation"].browse(self.id)

    def set_pending(self) -> None:
        """As if an agent had just answered."""
        self.record.state = "pending"
        self.env.cr.commit()

    def solve(self) -> None:
        """As if an agent had just pressed the button."""
        self.record.action_solve()
        self.env.cr.commit()


class People:
    """Made once for each site, by the real webhook and the real worker."""

    def __init__(self, site: Site, env):
        self.site, self.env = site, env
        self.worker = Worker(site, env)
        self._numbers = itertools.count(1)
        self.known, self.answered, self.solved, self.owned = (
            self.meet() for _ in range(4)
        )
        for conversation in (self.answered, self.solved, self.owned):
            self.site.marc.post_message(conversation.channel_id, "Hello!")
        self.group = self._group()
        self.author_id = self.known.record.partner_id.id
        env.cr.commit()

    def newcomer(self) -> Customer:
        """Somebody who has never written."""
        return webhook.customer(next(self._numbers))

    def meet(self) -> Conversation:
        """Somebody's first message, brought into Discuss."""
        customer = self.newcomer()
        self.site.webhook.send(self.site.webhook.genuine(customer))
        self.worker.receive_one()
        conversation = Conversation(self.env, customer)
        self.env.cr.commit()  # the next one must see what comes in after this
        return conversation

    def post_to_group(self) -> None:
        """Odoo's own cost of a message that somebody without a user writes."""
        public = self.env.ref("base.public_user")
        self.group.with_user(public).sudo().message_post(
            author_id=self.author_id,
            body=_TEXT,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.env.cr.commit()

    def _group(self):
        """A group with the same members as a customer's conversation."""
        members = self.known.record.channel_id.channel_member_ids.partner_id
        channels = self.env["discuss.channel"]
        group = channels.create({"name": "The same people", "channel_type": "group"})
        group._add_members(partners=members, post_joined_message=False)
        return group
