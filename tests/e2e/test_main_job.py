"""A customer writes on WhatsApp, an agent answers in Discuss, nobody reloads."""

import re

from playwright.sync_api import expect

from .webhooks import Caller, status_form

HTML = """<b>bold</b> <img src=x onerror="alert('in')"> & "quotes" 2 * 3"""
TWILIO_DOWN = "Twilio or WhatsApp had a problem. Try again."
# What newcomers get; 0.8 s until a message is on the phone.
AS_USUAL = {"sent": 0.3, "delivered": 0.5}


def test_what_a_customer_types_shows_in_the_open_browsers_of_all_agents(
    desk, open_as, open_phone, figures
):
    sofia = desk.new_customer("Sofia Reyes")
    marc, lena, phone = open_as("marc"), open_as("lena"), open_phone(sofia)
    with figures("typed on the phone → in marc's sidebar, new conversation"):
        phone.write("Is the tent waterproof?")
        marc.entry(sofia).wait_for()
    lena.entry(sofia).wait_for()
    marc.open(sofia)
    marc.shows("Is the tent waterproof?")
    assert marc.notices == []
    with figures("typed on the phone → bubble in marc's open conversation"):
        phone.write("And the floor?")
        marc.bubble("And the floor?").wait_for()
    desk.set_delays(**AS_USUAL)
    with figures("sent by marc → on the phone, of which WhatsApp takes 0.8 s"):
        marc.answer("It is, and so is the floor")
        phone.shows("It is, and so is the floor")
    assert marc.is_same_page and lena.is_same_page


def test_the_ticks_of_an_answer_move_by_themselves(desk, stack, open_as):
    sofia = desk.new_conversation("Hi", name="Sofia Answered")
    marc = open_as("marc")
    marc.open(sofia)
    desk.have_a_bad_day(callback_lost=True, api_latency={"value": 1, "next": 1})
    marc.answer("Yes, 3000 mm")
    marc.has_ticks("Yes, 3000 mm", re.compile("queued|sending"))
    desk.wait_until_sent_once(sofia, "Yes, 3000 mm")
    [row] = desk.ledger.outbound(sofia)
    for status in "sent", "delivered", "read":
        form = status_form(row["sid"], status)
        Caller(stack.odoo).post(form, f"status/{row['uuid']}")
        marc.has_ticks("Yes, 3000 mm", status)
    assert marc.is_same_page


def test_who_answers_first_owns_it_and_it_leaves_the_other_sidebars(desk, open_as):
    sofia = desk.new_conversation("Hi", name="Sofia Taken")
    marc, lena = open_as("marc"), open_as("lena")
    expect(lena.entry(sofia)).to_be_visible()
    marc.open(sofia)
    marc.answer("I am on it")
    expect(lena.entry(sofia)).to_have_count(0)
    expect(marc.entry(sofia)).to_be_visible()
    assert lena.is_same_page


def test_a_solved_conversation_comes_back_with_the_customers_next_message(
    desk, open_as
):
    sofia = desk.new_conversation("Hi", name="Sofia Solved")
    marc, lena = open_as("marc"), open_as("lena")
    lena.open(sofia)
    lena.shows("Hi")
    desk.answer(sofia, "Done")
    conversation = sofia.conversation["id"]
    desk.session("marc").call(
        "whatsapp.twilio.conversation", "action_solve", [conversation]
    )
    expect(marc.entry(sofia)).to_have_count(0)
    sofia.writes("One more thing")
    expect(marc.entry(sofia)).to_be_visible()
    expect(lena.entry(sofia)).to_have_count(0)


def test_html_is_shown_as_it_was_typed(desk, open_as, open_phone):
    sofia = desk.new_conversation(HTML, name="Sofia <i>Angle</i>")
    marc, phone = open_as("marc"), open_phone(sofia)
    marc.open(sofia)
    marc.shows(HTML)
    expect(marc.page.locator(".o-mail-Message-body :is(b, img)")).to_have_count(0)
    marc.answer(f"You wrote {HTML}")
    phone.page.locator(".bubble.theirs").wait_for()
    desk.wait_until_sent_once(sofia, f"You wrote {HTML}")


def test_a_failure_says_why_and_retry_sends_once_however_often_it_is_clicked(
    desk, open_as
):
    sofia = desk.new_conversation("Hi", name="Sofia Unreached")
    marc = open_as("marc")
    marc.open(sofia)
    desk.have_a_bad_day(fail_with=63012)
    marc.answer("Can you hear me?")
    marc.has_ticks("Can you hear me?", "failed")
    expect(marc.failure("Can you hear me?")).to_contain_text(TWILIO_DOWN)
    about_sofia = f"A WhatsApp message to {sofia.name} was not delivered"
    failures = marc.open_systray().filter(has_text=about_sofia)
    expect(failures).to_contain_text(TWILIO_DOWN)
    desk.have_a_good_day()
    marc.failure("Can you hear me?").get_by_text("Retry").dblclick()
    marc.has_ticks("Can you hear me?", "delivered")
    expect(marc.failure("Can you hear me?")).to_have_count(0)
    expect(failures).to_have_count(0)
    assert len(sofia.has_been_sent("Can you hear me?")) == 2
