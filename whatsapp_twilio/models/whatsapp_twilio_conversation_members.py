"""Who sits in a conversation: the people it needs, never the history.

Every channel of a member costs at every start of Discuss and at every access
check, so people leave a conversation that does not need them, and are seated
again when it does. Reading and finding need no seat (see security/).
"""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def action_take(self):
        """Become the owner; the others of the brand leave without a notice."""
        self.check_access("read")
        for conversation in self:
            conversation._assign(self.env.user)

    def action_assign(self, user_id):
        """Give the conversation to a colleague of the brand (its managers only)."""
        self.check_access("read")
        user = self.env["res.users"].browse(user_id)
        for conversation in self:
            # sudo: whatsapp.twilio.brand - reads who serves the brand
            brand = conversation.sudo().brand_id
            if not brand._is_managed_by(self.env.user):
                raise AccessError(
                    self.env._(
                        "Only a manager of %(brand)s may assign its conversations. "
                        "Ask one of them.",
                        brand=brand.name,
                    )
                )
            if user not in brand.agent_ids | brand.manager_ids:
                raise UserError(
                    self.env._(
                        "%(name)s does not serve %(brand)s. Choose one of its agents.",
                        # sudo: res.users - the name of a colleague
                        name=user.sudo().name,
                        brand=brand.name,
                    )
                )
            conversation._assign(user)

    def action_solve(self):
        """Nothing is left to do: it leaves all sidebars until the next message."""
        self.check_access("read")
        self._write_state("solved")
        self._unseat_everybody()

    def action_reopen(self):
        """Back to work for whom it belongs to, or for all agents of the brand."""
        self.check_access("read")
        self._write_state("open")
        self._seat_for_work()

    def _write_state(self, state):
        # sudo: whatsapp.twilio.conversation - agents change the state through us only
        self.sudo().write({"state": state})
        self._notify_browsers()

    def _assign(self, user):
        # sudo: whatsapp.twilio.conversation - agents take conversations through us only
        conversation = self.sudo()
        conversation.owner_id = user
        conversation._unseat(conversation._waiting_agents() - user)
        conversation._seat(user)
        conversation._notify_browsers()

    def _waiting_agents(self):
        """The brand's agents who sit here only because nobody had answered."""
        return self.brand_id._active_agents()

    def _seat_for_work(self):
        """Seat the owner if still active in the brand, else all of its agents."""
        # sudo: discuss.channel - seats are ours to give
        for conversation in self.sudo():
            brand = conversation.brand_id
            if conversation.owner_id and conversation.owner_id not in brand._people():
                conversation.owner_id = False
            conversation._seat(conversation.owner_id or brand._active_agents())

    def _seat(self, users):
        """Make these users members; it appears in their sidebar without a reload."""
        self.ensure_one()
        channel = self.channel_id
        seated = channel.channel_member_ids.partner_id
        newcomers = users.partner_id - seated
        if newcomers:
            # By nobody: work that appears is no invitation by whoever runs the worker.
            channel._as_nobody()._add_members(
                partners=newcomers,
                post_joined_message=False,
                create_member_params={
                    "new_message_separator": self._next_message_id(channel)
                },
            )
        channel.channel_member_ids.filtered(
            lambda m: m.partner_id in users.partner_id and not m.is_pinned
        ).write({"unpin_dt": False})

    def _next_message_id(self, channel):
        """Who is seated has read what was there before: only what comes is unread."""
        last = self.env["mail.message"].search(
            [("model", "=", "discuss.channel"), ("res_id", "=", channel.id)],
            order="id desc",
            limit=1,
        )
        return last.id + 1

    def _unseat(self, users):
        """Take these users' seats away; no notice is posted."""
        self.ensure_one()
        channel = self.channel_id
        for member in channel.channel_member_ids:
            if member.partner_id in users.partner_id:
                self._say_farewell(member)
                channel._action_unfollow(
                    partner=member.partner_id, post_leave_message=False
                )

    def _say_farewell(self, member):
        """Tell a page that its seat is gone, on the person's own line.

        Core tells it on the channel's line only, which the page of somebody who was
        seated a moment ago does not listen to yet: the entry would stay.
        """
        Store(bus_channel=member._bus_channel()).add(
            member.channel_id,
            [Store.Many("channel_member_ids", [], mode="DELETE", value=member)],
        ).bus_send()

    def _unseat_everybody(self):
        # sudo: discuss.channel - seats are ours to take
        for conversation in self.sudo():
            members = conversation.channel_id.channel_member_ids
            conversation._unseat(members.partner_id.user_ids)

    @api.model
    def _agent_left(self, brand, user):
        """Someone stopped serving a brand: no seat, nothing owned, is left."""
        # sudo: whatsapp.twilio.conversation - theirs, whoever changes the brand
        ours = self.sudo()
        seat = "channel_id.channel_member_ids.partner_id"
        of_brand = [("brand_id", "=", brand.id)]
        seated = ours.search([*of_brand, (seat, "=", user.partner_id.id)])
        for conversation in seated:
            conversation._unseat(user)
        owned = ours.search(
            [*of_brand, ("owner_id", "=", user.id), ("state", "!=", "solved")]
        )
        owned.write({"owner_id": False})
        owned._seat_for_work()
        user._whatsapp_hear_less()

    @api.model
    def _agent_joined(self, brand, user):
        """A newcomer sees what waits for anybody in the brand."""
        # sudo: whatsapp.twilio.conversation - theirs, whoever changes the brand
        waiting = self.sudo().search(
            [
                ("brand_id", "=", brand.id),
                ("owner_id", "=", False),
                ("channel_id.channel_member_ids", "!=", False),
            ]
        )
        for conversation in waiting:
            conversation._seat(user)

    @api.autovacuum
    def _leave_silent_conversations(self):
        """Conversations without a message for the set number of days need nobody."""
        days = self.env["res.config.settings"]._whatsapp_silent_days()
        if not days:
            return 0, False
        silent = self.search(
            [
                ("last_message_at", "<", fields.Datetime.now() - timedelta(days=days)),
                ("channel_id.channel_member_ids", "!=", False),
            ],
            limit=1000,
        )
        silent._unseat_everybody()
        return len(silent), len(silent) == 1000
