"""Ours, Odoo's own message_post and OCA's Telegram gateway, over HTTP, side by side.

OCA's gateway does all its work within the call; ours keeps the message within the
call, and a worker brings it into Discuss: "in, all of it" is the call and the work.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import requests

from .gateway import Gateway
from .people import Group, People
from .site import Site
from .table import Table

CALLS, WARM_UP = 160, 16
CALLERS = (1, 8)
CONVERSATIONS = 16
BASE = "Odoo's message_post by RPC"
IN_CALL, IN_ALL = "Ours, in: the webhook", "Ours, in, all of it"
OUT = "Ours, out: an agent's post by RPC"
OCA = "OCA mail_gateway_telegram, in"


def main() -> None:
    """Print milliseconds for each message, and ratios to Odoo's own message_post."""
    with Gateway() as gateway, Site("compare").start() as site, site.odoo() as env:
        rounds = Rounds(site, env, gateway)
        for work in rounds.works.values():
            work(WARM_UP, 1)
        measured = {
            callers: {
                name: figure
                for work in rounds.works.values()
                for name, figure in work(CALLS, callers).items()
            }
            for callers in CALLERS
        }
        gateway.check(WARM_UP + CALLS * len(CALLERS))
    _show(measured)


class Rounds:
    """One kind of message each, so many times, by so many callers at once."""

    def __init__(self, site: Site, env, gateway: Gateway):
        self.site, self.gateway = site, gateway
        self.people = People(site, env)
        self.known = [self.people.meet() for _number in range(CONVERSATIONS)]
        self.groups = [Group(one).channel.id for one in self.known]
        self.channels = [one.channel_id for one in self.known]
        env.cr.commit()
        self.works = {
            BASE: self.odoo_posts,
            IN_CALL: self.customers_write,
            OUT: self.agents_answer,
            OCA: self.telegram_calls,
        }

    def odoo_posts(self, count, callers):
        return {BASE: self._posted(self.groups, count, callers)}

    def agents_answer(self, count, callers):
        return {OUT: self._posted(self.channels, count, callers)}

    def customers_write(self, count, callers):
        customers = [one.customer for one in self.known]
        calls = [
            self.site.webhook.genuine(customers[number % CONVERSATIONS])
            for number in range(count)
        ]
        called = _timed(callers, [(_send, call) for call in calls])
        begin = time.perf_counter()
        for _call in calls:
            self.people.worker.receive_one()
        work = (time.perf_counter() - begin) * 1000 / count
        each, slow = called
        return {IN_CALL: called, IN_ALL: (each + work, slow)}

    def telegram_calls(self, count, callers):
        calls = [
            self.gateway.call(number % CONVERSATIONS + 1) for number in range(count)
        ]
        return {OCA: _timed(callers, [(_send, call) for call in calls])}

    def _posted(self, channels, count, callers):
        post, text = self.site.marc.post_message, "It left this morning."
        calls = [(post, channels[one % CONVERSATIONS], text) for one in range(count)]
        return _timed(callers, calls)


def _send(call):
    with requests.Session() as session:
        session.trust_env = False
        session.send(call, timeout=60).raise_for_status()


def _timed(callers, calls):
    """Milliseconds for each call while so many are made at a time; and the 99 %."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        times = sorted(pool.map(_one, calls))
    each = (time.perf_counter() - begin) * 1000 / len(calls)
    return each, times[int(len(times) * 0.99)] * 1000


def _one(call):
    begin, (function, *arguments) = time.perf_counter(), call
    function(*arguments)
    return time.perf_counter() - begin


def _show(measured):
    columns = []
    for callers in CALLERS:
        columns += [f"{callers} at a time: ms", "99 %", "×"]
    title = f"One message over HTTP: the mean of {CALLS}, and the slowest of a hundred"
    table = Table(title, columns)
    for name in measured[1]:
        cells = []
        for callers in CALLERS:
            (each, slow), base = measured[callers][name], measured[callers][BASE][0]
            cells += [each, slow, f"{each / base:.2f}"]
        table.add(name, "", cells)
    table.show()
    print("  × : times Odoo's own message_post with as many callers")
