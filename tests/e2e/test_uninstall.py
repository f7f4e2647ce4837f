"""Uninstalling leaves history and contacts, for nobody who had not seen them."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.problem import Problem

from .other_odoo import change_module, open_discuss, other_desk
from .reply_settings import ReplySettings
from .sql import query

CHANNEL = "discuss.channel"
AGENTS = "nina", "omar"


@pytest.fixture
def desk():
    """With agents of its own: the demo's are uninstalled with the addon."""
    with other_desk("uninstall") as desk:
        admin = desk.session("admin")
        agents = [
            admin.call(
                "res.users",
                "create",
                {"name": name.title(), "login": name, "password": name},
            )
            for name in AGENTS
        ]
        settings = ReplySettings(desk)
        group = {"user_ids": [[4, agent] for agent in agents]}
        settings.change("group_whatsapp_agent", **group)
        settings.change("brand_northwind", agent_ids=[[6, 0, agents]])
        yield desk


def test_uninstalling_leaves_the_history_to_those_who_sat_in_it(desk, windows):
    sofia = desk.new_conversation("My tent is missing a pole.", name="Sofia Staying")
    answer = desk.answer(sofia, "We send one today.", "nina")
    desk.ledger.wait_for(answer, "delivered")
    talk = sofia.conversation
    change_module(desk, "whatsapp_twilio", "button_immediate_uninstall")
    tables = query(
        desk.database,
        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'whatsapp_twilio%%'",
    )
    assert tables == []
    nina = desk.session("nina")
    [contact] = nina.call("res.partner", "read", [talk["partner_id"]], ["name"])
    assert contact["name"] == "Sofia Staying"
    [channel] = nina.call(CHANNEL, "read", [talk["channel_id"]], ["channel_type"])
    assert channel["channel_type"] == "group"
    for outsider in ("omar", "demo"):
        with pytest.raises(Problem, match="(?i)access|permission|allowed"):
            desk.session(outsider).call(CHANNEL, "read", [talk["channel_id"]], ["name"])
    path = f"/odoo/discuss?active_id=discuss.channel_{talk['channel_id']}"
    page = open_discuss(windows, desk, "nina", path).page
    for text in ("My tent is missing a pole.", "We send one today."):
        expect(page.locator(".o-mail-Message", has_text=text)).to_be_visible()
    windows.close_page(page)
