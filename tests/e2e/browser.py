"""Chromium, with the windows of agents and customers; pictures when a test fails."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from .discuss import Discuss
from .phone import Phone

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
MOBILE = {"width": 390, "height": 844}


class Windows:
    """Browser windows that stay open from test to test, as people leave theirs."""

    def __init__(self, chromium):
        self._chromium, self._pages, self.mistakes = chromium, {}, []

    def page(self, key, **options):
        """The page that is open for ``key``, or a new one; and whether it is new."""
        if key in self._pages:
            return self._pages[key], False
        script = options.pop("init_script", "")
        context = self._chromium.new_context(**{"viewport": DESKTOP, **options})
        context.add_init_script(script)
        context.set_default_timeout(15_000)
        page = self._pages[key] = context.new_page()
        page.on("pageerror", lambda error: self.mistakes.append(error.stack))
        page.on("dialog", self._note_dialog)
        return page, True

    def _note_dialog(self, dialog):
        self.mistakes.append(f"A dialog came up: {dialog.message}")
        dialog.dismiss()

    def photograph(self, folder):
        for key, page in self._pages.items():
            page.screenshot(path=folder / f"{key[0]}.png")

    def close_page(self, page):
        """Close a page that others would not find as they left it."""
        for key in [key for key, known in self._pages.items() if known is page]:
            self._pages.pop(key).context.close()

    def close(self):
        while self._pages:
            self._pages.popitem()[1].context.close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(browser_type, *arguments):
    """This machine's Chromium, with further arguments."""
    path = shutil.which("chromium")
    assert path, "There is no chromium on this machine."
    return browser_type.launch(executable_path=path, args=[*_ARGUMENTS, *arguments])


@pytest.fixture(scope="session")
def pictures(stack):
    """Where pictures go: E2E_PICTURES, or a folder of the stack."""
    return Path(os.environ.get("E2E_PICTURES") or stack.folder / "pictures")


@pytest.fixture(scope="session")
def all_windows(chromium):
    windows = Windows(chromium)
    yield windows
    windows.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    item.failed = outcome.get_result().failed or getattr(item, "failed", False)


@pytest.fixture
def windows(all_windows, request, pictures):
    """The windows; a test that breaks a page or fails leaves none open."""
    yield all_windows
    mistakes, all_windows.mistakes = all_windows.mistakes, []
    if mistakes or getattr(request.node, "failed", False):
        all_windows.photograph(pictures / "failed" / request.node.name)
        all_windows.close()
    assert not mistakes, "\n".join(mistakes)


@pytest.fixture
def open_as(windows, desk):
    """`open_as("marc")`: Discuss in the browser of a user who is logged in."""

    def open_page(login, server=None, path="/odoo/discuss", **options):
        session = desk.session(login, server)
        key = login, session.url, path, str(options)
        page, is_new = windows.page(key, **options)
        if is_new:
            cookie = {"name": "session_id", "value": session.session_id}
            page.context.add_cookies([{**cookie, "url": session.url}])
            page.goto(session.url + path)
        return Discuss(page)

    return open_page


@pytest.fixture
def open_phone(windows, desk):
    """`open_phone(customer)`: the web phone in a customer's hand."""

    def open_page(customer, **options):
        page, _is_new = windows.page(("phone", str(options)), **options)
        return Phone(page, desk.twilio.url, customer)

    return open_page
