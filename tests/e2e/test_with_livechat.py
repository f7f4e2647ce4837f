"""The banner stands where the composer was with Live Chat installed, too.

Live Chat replaces the same parts of Discuss; who comes first depends on the order
of the two modules, so both orders are tried.
"""

import pytest

from .composer import Composer
from .other_odoo import change_module, open_discuss, other_desk
from .reply_settings import ReplySettings
from .sql import query
from .test_screens import CONVERSATIONS


@pytest.fixture(scope="module")
def desk():
    with other_desk("livechat") as desk:
        change_module(desk, "im_livechat", "button_immediate_install")
        yield desk


@pytest.mark.parametrize("sequence", (1, 999), ids=("first", "last"))
def test_every_screen_closes_and_reopens_beside_live_chat(
    desk, windows, pictures, sequence
):
    query(
        desk.database,
        "UPDATE ir_module_module SET sequence = %(sequence)s "
        "WHERE name = 'whatsapp_twilio'",
        sequence=sequence,
    )
    desk.stack.odoo.restart()
    sofia = desk.new_conversation(name=f"Sofia Beside {sequence}")
    marc = open_discuss(windows, desk, "marc")
    marc.open(sofia)
    other = open_discuss(windows, desk, "marc", CONVERSATIONS)
    other.open_systray().filter(has_text=sofia.name).first.click()
    window = other.page.locator(".o-mail-ChatWindow", has_text=sofia.name)
    composers = [
        Composer(marc.page, marc.page.locator(".o-mail-Discuss")),
        Composer(other.page, window),
    ]
    settings = ReplySettings(desk)
    for composer in composers:
        composer.is_open()
    settings.change("brand_northwind", active=False)
    for composer in composers:
        composer.is_closed("Session ended")
        composer.try_all_keys("Intruder")
    marc.picture(pictures / "composer" / f"livechat-{sequence}.png")
    settings.put_back()
    for composer in composers:
        composer.is_open()
    marc.answer("Here we are")
    marc.shows("Here we are")
    desk.wait_until_sent_once(sofia, "Here we are")
    for page in (marc.page, other.page):
        windows.close_page(page)
