"""Where the composer was, agents read why they may not write, and what ends it."""

import re
from dataclasses import dataclass
from typing import Callable

import pytest
from playwright.sync_api import expect

from sandbox.launcher.problem import Problem

from .browser import MOBILE
from .composer import Composer
from .reply_settings import ReplySettings
from .test_screens import CONVERSATIONS

HOUR = 3600
CONVERSATION = "whatsapp.twilio.conversation"
TYPED = "Half a thought"


@pytest.fixture
def settings(desk):
    settings = ReplySettings(desk)
    yield settings
    settings.put_back()


@pytest.fixture
def open_composer(open_as, settings):
    """`open_composer("marc", customer)`: the conversation in the user's Discuss."""

    def open_discuss(login, customer):
        person = open_as(login)
        person.open(customer)
        return person, Composer(person.page, person.page.locator(".o-mail-Discuss"))

    return open_discuss


# --- Each state, on each screen -------------------------------------------------------


def _customer_stops(settings, customer):
    """WhatsApp answers the next message with: this customer opted out."""
    desk = customer.desk
    desk.have_a_bad_day(fail_with=21610)
    desk.ledger.wait_for(desk.answer(customer, "Anything else?"), "failed")
    desk.have_a_good_day()


@dataclass
class Closed:
    """A row of the table: what closes a conversation, and what people then read."""

    close: Callable
    title: str
    sentence: str
    refusal: str
    customer_reopens: bool = False


TABLE = {
    "session_expired": Closed(
        lambda settings, customer: settings.close_in(customer, -HOUR),
        "Session expired",
        r"^The customer last wrote yesterday at .+ WhatsApp lets you restart with an "
        r"approved template\.$",
        "Session expired",
        customer_reopens=True,
    ),
    "never_wrote": Closed(
        lambda settings, customer: settings.let_never_have_written(customer),
        "No session yet",
        "^Start with an approved template; free text works once the customer answers",
        "Session expired",
        customer_reopens=True,
    ),
    "brand_inactive": Closed(
        lambda settings, customer: settings.change("brand_northwind", active=False),
        "Session ended",
        r"^The brand Northwind Outdoor is inactive\.$",
        "the conversation's brand is inactive",
    ),
    "brand_mismatch": Closed(
        lambda settings, customer: settings.change(
            "sender_northwind", brand_id=settings.id("brand_alpine")
        ),
        "Session ended",
        r"^\+14155550100 now speaks for Alpine Coffee; this conversation belongs to "
        r"Northwind Outdoor\.$",
        "this number now speaks for another brand",
    ),
    "account_deactivated": Closed(
        lambda settings, customer: settings.change("account_demo", active=False),
        "Account deactivated",
        r"^Demo Twilio account is deactivated\.$",
        "Account deactivated",
    ),
    "sender_deactivated": Closed(
        lambda settings, customer: settings.change("sender_northwind", active=False),
        "Account deactivated",
        r"^\+14155550100 is deactivated\.$",
        "Account deactivated",
    ),
    "integration_removed": Closed(
        lambda settings, customer: settings.switch(False),
        "Integration removed",
        r"^You can read the history and the contact, but not send or receive\.$",
        "Integration removed",
    ),
    "opted_out": Closed(
        _customer_stops,
        "Customer opted out",
        r"^Alexandrina .+ asked on \d{4}-\d\d-\d\d not to be written to\.$",
        "Customer opted out",
        customer_reopens=True,
    ),
}


@pytest.fixture(scope="module")
def alexandrina(shared_desk):
    return shared_desk.new_conversation(
        "Hi! My tent arrived today, but one pole is missing.",
        name="Alexandrina Oosterhuis-van den Heuvel",
    )


@pytest.fixture
def screens(open_composer, open_as, alexandrina):
    """The conversation of one customer on three screens of marc."""
    marc, discuss = open_composer("marc", alexandrina)
    phone = open_as("marc", viewport=MOBILE, has_touch=True, is_mobile=True)
    other = open_as("marc", path=CONVERSATIONS)
    return {
        "discuss": (marc, discuss),
        "mobile": (phone, _on_mobile(phone, alexandrina)),
        "window": (other, _in_chat_window(other, alexandrina)),
    }


def _on_mobile(phone, customer):
    page = phone.page
    if page.locator(".o-mail-ChatWindow").count():
        return Composer(page, page.locator(".o-mail-ChatWindow"))
    page.locator(".o-mail-MessagingMenu-tab", has_text="WhatsApp").click()
    page.locator(".o-mail-NotificationItem").filter(has_text=customer.name).click()
    return Composer(page, page.locator(".o-mail-ChatWindow"))


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


