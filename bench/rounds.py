"""Messages over HTTP, in and out, so many times by so many callers at once.

Both are reached from outside: Odoo's own `message_post` by RPC, ours by Twilio's
webhook. OCA's gateway does all its work within the call; ours keeps the message within
the call, and a worker brings it into Discuss. Behind one caller its time is added, as
if there were one process for both; with eight it works beside, as Odoo has it: one
process, for Odoo runs no scheduled action twice at a time.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import requests

from .drain import Drain
from .gateway import Gateway
from .past import LivedIn
from .people import Group

# Messages of one round, of different conversations.
CALLS = 16
# Calls by which a worker has something to do, and calls that come meanwhile.
BACKLOG, MEANWHILE = 400, 160
CALLERS, WORKERS = (1, 8), 2
IN_PROCESS = "Odoo's message_post, within its process"
BASE = "Odoo's message_post by RPC"
IN_CALL = "In: the webhook alone"
IN_ALL = "In: until it is in Discuss (1: and then the worker; 8: beside it)"
OUT = "Out: an agent posts by RPC"
OCA = "OCA's mail_gateway_telegram, in"


class Rounds:
    """On one site; each kind gives milliseconds for each message."""

    def __init__(self, home: LivedIn, drain: Drain, gateway: Gateway | None):
        self.site, self.people, self.drain = home.site, home.people, drain
        self.gateway, self.oca_calls = gateway, 0
        asking, answered = ([self.people.meet() for _ in range(CALLS)] for _ in "12")
        groups = [Group(one) for one in asking]
        self.group = groups[0]
        self.customers = [one.customer for one in asking]
        self.groups = [one.channel.id for one in groups]
        self.channels = [one.channel_id for one in answered]
        self.works = [self.odoo_posts, self.customers_write, self.agents_answer]
        self.works += [self.telegram_calls] if gateway else []
        home.env.cr.commit()

    def odoo_posts(self, callers: int) -> dict[str, float]:
        by_rpc = {BASE: self._posted(self.groups, callers)}
        return by_rpc if callers > 1 else {IN_PROCESS: self._inside(), **by_rpc}

    def agents_answer(self, callers):
        return {OUT: self._posted(self.channels, callers)}

    def customers_write(self, callers):
        calls = self._calls(CALLS)
        begin = time.perf_counter()
        if callers > 1:
            self.drain.begin(1)
        called = _each(_timed(callers, calls))
        if callers == 1:
            self.drain.begin(1)
        self.drain.finish()
        done = (time.perf_counter() - begin) * 1000 / CALLS
        return {IN_CALL: called, IN_ALL: done}

    def telegram_calls(self, callers):
        self.oca_calls += CALLS
        calls = [(_send, self.gateway.call(chat + 1)) for chat in range(CALLS)]
        return {OCA: _each(_timed(callers, calls))}

    def slow_webhook(self, callers: int) -> float:
        """The slowest of a hundred webhooks while all workers are at work, in ms."""
        _timed(callers, self._calls(BACKLOG))
        calls = self._calls(MEANWHILE)
        self.drain.begin(WORKERS)
        _seconds, times = _timed(callers, calls)
        if not self._waiting():
            raise AssertionError(
                "the workers were done before the calls: raise BACKLOG"
            )
        self.drain.finish()
        return times[int(len(times) * 0.99)] * 1000

    def _waiting(self):
        ledger = self.people.env["whatsapp.twilio.message"]
        waiting = ledger.search_count([("state", "=", "received")])
        self.people.env.cr.commit()
        return waiting

    def _calls(self, count):
        return [
            (_send, self.site.webhook.genuine(self.customers[number % CALLS]))
            for number in range(count)
        ]

    def _posted(self, channels, callers):
        post, text = self.site.marc.post_message, "It left this morning."
        return _each(_timed(callers, [(post, channel, text) for channel in channels]))

    def _inside(self):
        return _each(_timed(1, [(self.group.hear_from_outside,)] * CALLS))


def _send(call):
    with requests.Session() as session:
        session.trust_env = False
        session.send(call, timeout=60).raise_for_status()


def _timed(callers, calls):
    """Seconds for all, while so many are made at a time; and for each, sorted."""
    begin = time.perf_counter()
    if callers == 1:
        times = [_one(call) for call in calls]
    else:
        with ThreadPoolExecutor(callers) as pool:
            times = list(pool.map(_one, calls))
    return time.perf_counter() - begin, sorted(times)


def _each(timed):
    seconds, times = timed
    return seconds * 1000 / len(times)


def _one(call):
    begin, (function, *arguments) = time.perf_counter(), call
    function(*arguments)
    return time.perf_counter() - begin
