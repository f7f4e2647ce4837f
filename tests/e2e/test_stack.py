"""What `make run` starts with."""

from playwright.sync_api import expect

from sandbox.launcher import conversation
from sandbox.twilio import demo

ANSWER = "Hello Sofia, of course! A new pole leaves our warehouse today."


def test_the_conversation_that_is_played_for_newcomers_shows_in_marcs_browser(
    stack, open_as
):
    conversation.play(stack)
    marc = open_as("marc")
    _number, name = demo.CUSTOMERS[0]
    marc.page.locator(".o-mail-DiscussSidebarChannel", has_text=name).first.click()
    marc.shows(ANSWER)
    expect(marc.ticks(ANSWER)).to_have_attribute("data-state", "read")
