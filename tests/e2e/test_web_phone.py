"""The web phone in a real browser: one plays the customer and sees everything live."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import requests
from playwright.sync_api import expect

from sandbox.twilio import demo

from .phone_alone import NARROW, NORTHWIND, PRIYA, SOFIA, bubbles

REPO = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 10


def _until(condition):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"Still not true: {condition}"
        time.sleep(0.02)


@contextlib.contextmanager
def _process(port, folder):
    """A local Twilio that is killed at the end; its base URL."""
    command = [sys.executable, "-m", "sandbox.twilio", "--port", str(port)]
    command += ["--state", str(folder / "state.json")]
    process = subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[-1].rstrip("/")
    finally:
        process.kill()
        process.communicate()


def test_what_the_customer_types_is_sent_and_shown_with_a_tick(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    page.get_by_label("Message", exact=True).fill("Hello there")
    page.keyboard.press("Enter")
    expect(bubbles(page)).to_have_text(["Hello there"])
    expect(page.get_by_role("img", name="Sent: Twilio has it")).to_be_visible()
    expect(page.get_by_label("Message", exact=True)).to_have_value("")


def test_shift_enter_is_a_new_line_and_the_button_sends(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    page.get_by_label("Message", exact=True).press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.get_by_role("button", name="Send").click()
    expect(bubbles(page)).to_have_text(["one\ntwo"])


def test_html_is_shown_as_typed_and_markup_as_whatsapp_does(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    text = "<img src=x onerror=alert(1)> *bold* _it_ ~no~ `code` 2*3*4 a_b_c 5*6* *7"
    phone.write(SOFIA, text)
    expect(bubbles(page)).to_have_text(
        ["<img src=x onerror=alert(1)> bold it no code 2*3*4 a_b_c 5*6* *7"]
    )
    body = bubbles(page)
    assert body.locator("img").count() == 0
    parts = {
        tag: body.locator(tag).all_inner_texts() for tag in "strong em del code".split()
    }
    assert parts == {"strong": ["bold"], "em": ["it"], "del": ["no"], "code": ["code"]}


def test_an_answer_appears_live_and_is_read_by_who_looks(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    phone.write(SOFIA, "Hi")
    sid = phone.answer(SOFIA, "Hello Sofia")
    expect(bubbles(page)).to_have_text(["Hi", "Hello Sofia"])
    _until(lambda: phone.message(sid)["status"] == "read")


def test_who_does_not_look_has_it_unread_until_the_chat_is_opened(phone):
    page = phone.open(f"#/{PRIYA}/{NORTHWIND}")
    phone.write(SOFIA, "Hi")
    sid = phone.answer(SOFIA, "Hello Sofia")
    badge = page.get_by_role("link", name="Sofia Reyes").locator(".badge")
    expect(badge).to_have_text("1")
    expect(page).to_have_title("(1) Sandbox phone")
    assert phone.message(sid)["status"] == "delivered"
    page.get_by_role("link", name="Sofia Reyes").click()
    expect(badge).to_have_count(0)
    expect(page).to_have_title("Sandbox phone")
    assert phone.message(sid)["status"] == "read"


def test_each_business_number_has_its_own_conversation_and_draft(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    phone.write(SOFIA, "To Northwind")
    expect(bubbles(page)).to_have_text(["To Northwind"])
    text = page.get_by_label("Message", exact=True)
    text.fill("half a thou")
    page.get_by_role("link", name="Alpine Coffee").click()
    expect(bubbles(page)).to_have_count(0)
    expect(text).to_have_value("")
    page.get_by_role("link", name="Northwind Outdoor").click()
    expect(text).to_have_value("half a thou")


def test_a_new_customer_is_added_and_a_wrong_number_explained(phone):
    page = phone.open()
    page.get_by_role("button", name="New customer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name on WhatsApp").fill("Zoé")
    number = dialog.get_by_label("Phone number with country code")
    number.fill("12")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_role("alert")).to_contain_text("country code")
    number.fill("+1 202 555 0199")
    dialog.get_by_role("button", name="Add").click()
    expect(page.locator("#owner-name")).to_have_text("Zoé")
    expect(page.locator("#owner-more")).to_have_text("+1 202-555-0199")


def test_settings_of_a_customer_take_effect(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    page.get_by_role("button", name="Customer settings").click()
    page.get_by_label("Has blocked the business").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#owner-more")).to_contain_text("has blocked the business")
    assert phone.control("PUT", f"customers/{SOFIA}", {})["blocked"] is True


def test_a_message_that_did_not_arrive_is_a_notice_not_a_bubble(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    phone.answer(SOFIA, "Too early")
    expect(page.locator(".notice")).to_contain_text("63016")
    expect(bubbles(page)).to_have_count(0)


def test_a_webhook_that_failed_is_said_under_the_bubble_and_can_be_repeated(phone):
    sender = f"{phone.url}/v2/Channels/Senders/{demo.SENDERS[0][0]}"
    webhook = {"callback_url": f"{phone.url}/nothing-here"}
    auth = (demo.ACCOUNT_SID, demo.AUTH_TOKEN)
    requests.post(sender, json={"webhook": webhook}, auth=auth, timeout=30)
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    sid = phone.write(SOFIA, "Hi")["sid"]
    expect(page.locator(".bubble-problem")).to_contain_text("answered 404 (11200)")
    page.get_by_role("button", name="Try again").click()
    _until(lambda: len(phone.message(sid)["webhooks"]) == 2)


def test_on_a_narrow_screen_the_list_leads_to_the_chat_and_back(phone):
    page = phone.open(viewport=NARROW)
    expect(page.locator(".phone")).to_be_hidden()
    page.get_by_role("link", name="Sofia Reyes").click()
    expect(page.locator(".phone")).to_be_visible()
    expect(page.locator(".people")).to_be_hidden()
    box = page.locator(".phone").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    page.get_by_role("link", name="Back to customers").click()
    expect(page.locator(".people")).to_be_visible()


def test_a_long_word_does_not_widen_the_page(phone):
    phone.control("PUT", f"customers/{SOFIA}", {"profile_name": "N" * 200})
    phone.write(SOFIA, "W" * 1500)
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}", viewport=NARROW)
    expect(bubbles(page)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_lost_connection_is_shown_and_comes_back_with_what_was_missed(
    chromium, tmp_path
):
    page = chromium.new_page()
    with _process(0, tmp_path) as url:
        page.goto(f"{url}/#/{SOFIA}/{NORTHWIND}")
        state = page.locator(".people [data-connection]")
        expect(state).to_have_text("Live")
    expect(state).to_have_text("Reconnecting…")
    with _process(url.rpartition(":")[2], tmp_path):
        data = {"to": NORTHWIND, "body": "Are you there?"}
        path = f"{url}/sandbox/customers/{SOFIA}/messages"
        requests.post(path, json=data, timeout=30).raise_for_status()
        expect(state).to_have_text("Live", timeout=20_000)
        expect(bubbles(page)).to_have_text(["Are you there?"])
    page.close()


def test_what_could_not_be_sent_stays_in_the_composer(phone):
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}")
    page.route("**/sandbox/customers/**", lambda route: route.abort())
    page.get_by_label("Message", exact=True).fill("Do not lose me")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("does not answer")
    expect(page.get_by_label("Message", exact=True)).to_have_value("Do not lose me")


def test_the_newest_message_stays_in_sight_while_the_composer_grows(phone):
    for number in range(30):
        phone.write(SOFIA, f"Message {number}")
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}", viewport=NARROW)
    newest = bubbles(page).last
    expect(newest).to_be_in_viewport(ratio=1)
    page.get_by_label("Message", exact=True).fill("one\ntwo\nthree\nfour")
    expect(newest).to_be_in_viewport(ratio=1)


def test_who_reads_earlier_messages_is_not_moved(phone):
    for number in range(220):
        phone.write(SOFIA, f"Message {number}")
    page = phone.open(f"#/{SOFIA}/{NORTHWIND}", viewport=NARROW)
    expect(bubbles(page)).to_have_count(200)
    page.get_by_role("button", name="Earlier messages").click()
    expect(bubbles(page)).to_have_count(220)
    seen = page.get_by_text("Message 20", exact=True)
    expect(seen).to_be_in_viewport()
    phone.write(SOFIA, "One more")
    expect(bubbles(page)).to_have_count(221)
    expect(seen).to_be_in_viewport()
    page.get_by_role("button", name="Newest messages").click()
    expect(page.get_by_text("One more", exact=True).last).to_be_in_viewport()
