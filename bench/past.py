"""Sites with a past: thousands of conversations that are over, then ten live ones."""

import os
from contextlib import ExitStack

from sandbox.launcher.console import step

from . import filler
from .desk import Desk
from .people import Conversation, People
from .site import Site

LIVE, HISTORY = 10, int(os.environ.get("CONVERSATIONS", "100000"))
# For each conversation: how often its four messages are said, and contacts beside.
TIMES = int(os.environ.get("TIMES", "1"))
CONTACTS = int(os.environ.get("CONTACTS", "0"))


class Past:
    """`with Past() as past:` lives through one conversation, for sites to be filled."""

    def __enter__(self) -> "Past":
        self._undo = ExitStack()
        self._first = self._undo.enter_context(Site("past").start())
        with self._first.odoo() as env:
            people = People(self._first, env)
            self.over = people.meet()
            people.answer(self.over)
            people.hear_from(self.over.customer)
            people.answer(self.over)
            self.over.solve()
        # Odoo opens a chat of its own for whoever comes for the first time.
        Desk(self._first.marc).start_discuss()
        self._first.rest()
        return self

    def __exit__(self, *_error) -> None:
        self._undo.close()

    def site(self, name: str, conversations: int) -> "LivedIn":
        """A running site on which so many conversations are over, and ten live."""
        site = self._undo.enter_context(Site(name, self._first.database))
        with site.odoo() as env, step(f"Filling {conversations:,} conversations in"):
            over = env["whatsapp.twilio.conversation"].browse(self.over.id)
            channels = filler.fill(over, conversations, TIMES)
            filler.add_contacts(over.partner_id, conversations * CONTACTS, "1437")
        env = self._undo.enter_context(site.start().odoo())
        return LivedIn(site, env, channels)


class LivedIn:
    """A site, the channels of its past, and its ten live conversations."""

    def __init__(self, site: Site, env, past: range):
        self.site, self.env, self.past = site, env, past
        self.people = People(site, env)
        self.live = [self.people.meet() for _ in range(LIVE)]
        for mine in self.live[: LIVE // 2]:
            self.people.answer(mine)
        filler.analyze(env.cr)

    def seat_everybody(self) -> "LivedIn":
        """As if nobody had ever left a conversation, only unpinned it."""
        unassigned: Conversation = self.live[-1]
        for member in unassigned.record.channel_id.channel_member_ids:
            filler.seat(member, self.past)
        filler.analyze(self.env.cr)
        return self
