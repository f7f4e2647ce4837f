"""Who writes and who answers: customers, Marc, and a group of Odoo's own."""

import itertools

from sandbox.twilio.world.records import Customer

from . import webhook
from .site import Site
from .worker import Worker

_QUESTION = "Hello! Has my order left your warehouse yet?"
_ANSWER = "Hello! It left this morning."


class Conversation:
    """A customer who has written, and our side of it."""

    def __init__(self, env, customer: Customer):
        self.env, self.customer = env, customer
        number = [("phone", "=", customer.phone)]
        record = env["whatsapp.twilio.conversation"].search(number)
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
    """What happens between them, by the real webhook, worker and composer."""

    def __init__(self, site: Site, env):
        self.site, self.env = site, env
        self.worker = Worker(site.database, env)
        known = env["whatsapp.twilio.conversation"].search_count([])
        self._numbers = itertools.count(known + 1)
        env.cr.commit()

    def newcomer(self) -> Customer:
        """Somebody who has never written."""
        return webhook.customer(next(self._numbers))

    def meet(self) -> Conversation:
        """Somebody's first message, brought into Discuss."""
        customer = self.newcomer()
        self.hear_from(customer)
        conversation = Conversation(self.env, customer)
        self.env.cr.commit()  # the next one must see what comes in after this
        return conversation

    def hear_from(self, customer: Customer) -> None:
        """A customer's message, brought into Discuss."""
        self.site.webhook.send(self.site.webhook.genuine(customer))
        self.worker.receive_one()

    def answer(self, conversation: Conversation) -> None:
        """Marc's answer; it waits to be sent."""
        self.site.marc.post_message(conversation.channel_id, _ANSWER)


class Group:
    """A group of Odoo's own with the members of a conversation."""

    def __init__(self, conversation: Conversation):
        self.env, record = conversation.env, conversation.record
        members = record.channel_id.channel_member_ids.partner_id
        self.author_id = record.partner_id.id
        values = {"name": "The same people", "channel_type": "group"}
        self.channel = self.env["discuss.channel"].create(values)
        self.channel._add_members(partners=members, post_joined_message=False)
        self.env.cr.commit()

    def hear_from_outside(self) -> None:
        """Odoo's own cost of a message of somebody who has no user."""
        public = self.env.ref("base.public_user")
        self.channel.with_user(public).sudo().message_post(
            author_id=self.author_id,
            body=_QUESTION,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.env.cr.commit()
