"""What one message costs, beside Odoo's own `message_post` on the same database."""

from collections.abc import Iterator

from .cost import Cost, in_this_process, interleaved
from .people import People
from .site import Site
from .table import Table

RUNS, WARM_UP = 20, 5
BASE = "Odoo's message_post to a group"
TARGET = 1.5


def main() -> None:
    """Print the costs of messages in and out."""
    with Site("messages") as site, site.odoo() as env:
        measured = interleaved(Messages(site, env).steps, runs=RUNS, warm_up=WARM_UP)
    base = measured[BASE][""]
    title = f"One message: medians of {RUNS} runs, taken in turn"
    table = Table(title, ["ms", "90 %", "queries", "× message_post"])
    for name, parts in measured.items():
        for part, cost in parts.items():
            times = f"{cost.median / base.median:.2f}"
            table.add(name, part, [cost.median, cost.slow, cost.queries, times])
    table.show()
    known = measured["In: known customer"]["together"].median / base.median
    print(f"  A known customer's message costs {known:.2f} × message_post (≤ {TARGET})")


class Messages:
    """The steps: each yields its parts, and puts the stage back off the clock."""

    def __init__(self, site: Site, env):
        self.site, self.people = site, People(site, env)
        self.steps = {
            BASE: self.post_to_group,
            "In: known customer": self.known,
            "In: after our answer": self.answering,
            "In: after it was solved": self.returning,
            "In: new customer": self.new,
            "In: alone in a wake-up": self.alone,
            "In: forged": self.forged,
            "Out: agent, a group": self.agent_to_group,
            "Out: agent, WhatsApp": self.agent_to_customer,
        }

    def post_to_group(self) -> Iterator[tuple[str, Cost]]:
        yield "", in_this_process(self.people.post_to_group)

    def known(self):
        yield from self._inbound(self.people.known.customer)

    def answering(self):
        self.people.answered.set_pending()
        yield from self._inbound(self.people.answered.customer)

    def returning(self):
        self.people.solved.solve()
        yield from self._inbound(self.people.solved.customer)

    def new(self):
        yield from self._inbound(self.people.newcomer())

    def alone(self):
        customer = self.people.known.customer
        yield from self._inbound(customer, self.people.worker.wake_up)

    def forged(self):
        call = self.site.webhook.forged(self.people.known.customer)
        yield "", self.site.requests.cost(lambda: self.site.webhook.send(call, 403))

    def agent_to_group(self):
        yield "", self._agent_posts(self.people.group.id)

    def agent_to_customer(self):
        yield "", self._agent_posts(self.people.owned.channel_id)

    def _inbound(self, customer, work=None):
        call = self.site.webhook.genuine(customer)
        yield "webhook", self.site.requests.cost(lambda: self.site.webhook.send(call))
        yield "worker", in_this_process(work or self.people.worker.receive_one)

    def _agent_posts(self, channel_id):
        return self.site.requests.cost(
            lambda: self.site.marc.post_message(channel_id, "It left this morning.")
        )