# --- Time -----------------------------------------------------------------------------


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
    assert requests == [], "The page asked somebody whether it is over."
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
        colors.append(_color(composer.pill, "backgroundColor"))
        marc.picture(pictures / "composer" / f"countdown-{alarm or 'quiet'}.png")
    assert len(set(colors)) == 3


def test_the_servers_time_counts_where_the_computers_clock_is_wrong(
    desk, settings, open_as
):
    sofia = desk.new_conversation(name="Sofia Elsewhen")
    settings.close_in(sofia, 1.5 * HOUR - 5)
    path = f"/odoo/discuss?active_id=discuss.channel_{sofia.conversation['channel_id']}"
    marc = open_as("marc", path=path, init_script=_WRONG_CLOCK)
    composer = Composer(marc.page, marc.page.locator(".o-mail-Discuss"))
    expect(composer.pill).to_have_text("1 h 30 min")
    composer.is_open()


_WRONG_CLOCK = """
    const now = Date.now;
    Date.now = () => now() + 5 * 3600 * 1000;
"""


def _color(locator, name):
    return locator.evaluate(f"element => getComputedStyle(element).{name}")


# --- The text that was typed ----------------------------------------------------------


def test_a_kept_text_is_sent_once_by_the_customers_answer_and_colleagues_see_it_wait(
    desk, settings, open_composer, open_phone, pictures
):
    sofia = desk.new_conversation(name="Sofia Kept")
    phone = open_phone(sofia)
    marc, composer = open_composer("marc", sofia)
    lena, lenas = open_composer("lena", sofia)
    composer.input.fill("Your pole left today")
    settings.close_in(sofia, -60)
    expect(composer.banner).to_contain_text("Your text is kept.")
    marc.picture(pictures / "composer" / "kept-offer.png")
    composer.keep_text()
    for kept in (composer.kept, lenas.kept):
        expect(kept).to_contain_text("Waits for Sofia Kept's answer")
        expect(kept).to_contain_text("Your pole left today")
    expect(lenas.kept).to_contain_text("left by Marc")
    lena.picture(pictures / "composer" / "kept-colleague.png")
    assert not sofia.has_been_sent("Your pole left today")
    phone.write("Hello?")
    phone.shows("Your pole left today")
    for composer_ in (composer, lenas):
        composer_.is_open()
        expect(composer_.kept).to_have_count(0)
        expect(composer_.input).to_have_value("")
    phone.write("Thanks!")
    marc.shows("Thanks!")
    desk.wait_until_sent_once(sofia, "Your pole left today")
    assert marc.is_same_page and lena.is_same_page


def test_a_kept_text_is_taken_back_into_the_composer_and_then_not_sent(
    desk, settings, open_composer
):
    sofia = desk.new_conversation(name="Sofia Undone")
    _marc, composer = open_composer("marc", sofia)
    composer.input.fill("Never mind")
    settings.close_in(sofia, -60)
    composer.keep_text()
    composer.undo()
    expect(composer.banner).to_contain_text("Your text is kept.")
    expect(composer.kept).to_have_count(0)
    sofia.writes("Hello?")
    composer.is_open()
    expect(composer.input).to_have_value("Never mind")
    assert desk.ledger.outbound(sofia) == []


# --- Rights ---------------------------------------------------------------------------


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


# --- Internal notes -------------------------------------------------------------------


def test_a_note_in_a_closed_conversation_is_amber_and_stays_in_odoo(
    desk, settings, open_composer, pictures
):
    sofia = desk.new_conversation("Hi", name="Sofia Noted")
    marc, composer = open_composer("marc", sofia)
    settings.close_in(sofia, -60)
    composer.write_note("She is a friend of the boss")
    note = marc.bubble("She is a friend of the boss")
    expect(note).to_contain_text("Internal note")
    bubble = ".o-mail-Message-bubble"
    colors = {
        _color(marc.bubble(text).locator(bubble), "backgroundColor")
        for text in ("Hi", "She is a friend of the boss")
    }
    assert len(colors) == 2
    marc.picture(pictures / "composer" / "note.png")
    composer.amber.get_by_text("Back").click()
    composer.is_closed("Session expired")
    _post_note(desk, sofia, "And pays late")
    marc.shows("And pays late")
    assert desk.ledger.outbound(sofia) == []
    sofia.writes("Hello?")
    composer.is_open()
    desk.ledger.wait_for(desk.answer(sofia, "Here I am"), "delivered")
    sent = desk.twilio.control(
        "GET", f"messages?customer={sofia.number}&direction=outbound-api"
    )
    assert [message["body"] for message in sent] == ["Here I am"]


def _post_note(desk, customer, body):
    desk.session("lena").rpc(
        "/mail/message/post",
        thread_model="discuss.channel",
        thread_id=customer.conversation["channel_id"],
        post_data={
            "body": body,
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_note",
        },
    )
