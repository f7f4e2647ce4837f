"""What one message costs, beside Odoo's own `message_post` on the same database."""

from collections.abc import Iterator

from .cost import TARGET, TOGETHER, Cost, in_this_process, interleaved
from .people import Group, People
from .site import Site
from .table import Table

RUNS, WARM_UP = 200, 20
BASE, KNOWN = "Odoo's message_post to a group", "In: known customer"


def main() -> None:
    """Print the costs of messages in and out."""
    with Site("messages").start() as site, site.odoo() as env:
        measured = interleaved(Messages(site, env).steps, runs=RUNS, warm_up=WARM_UP)
    base = measured[BASE][""].median
    title = f"One message: medians of {RUNS} runs, taken in turn"
    table = Table(title, ["ms", "90 %", "queries", "× message_post"])
    for name, parts in measured.items():
        for part, cost in parts.items():
            times = f"{cost.median / base:.2f}"
            table.add(name, part, [cost.median, cost.slow, cost.queries, times])
    table.show()
    times = measured[KNOWN][TOGETHER].median / base
    print(f"  A known customer's message: {times:.2f} × message_post (≤ {TARGET})")


class Messages:
    """The steps: each yields its parts, and puts the stage back off the clock."""

    def __init__(self, site: Site, env):
        self.site, self.people = site, People(site, env)
        self.known, self.answered, self.solved, self.owned = (
            self.people.meet() for _ in range(4)
        )
        for conversation in (self.answered, self.solved, self.owned):
            self.people.answer(conversation)
        self.group = Group(self.known)
        self.steps = {
            BASE: self.group_hears,
            KNOWN: self.known_writes,
            "In: after our answer": self.answered_writes,
            "In: after it was solved": self.solved_writes,
            "In: new customer": self.newcomer_writes,
            "In: alone in a wake-up": self.wake_up,
            "In: forged": self.forged,
            "Out: agent, a group": self.agent_to_group,
            "Out: agent, WhatsApp": self.agent_to_customer,
        }

    def group_hears(self) -> Iterator[tuple[str, Cost]]:
        yield "", in_this_process(self.group.hear_from_outside)

    def known_writes(self):
        yield from self._inbound(self.known.customer)

    def answered_writes(self):
        self.answered.set_pending()
        yield from self._inbound(self.answered.customer)

    def solved_writes(self):
        self.solved.solve()
        yield from self._inbound(self.solved.customer)

    def newcomer_writes(self):
        yield from self._inbound(self.people.newcomer())

    def wake_up(self):
        """The same as KNOWN, with all that the scheduler does around it."""
        yield from self._inbound(self.known.customer, self.people.worker.wake_up)

    def forged(self):
        call = self.site.webhook.forged(self.known.customer)
        yield "", self.site.requests.cost(lambda: self.site.webhook.send(call, 403))

    def agent_to_group(self):
        yield "", self._agent_posts(self.group.channel.id)

    def agent_to_customer(self):
        yield "", self._agent_posts(self.owned.channel_id)

    def _inbound(self, customer, work=None):
        call = self.site.webhook.genuine(customer)
        yield "webhook", self.site.requests.cost(lambda: self.site.webhook.send(call))
        yield "worker", in_this_process(work or self.people.worker.receive_one)

    def _agent_posts(self, channel_id):
        return self.site.requests.cost(
            lambda: self.site.marc.post_message(channel_id, "It left this morning.")
        )
