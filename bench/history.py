"""What a long history costs: the same work after ten conversations and 100,000."""

import itertools

from .cost import in_this_process, interleaved
from .desk import Desk
from .past import HISTORY, LIVE, LivedIn, Past
from .table import Table

RUNS, WARM_UP = 40, 5
TARGET = 1.2
START = "Discuss starts"
FEW, MANY, SEATED = f"{LIVE}", f"{HISTORY:,}", "all seated"


def main() -> None:
    """Print the costs without and with a history, and had nobody ever left."""
    with Past() as past:
        works = {
            FEW: Work(past.site("few", LIVE)).steps,
            MANY: Work(past.site("many", HISTORY)).steps,
            SEATED: Work(past.site("seated", HISTORY).seat_everybody()).steps,
        }
        steps = {
            (name, column): works[column][name]
            for name, column in itertools.product(works[FEW], works)
        }
        measured = interleaved(steps, runs=RUNS, warm_up=WARM_UP)
    _show(list(works[FEW]), measured)


class Work:
    """The steps on one site."""

    def __init__(self, home: LivedIn):
        self.site, self.people = home.site, home.people
        self.known = home.live[0]
        desk, live, over = Desk(self.site.marc), self.known.channel_id, home.past[0]
        self.steps = {
            START: self._asking(desk.start_discuss),
            "A live conversation opens": self._asking(desk.open_channel, live),
            "A solved one opens": self._asking(desk.open_channel, over),
            "Kanban of conversations": self._asking(desk.open_kanban),
            "List of conversations": self._asking(desk.open_list),
            "List, one customer": self._asking(desk.search_list, "Customer 7"),
            "Ctrl+K, one customer": self._asking(desk.find_channel, "Customer 7"),
            "In: known customer": self.known_writes,
            "In: new customer": self.newcomer_writes,
        }

    def known_writes(self):
        yield from self._inbound(self.known.customer)

    def newcomer_writes(self):
        yield from self._inbound(self.people.newcomer())

    def _asking(self, ask, *args):
        def step():
            yield "", self.site.requests.cost(lambda: ask(*args))

        return step

    def _inbound(self, customer):
        call = self.site.webhook.genuine(customer)
        yield "webhook", self.site.requests.cost(lambda: self.site.webhook.send(call))
        yield "worker", in_this_process(self.people.worker.receive_one)


def _show(names, measured):
    table = Table(
        f"After {FEW} and after {MANY} conversations, with {LIVE} live ones: medians "
        f"in ms of {RUNS} runs, taken in turn",
        [FEW, MANY, "×", "queries", SEATED, "×", "queries"],
    )
    for name in names:
        for part, few in measured[name, FEW].items():
            cells = [few.median]
            for column in (MANY, SEATED):
                cost = measured[name, column][part]
                times = f"{cost.median / few.median:.2f}"
                cells += [cost.median, times, f"{few.queries} → {cost.queries}"]
            table.add(name, part, cells)
    table.show()
    times = measured[START, MANY][""].median / measured[START, FEW][""].median
    print(f"  Discuss starts: {times:.2f} × its time after {FEW} (≤ {TARGET})")
