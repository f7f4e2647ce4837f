"""The one table: each kind of message beside what Odoo itself takes for one.

On a site with ten conversations behind it, and on one with 100,000. All are taken in
turn, round by round, and the median round counts: what disturbs one disturbs all.
"""

import itertools
import statistics
from collections import defaultdict
from contextlib import ExitStack

from sandbox.launcher.console import step
from sandbox.launcher.local_twilio import LocalTwilio

from .cost import TARGET
from .dispatch import LATENCIES, Senders
from .drain import Drain
from .gateway import Gateway
from .past import HISTORY, LIVE, Past
from .rounds import (
    BASE,
    CALLERS,
    CALLS,
    IN_ALL,
    IN_CALL,
    IN_PROCESS,
    OCA,
    OUT,
    WORKERS,
    Rounds,
)
from .table import Table

ROUNDS, WARM_UP = 10, 2
FEW, MANY = LIVE, HISTORY
COLUMNS = tuple(itertools.product((FEW, MANY), CALLERS))


def main() -> None:
    """Print all ratios to Odoo's own message_post, and to `sms_twilio`'s loop."""
    with ExitStack() as stack:
        gateway = stack.enter_context(Gateway())
        past = stack.enter_context(Past())
        homes = {size: past.site(f"after_{size}", size) for size in (FEW, MANY)}
        rates = {size: _dispatched(home) for size, home in homes.items()}
        rounds = {
            size: Rounds(
                home,
                stack.enter_context(Drain(home.site, WORKERS)),
                gateway if size == FEW else None,
            )
            for size, home in homes.items()
        }
        with step(f"{ROUNDS} rounds"):
            taken = _taken(rounds)
        slow = {size: one.slow_webhook(max(CALLERS)) for size, one in rounds.items()}
        gateway.check(rounds[FEW].oca_calls)
    _show(taken, rates, slow)


def _taken(rounds):
    """The median of each kind's milliseconds: {(size, callers): {kind: ms}}."""
    taken = {column: defaultdict(list) for column in COLUMNS}
    for number in range(WARM_UP + ROUNDS):
        for (size, callers), kinds in taken.items():
            for work in rounds[size].works:
                for kind, each in work(callers).items():
                    if number >= WARM_UP:
                        kinds[kind].append(each)
    return {
        column: {kind: statistics.median(each) for kind, each in kinds.items()}
        for column, kinds in taken.items()
    }


def _dispatched(home):
    """Messages a second of the dispatcher and of the loop, by latency."""
    twilio = LocalTwilio(home.site.folder, name=home.site.database).forgetful()
    try:
        twilio.start()
        senders = Senders(home.people, twilio)
        with step("The dispatcher, and the loop of sms_twilio"):
            return {latency: senders.compare(latency) for latency in LATENCIES}
    finally:
        twilio.stop()


def _show(taken, rates, slow):
    title = f"× {BASE}, after {FEW} and after {MANY:,} conversations"
    columns = [_heading(*column) for column in COLUMNS]
    table = Table(title, [*columns, "growth"])
    for kind in (IN_PROCESS, BASE, IN_CALL, IN_ALL, OUT, OCA):
        cells = [_times(taken[column], kind) for column in COLUMNS]
        table.add(kind, "", [*cells, _growth(taken, kind)])
    for latency in LATENCIES:
        name = f"Dispatcher × sms_twilio's loop, Twilio takes {latency * 1000:.0f} ms"
        cells = [_faster(rates[size][latency], callers) for size, callers in COLUMNS]
        table.add(name, "", [*cells, "–"])
    table.show()
    few = taken[FEW, 1]
    print(
        f"  Medians of {ROUNDS} rounds of {CALLS}; one {BASE}: {few[BASE]:.0f} ms.\n"
        f"  A customer's text: {few[IN_ALL] / few[BASE]:.2f} × message_post, an "
        f"agent's: {few[OUT] / few[BASE]:.2f} × (≤ {TARGET})."
    )
    for size, milliseconds in slow.items():
        print(
            f"  After {size:,}: of a hundred webhooks the slowest takes "
            f"{milliseconds:.0f} ms while {WORKERS} workers are busy (< 1000)."
        )


def _heading(size, callers):
    who = "1 caller" if callers == 1 else f"{callers} callers"
    return who if size == FEW else f"{who}, {size:,}"


def _growth(taken, kind):
    few, many = taken[FEW, 1], taken[MANY, 1]
    return f"{many[kind] / few[kind]:.2f}" if kind in many else "–"


def _times(kinds, kind):
    return f"{kinds[kind] / kinds[BASE]:.2f}" if kind in kinds else "–"


def _faster(rates, callers):
    ours, theirs = rates
    return f"{ours / theirs:.1f}" if callers == 1 else "–"
