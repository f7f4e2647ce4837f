"""Until when one may write: seen to the second, by the server's clock."""

import re

from playwright.sync_api import expect

from .composer import Composer, color_of

HOUR = 3600
_WRONG_CLOCK = """
    const now = Date.now;
    Date.now = () => now() + 5 * 3600 * 1000;
"""


def test_an_untouched_page_closes_by_itself_and_reopens_with_the_customers_message(
    desk, settings, open_composer, open_phone
):
    sofia = desk.new_conversation(name="Sofia Untouched")
    phone = open_phone(sofia)
    marc, composer = open_composer("marc", sofia)
    settings.close_in(sofia, 4)
    expect(composer.pill).to_have_text(re.compile(r"^\d s$"))
    requests = []
    marc.page.on("request", lambda request: requests.append(request.url))
    composer.is_closed("Session expired")
    assert settings.has_closed(sofia)
    asked = [url for url in requests if "whatsapp" in url]
    assert asked == [], "The page asked somebody whether it is over."
    phone.write("Are you still there?")
    marc.shows("Are you still there?")
    composer.is_open()
    assert marc.is_same_page


def test_a_countdown_says_how_long_quiet_then_amber_then_red(
    desk, settings, open_composer, pictures
):
    sofia = desk.new_conversation(name="Sofia Counted")
    marc, composer = open_composer("marc", sofia)
    colors = []
    for seconds, text, alarm in (
        (3.2 * HOUR, "3 h 12 min", ""),
        (1.5 * HOUR, "1 h 30 min", "amber"),
        (10 * 60, "10 min", "red"),
    ):
        settings.close_in(sofia, seconds - 5)
        expect(composer.pill).to_have_text(text)
        assert (composer.pill.get_attribute("data-alarm") or "") == alarm
        expect(composer.closing).to_have_text([f"Closes in {text}"] if alarm else [])
        colors.append(color_of(composer.pill, "backgroundColor"))
        marc.picture(pictures / "composer" / f"countdown-{alarm or 'quiet'}.png")
    assert len(set(colors)) == 3


def test_the_servers_time_counts_where_the_computers_clock_is_wrong(
    desk, settings, windows, open_as
):
    sofia = desk.new_conversation(name="Sofia Elsewhen")
    settings.close_in(sofia, 1.5 * HOUR - 5)
    path = f"/odoo/discuss?active_id=discuss.channel_{sofia.conversation['channel_id']}"
    marc = open_as("marc", path=path, init_script=_WRONG_CLOCK)
    composer = Composer(marc.page, marc.page.locator(".o-mail-Discuss"))
    expect(composer.pill).to_have_text("1 h 30 min")
    composer.is_open()
    windows.close_page(marc.page)
