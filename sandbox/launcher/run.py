"""`make run`: everything up, one conversation played, until Ctrl-C."""

import signal
import time
from contextlib import ExitStack

import psutil

from . import conversation, odoo_source, ports
from . import database as db
from .console import say, step
from .installation import ensure_database
from .locks import exclusive_lock
from .paths import site
from .postgres import server as postgres_server
from .stack import Stack

_DATABASE = "whatsapp_twilio"
_READY = """
Ready after {seconds:.0f} s.

  Odoo       {odoo}    log in as marc, lena or aya (agents) or admin;
                                      every password is the login
  Web phone  {phone}    write to a business as one of its customers
  Logs       {logs}

Ctrl-C stops everything.
"""


def main(_command, _arguments) -> None:
    """Stay up until Ctrl-C or SIGTERM; leave no process behind."""
    folder = site("run")
    odoo_port, twilio_port = ports.for_run()
    with ExitStack() as undo:
        undo.enter_context(exclusive_lock(folder, "make run"))
        postgres = postgres_server(folder)
        undo.callback(postgres.stop)
        with step("Starting PostgreSQL"):
            postgres.start()
        fresh = db.fingerprint(_DATABASE) is None
        ensure_database(odoo_source.find(), _DATABASE, folder)
        stack = Stack(folder, _DATABASE, odoo_port=odoo_port, twilio_port=twilio_port)
        if fresh:
            stack.twilio.state.unlink(missing_ok=True)
        undo.callback(stack.stop)
        undo.callback(_stopping)
        _start(stack)
        _say_ready(stack, folder)
        _stay_up([postgres, *stack.servers, stack.twilio])


def _start(stack):
    with step("Starting the local Twilio and Odoo", stack.odoo.log):
        stack.start()
    with step("Playing a short conversation"):
        conversation.play(stack)
        stack.fetch_templates()
    with step("Loading Discuss"):
        stack.odoo.login("marc").warm_up()


def _say_ready(stack, folder):
    say(
        _READY.format(
            # The process that has prepared the cache is this very process.
            seconds=time.time() - psutil.Process().create_time(),
            odoo=f"http://localhost:{stack.odoo.port}",
            phone=f"http://localhost:{stack.twilio.port}",
            logs=folder / "logs",
        )
    )


def _stay_up(processes):
    """Until somebody asks us to leave, or until one of the processes has ended."""
    try:
        while True:
            for process in processes:
                process.check_running()
            time.sleep(0.5)
    except (KeyboardInterrupt, SystemExit):
        return


def _stopping():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("\nStopping …")
