"""Real servers and a real browser for every test here."""

import pytest

from sandbox.launcher.stack import Stack

from . import browser, composer, figures, phone_alone, reply_settings
from .desk import Desk
from .server_log import ServerLog

chromium, pictures = browser.chromium, browser.pictures
all_windows, windows = browser.all_windows, browser.windows
open_as, open_phone = browser.open_as, browser.open_phone
open_composer, settings = composer.open_composer, reply_settings.settings
phone = phone_alone.phone
pytest_runtest_makereport = browser.pytest_runtest_makereport
pytest_terminal_summary = figures.pytest_terminal_summary
figures = figures.figures


@pytest.fixture(scope="session")
def stack():
    """Odoo, its database and a local Twilio, one for all; each test has customers
    of its own, and leaves everything running.
    """
    with Stack.cloned("e2e") as running:
        yield running


@pytest.fixture(scope="session")
def shared_desk(stack):
    desk = Desk(stack)
    # From its first run on the worker is known to be alive.
    desk.new_conversation()
    return desk


@pytest.fixture
def desk(shared_desk):
    yield shared_desk
    shared_desk.have_a_good_day()


@pytest.fixture
def log(stack):
    return ServerLog(stack.odoo)
