"""Real servers and a real browser for every test here."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from sandbox.launcher.stack import Stack

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def stack(request):
    """Odoo, its database and a local Twilio, fresh for every file of tests."""
    name = request.module.__name__.rpartition(".")[2].removeprefix("test_")
    with Stack.cloned(name) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        options = {"executable_path": shutil.which("chromium"), "args": _ARGUMENTS}
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    item.failed = outcome.get_result().failed or getattr(item, "failed", False)


@pytest.fixture
def open_as(chromium, stack, request):
    """`open_as("marc", "/odoo/discuss")`: a page of a user who is logged in."""
    contexts = []

    def open_page(login, path="/odoo/discuss", server=None, **options):
        server = server or stack.odoo
        context = chromium.new_context(**options)
        contexts.append(context)
        session_id = server.login(login).session_id
        cookie = {"name": "session_id", "value": session_id, "url": server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", _print_errors)
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        if request.node.failed:
            _keep_pictures(context, stack.folder / "pictures" / request.node.name)
        context.close()


def _print_errors(message):
    if message.type == "error":
        print(f"The browser's console says: {message.text}")


def _keep_pictures(context, folder):
    for number, page in enumerate(context.pages, 1):
        path = folder / f"{number}.png"
        page.screenshot(path=path)
        print(f"What the browser showed: {path}")
