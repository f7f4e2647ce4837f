"""Twilio's record beside Odoo's: what was lost, what is twice, what is out of order.

Order is judged by each message's time, then by its number: one whose webhook was lost
comes late, with the sweep, and stands in Odoo under the time at which it was written.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

# Twilio's words for the states of the ledger that are not the same words.
_LEDGER_WORDS = {"accepted": "sending", "queued": "sending"}
_SHOWN = 5


@dataclass
class Verdict:
    """What was compared, and every complaint."""

    counts: Counter = field(default_factory=Counter)
    complaints: list[tuple[str, str]] = field(default_factory=list)

    def compare(self, customer: str, what: str, wanted: list, found: list) -> None:
        """Exactly these texts, in this order."""
        self.counts[what] += len(found)
        if wanted == found:
            return
        lost, twice = _difference(wanted, found), _difference(found, wanted)
        for text in lost:
            self.complain(f"lost, {what}", f"{text} of {customer}")
        for text in twice:
            self.complain(f"too much, {what}", f"{text} of {customer}")
        if not lost and not twice:
            self.complain(f"out of order, {what}", f"{customer} {found}")

    def complain(self, kind: str, detail: str) -> None:
        self.complaints.append((kind, detail))


def judge(customers, twilio: list[dict], discuss: list[dict], ledger: dict) -> Verdict:
    """Compare all conversations.

    :param customers: who has written what, and what was acknowledged to agents
    :param twilio: its messages, in the order in which it took them
    :param discuss: the messages of conversations, oldest id first
    :param ledger: rows by SID
    """
    verdict = Verdict()
    sent = _by_customer(twilio, "body", lambda one: one["direction"] != "inbound")
    said = _by_customer(discuss, "text", lambda one: not one["is_inbound"])
    by_date = sorted(discuss, key=lambda one: (one["date"], one["id"]))
    heard = _by_customer(by_date, "text", lambda one: one["is_inbound"])
    for one in customers:
        wrote = [f"Question {number}" for number in range(1, one.written + 1)]
        verdict.compare(one.number, "customer → Discuss", wrote, heard[one.number])
        posted, reached = said[one.number], sent[one.number]
        verdict.compare(one.number, "Discuss → customer", posted, reached)
        # What Odoo acknowledged, and of what it did not, what it has kept all the same.
        known = set(one.acknowledged) | set(one.unclear) & set(posted)
        answers = [f"Answer {number}" for number in range(1, one.answered + 1)]
        wanted = [text for text in answers if text in known]
        verdict.compare(one.number, "agent → customer", wanted, reached)
    _compare_states(verdict, twilio, ledger)
    return verdict


def _compare_states(verdict, twilio, ledger):
    for message in twilio:
        row = ledger.get(message["sid"])
        if row is None:
            verdict.complain("not in the ledger", message["sid"])
            continue
        verdict.counts["states compared"] += 1
        wanted = _LEDGER_WORDS.get(message["status"], message["status"])
        wanted = "done" if message["direction"] == "inbound" else wanted
        if row["state"] != wanted:
            kind = f"{wanted} at Twilio, {row['state']} in the ledger"
            verdict.complain(kind, message["sid"])


def _by_customer(messages, text, wanted):
    texts = defaultdict(list)
    for message in messages:
        if wanted(message):
            texts[message["customer"]].append(message[text])
    return texts


def _difference(some, others):
    return list((Counter(some) - Counter(others)).elements())


def shown(complaints: list[tuple[str, str]]) -> str:
    """How many of each kind, and the first ones, as lines."""
    kinds = defaultdict(list)
    for kind, detail in complaints:
        kinds[kind].append(detail)
    return "\n".join(
        f"  {len(details)} × {kind}\n      " + "\n      ".join(details[:_SHOWN])
        for kind, details in kinds.items()
    )
