"""Receive workers in processes of their own, as cron workers are."""

import logging
import multiprocessing
from contextlib import suppress

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from .site import Site
from .worker import Worker

# Seconds between two looks for work.
_LOOK = 0.002


class Drain:
    """`with Drain(site, 2) as drain:` has two processes ready to work."""

    def __init__(self, site: Site, count: int):
        spawn = multiprocessing.get_context("spawn")
        self._pipes = []
        for _number in range(count):
            ours, theirs = spawn.Pipe()
            arguments = str(site.server.conf), site.database, theirs
            spawn.Process(target=_work, args=arguments, daemon=True).start()
            theirs.close()
            self._pipes.append(ours)

    def __enter__(self) -> "Drain":
        for pipe in self._pipes:
            pipe.recv()
        return self

    def __exit__(self, *_error) -> None:
        for pipe in self._pipes:
            pipe.close()

    def begin(self, workers: int) -> None:
        """Have so many of them work on whatever comes."""
        self._busy = self._pipes[:workers]
        for pipe in self._busy:
            pipe.send("begin")

    def finish(self) -> None:
        """Nothing more comes: wait until all is done."""
        for pipe in self._busy:
            pipe.send("finish")
        for pipe in self._busy:
            pipe.recv()


def _work(conf, database, pipe):
    # Two that want the same row: one comes again, as in every worker.
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
    config.parse_config(["-c", conf], setup_logging=False)
    with Registry(database).cursor() as cr:
        worker = Worker(database, api.Environment(cr, SUPERUSER_ID, {}))
        pipe.send("ready")
        with suppress(EOFError):  # the bench is over
            while pipe.recv():
                while not pipe.poll(_LOOK):
                    worker.receive_all()
                pipe.recv()
                worker.receive_all()
                pipe.send("done")
