"""An Odoo of its own for a test that installs or uninstalls something."""

from contextlib import contextmanager

from sandbox.launcher.stack import Stack

from .desk import Desk
from .discuss import Discuss


@contextmanager
def other_desk(name):
    """A desk on a fresh database that no other test sees."""
    with Stack.cloned(name) as stack:
        yield Desk(stack)


def change_module(desk, name, button):
    """Push a button of a module under Apps, as an administrator does."""
    admin = desk.session("admin")
    [module] = admin.call("ir.module.module", "search", [("name", "=", name)])
    admin.call("ir.module.module", button, [module])


def open_discuss(windows, desk, login, path="/odoo/discuss"):
    """Discuss in a new page of a user of that desk; close it with its desk."""
    session = desk.session(login)
    page, _is_new = windows.page((login, session.url, path))
    page.context.add_cookies(
        [{"name": "session_id", "value": session.session_id, "url": session.url}]
    )
    page.goto(session.url + path)
    return Discuss(page)
