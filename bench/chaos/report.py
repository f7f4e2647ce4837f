"""What happened, and whether anything is missing."""

from sandbox.launcher.console import say

from .verdict import Verdict, shown


def show(run, verdict: Verdict) -> None:
    """Print the counts of a run and its complaints."""
    customers = run.customers
    unclear = sum(len(one.unclear) for one in customers)
    acknowledged = sum(len(one.acknowledged) for one in customers)
    _table(
        f"{run.seconds:.0f} s of traffic, {len(customers)} customers, seed "
        f"{run.options.seed}",
        {
            "customers' messages": sum(one.written for one in customers),
            "agents' messages, acknowledged": acknowledged,
            "agents' messages, no answer": unclear,
            "late ones, by sweep": run.late,
        },
    )
    _table("Killed and started again", run.disasters.counts)
    _table("Twilio's faults, in calls", run.weather.hits)
    _table("Compared", verdict.counts)
    if verdict.complaints:
        say(f"\n{len(verdict.complaints)} COMPLAINTS\n{shown(verdict.complaints)}\n")
    else:
        say("\nNothing is lost, nothing is twice, nothing is out of order.\n")


def _table(title, counts):
    say(f"\n{title}")
    width = max(map(len, counts), default=0)
    for name, count in sorted(counts.items()):
        say(f"  {name:{width}}  {count:>7,}")
