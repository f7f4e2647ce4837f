"""Traffic and disasters, then peace, the sweep, and the comparison of the records."""

import time
from contextlib import ExitStack, suppress
from pathlib import Path

from sandbox.launcher.console import say, step
from sandbox.launcher.paths import site
from sandbox.launcher.problem import Problem
from sandbox.launcher.waiting import wait_until

from . import records
from .cluster import own_cluster
from .customers import crowd
from .disasters import Disasters
from .fleet import Fleet
from .options import Options
from .report import show
from .traffic import Traffic
from .verdict import Verdict, judge
from .weather import Weather

DATABASE = "whatsapp_twilio_chaos"
_ACCOUNT = "whatsapp.twilio.account"
_PATIENT = "UPDATE whatsapp_twilio_account SET sweep_grace = %(seconds)s"
# Seconds within which everything must have come to rest. A message whose request was
# not answered alone may wait for half a minute, several times.
_PATIENCE = 300
_LOOK = 0.5


def chaos(options: Options, folder: Path | None = None) -> Verdict:
    """Run it all; print what happened; return the verdict."""
    say(f"\n  {options}")
    with ExitStack() as stack:
        folder = folder or site("chaos")
        cluster = stack.enter_context(own_cluster(folder, DATABASE))
        fleet = stack.enter_context(Fleet(folder, DATABASE))
        run = Run(fleet, cluster, options)
        run.open()
        run.storm()
        run.come_to_rest()
        verdict = run.sweep()
        show(run, verdict)
    return verdict


class Run:
    """One run, and what is known of it."""

    def __init__(self, fleet, cluster, options: Options):
        self.fleet, self.options = fleet, options
        self.customers = crowd(options.customers)
        self.traffic = Traffic(fleet, self.customers, options)
        self.weather = Weather(fleet.twilio, options.seed)
        self.disasters = Disasters(fleet, cluster, options)
        self.late, self.seconds, self.calm_since = 0, 0.0, 0.0

    def open(self) -> None:
        records.rows(self.fleet.database, _PATIENT, seconds=self.options.grace)
        with step("Everybody's first message"):
            self.traffic.open()
            self._wait(self.traffic.know_channels, "they are in Discuss")

    def storm(self) -> None:
        begin = time.monotonic()
        with step(f"{self.options.minutes:g} minutes of storm"):
            self.traffic.start()
            self.weather.start()
            self.disasters.strike()
        with step("The storm is over: what is in flight comes to its end"):
            self.weather.stop()
            self._wait(lambda: all(map(_answers, self.fleet.web)), "Odoo answers")
            self.traffic.stop()
        self.calm_since = time.monotonic()
        self.seconds = self.calm_since - begin

    def come_to_rest(self) -> None:
        with step("Nothing is under way any more"):
            self._wait(self._is_quiet, "nothing is under way")
            self._wait(self._is_old, "the last webhook cannot be on its way")

    def sweep(self) -> Verdict:
        """Have Twilio's list compared, until the records agree or patience ends."""
        with step("The sweep"):
            admin = self.fleet.web[0].login("admin")
            admin.call(_ACCOUNT, "action_sweep", admin.call(_ACCOUNT, "search", []))
            self.wait_for_agreement()
        self.late = records.imported(self.fleet.database)
        return self.judge()

    def wait_for_agreement(self) -> None:
        """Until the records agree or patience ends; the verdict tells what is wrong."""
        with suppress(Problem):
            self._wait(lambda: not self.judge().complaints, "the records agree")

    def judge(self) -> Verdict:
        database = self.fleet.database
        return judge(
            self.customers,
            records.at_twilio(self.fleet.twilio),
            records.in_discuss(database),
            records.in_ledger(database),
        )

    def _is_quiet(self):
        return not records.under_way(self.fleet.database)

    def _is_old(self):
        # Twilio tells whole seconds, and so does Odoo.
        return time.monotonic() > self.calm_since + self.options.grace + 2

    def _wait(self, condition, what):
        """Wait, with everything running, and nobody asleep for a whole minute."""

        def cared_for():
            self.disasters.mend()
            records.wake_workers(self.fleet.database)
            time.sleep(_LOOK)
            return condition()

        wait_until(cared_for, what, timeout=_PATIENCE)


def _answers(server):
    return server.running and server.answers()
