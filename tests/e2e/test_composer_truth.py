"""Where the composer was, agents read why they may not write, and what ends it."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.problem import Problem

from .browser import MOBILE
from .closed_states import TABLE
from .composer import Composer
from .test_screens import CONVERSATIONS

CONVERSATION = "whatsapp.twilio.conversation"
TYPED = "Half a thought"


@pytest.fixture(scope="module")
def alexandrina(shared_desk):
    return shared_desk.new_conversation(
        "Hi! My tent arrived today, but one pole is missing.",
        name="Alexandrina Oosterhuis-van den Heuvel",
    )


@pytest.fixture(scope="module")
def chat_windows(all_windows):
    """The pages with an open chat window, which goes with them in the end."""
    pages = set()
    yield pages
    for page in pages:
        all_windows.close_page(page)


@pytest.fixture
def screens(open_composer, open_as, alexandrina, chat_windows):
    """The conversation of one customer on three screens of marc."""
    marc, discuss = open_composer("marc", alexandrina)
    phone = open_as("marc", viewport=MOBILE, has_touch=True, is_mobile=True)
    other = open_as("marc", path=CONVERSATIONS)
    chat_windows.update({phone.page, other.page})
    return {
        "discuss": (marc, discuss),
        "mobile": (phone, _on_mobile(phone, alexandrina)),
        "window": (other, _in_chat_window(other, alexandrina)),
    }


def _on_mobile(phone, customer):
    page = phone.page
    window = page.locator(".o-mail-ChatWindow", has_text=customer.name)
    if not window.count():
        page.locator(".o-mail-MessagingMenu-tab", has_text="WhatsApp").click()
        page.locator(".o-mail-NotificationItem").filter(has_text=customer.name).click()
    return Composer(page, window)


def _in_chat_window(other, customer):
    window = other.page.locator(".o-mail-ChatWindow", has_text=customer.name)
    if not window.count():
        entries = other.open_systray().filter(has_text=customer.name)
        entries.first.click()
    return Composer(other.page, window)


@pytest.mark.parametrize("name", TABLE)
def test_every_state_has_its_banner_on_every_screen(
    desk, settings, screens, alexandrina, pictures, name
):
    row = TABLE[name]
    for _person, composer in screens.values():
        composer.is_open()
    screens["discuss"][1].input.fill(TYPED)
    queued = len(desk.ledger.outbound(alexandrina))
    row.close(settings, alexandrina)
    queued += name == "opted_out"
    for screen, (person, composer) in screens.items():
        composer.is_closed(row.title, row.sentence)
        person.picture(pictures / "composer" / f"{name}-{screen}.png")
        composer.try_all_keys("Intruder")
    with pytest.raises(Problem, match=row.refusal):
        desk.answer(alexandrina, "Intruder")
    assert len(desk.ledger.outbound(alexandrina)) == queued
    settings.put_back()
    if row.customer_reopens:
        alexandrina.writes("I am back")
    for person, composer in screens.values():
        composer.is_open()
        assert person.is_same_page
    assert screens["discuss"][1].input.input_value() == TYPED
    assert not alexandrina.has_been_sent("Intruder")


def test_switching_whatsapp_off_and_on_is_seen_by_everybody_at_once(
    desk, settings, open_composer
):
    sofia = desk.new_conversation(name="Sofia Switched")
    people = [open_composer(login, sofia) for login in ("marc", "lena")]
    settings.switch(False)
    for _person, composer in people:
        composer.is_closed("Integration removed")
    settings.switch(True)
    for person, composer in people:
        composer.is_open()
        assert person.is_same_page


def test_the_manager_activates_the_brand_and_the_agent_sees_whom_to_ask(
    desk, settings, open_as, open_composer, pictures
):
    sofia = desk.new_conversation(name="Sofia Unbranded")
    path = f"/odoo/discuss?active_id=discuss.channel_{sofia.conversation['channel_id']}"
    aya = open_as("aya", path=path)
    ayas = Composer(aya.page, aya.page.locator(".o-mail-Discuss"))
    lena, lenas = open_composer("lena", sofia)
    ayas.is_open()
    settings.change("brand_northwind", active=False)
    expect(lenas.ask).to_have_text("Ask Aya Tanaka")
    expect(lenas.button).to_have_count(0)
    expect(ayas.button).to_have_text("Activate brand")
    expect(ayas.ask).to_have_count(0)
    aya.picture(pictures / "composer" / "rights-manager.png")
    lena.picture(pictures / "composer" / "rights-agent.png")
    with pytest.raises(Problem, match="You may not do this. Ask .*Aya Tanaka"):
        desk.session("lena").call(
            CONVERSATION, "action_activate_brand", [sofia.conversation["id"]]
        )
    ayas.button.dblclick()
    for person, composer in ((aya, ayas), (lena, lenas)):
        composer.is_open()
        assert person.is_same_page
