"""Every kind of message on the web phone: what one attaches, and what one sees."""

import base64
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from .phone_alone import NARROW, NORTHWIND, SOFIA, bubbles

GO_ON, LIST_PICKER, CAROUSEL = (f"HX{number:032d}" for number in (1, 7, 11))
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "media"
PLACE = f"#/{SOFIA}/{NORTHWIND}"
MESSAGES = f"customers/{SOFIA}/messages"


def file(name):
    data = (SAMPLES / name).read_bytes()
    return {"name": name, "data": base64.b64encode(data).decode()}


@pytest.fixture
def write(phone):
    """Sofia writes: a message's content as the control API takes it."""

    def write(**content):
        return phone.control("POST", MESSAGES, {"to": NORTHWIND, **content})

    return write


def newest(phone):
    """The newest message of a customer, with its form."""
    url = f"{phone.url}/sandbox/messages?direction=inbound"
    return requests.get(url, timeout=30).json()[-1]


def attach(page, entry):
    page.get_by_role("button", name="Attach", exact=True).click()
    sheet = page.get_by_role("group", name="Attach")
    sheet.get_by_role("button", name=entry, exact=True).click()


def choose(page, *names):
    page.locator("#files").set_input_files([SAMPLES / name for name in names])


def bubble(page, message):
    return page.locator(f"[data-sid={message['sid']}]")


def test_files_are_sent_one_by_one_with_the_text_under_the_first_picture(phone):
    page = phone.open(PLACE)
    with page.expect_file_chooser() as chooser:
        attach(page, "Photos")
    chooser.value.set_files([SAMPLES / "photo.jpg", SAMPLES / "photo.png"])
    expect(page.get_by_role("button", name="Remove photo.jpg")).to_be_visible()
    page.get_by_label("Message", exact=True).fill("The view")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#chat .photo")).to_have_count(2)
    expect(bubbles(page)).to_have_text(["The view"])
    expect(page.locator("#pending")).to_be_hidden()
    assert newest(phone)["media"][0]["content_type"] == "image/png"


def test_a_text_beside_a_document_is_a_message_of_its_own(phone):
    page = phone.open(PLACE)
    choose(page, "document.pdf")
    page.get_by_label("Message", exact=True).fill("The list")
    page.keyboard.press("Enter")
    expect(page.locator(".card.file")).to_contain_text("document.pdf")
    expect(bubbles(page)).to_have_text(["The list"])


def test_a_file_that_waits_can_be_taken_out(phone):
    page = phone.open(PLACE)
    choose(page, "document.pdf")
    page.get_by_role("button", name="Remove document.pdf").click()
    expect(page.locator("#pending")).to_be_hidden()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_hidden()


def test_what_could_not_be_sent_waits_with_the_text(phone):
    page = phone.open(PLACE)
    page.route("**/sandbox/customers/**", lambda route: route.abort())
    choose(page, "photo.jpg")
    page.get_by_label("Message", exact=True).fill("Do not lose me")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("does not answer")
    expect(page.get_by_label("Message", exact=True)).to_have_value("Do not lose me")
    expect(page.get_by_role("button", name="Remove photo.jpg")).to_be_visible()


def test_a_sticker_has_no_bubble(phone):
    page = phone.open(PLACE)
    attach(page, "Sticker")
    page.get_by_role("button", name="Sticker: heart").click()
    expect(page.locator(".kind-sticker .sticker")).to_be_visible()
    assert newest(phone)["kind"] == "sticker"


@pytest.mark.parametrize(
    ("entry", "shown", "part"),
    [
        ("Location", "Mountain hut", {"location"}),
        ("Button", "Tapped a button", {"button"}),
        ("List", "Chose from a list", {"list"}),
        ("Ad", "Spring sale", {"referral"}),
        ("Contact", "Anna Keller", set()),
    ],
)
def test_what_is_filled_in_becomes_a_message(phone, entry, shown, part):
    page = phone.open(PLACE)
    attach(page, entry)
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.locator("#chat")).to_contain_text(shown)
    assert set(newest(phone)["extras"]) == part


def test_a_dialog_that_is_closed_sends_nothing(phone):
    page = phone.open(PLACE)
    attach(page, "Location")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#chat")).to_contain_text("No messages yet")


def test_the_sheet_is_left_with_escape(phone):
    page = phone.open(PLACE)
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.get_by_role("button", name="Photos")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.get_by_role("button", name="Attach", exact=True)).to_be_focused()


def test_a_message_is_answered_by_quoting_it(phone):
    page = phone.open(PLACE)
    phone.write(SOFIA, "Hi")
    sid = phone.answer(SOFIA, "Which size?")
    expect(bubbles(page)).to_have_text(["Hi", "Which size?"])
    bubbles(page).last.hover()
    page.get_by_role("button", name="Reply to Which size?").click()
    page.keyboard.type("Medium")
    page.keyboard.press("Enter")
    quote = page.locator(".quote")
    expect(quote).to_have_text("Northwind OutdoorWhich size?")
    assert newest(phone)["quoted"] == sid
    quote.click()
    expect(page.locator(".bubble.shown")).to_contain_text("Which size?")


def test_a_button_of_a_template_is_tapped(phone):
    page = phone.open(PLACE)
    sid = phone.answer(SOFIA, ContentSid=GO_ON)
    answers = page.get_by_role("group", name="Answers")
    answers.get_by_role("button", name="Yes, please").click()
    expect(page.locator(".bubble.mine .label")).to_have_text("Tapped a button")
    message = newest(phone)
    assert (message["body"], message["quoted"]) == ("Yes, please", sid)
    assert message["extras"]["button"]["text"] == "Yes, please"
    assert message["kind"] == "button"


def test_a_row_of_a_list_is_chosen(phone):
    page = phone.open(PLACE)
    phone.write(SOFIA, "When?")
    phone.answer(SOFIA, ContentSid=LIST_PICKER)
    page.get_by_role("button", name="Choose a time").click()
    page.get_by_role("dialog").get_by_role("button", name="Afternoon").click()
    expect(page.locator(".bubble.mine .label")).to_have_text("Chose from a list")
    assert newest(phone)["extras"]["list"] == {
        "id": "pm",
        "title": "Afternoon",
        "description": "1 to 5",
    }


def test_a_button_of_a_card_is_tapped(phone):
    page = phone.open(PLACE)
    sid = phone.answer(SOFIA, ContentSid=CAROUSEL)
    cards = page.locator(".face-card")
    expect(cards).to_have_count(3)
    expect(cards.nth(1).locator("img")).to_be_visible()
    cards.nth(1).get_by_role("button", name="Tell me more").click()
    expect(page.locator(".bubble.mine .label")).to_have_text("Tapped a button")
    message = newest(phone)
    assert (message["extras"]["button"]["payload"], message["quoted"]) == (
        "more_lake",
        sid,
    )


def test_a_message_is_marked_as_forwarded(phone):
    page = phone.open(PLACE)
    attach(page, "Forwarded")
    attach(page, "Forwarded")
    page.get_by_label("Message", exact=True).fill("Did you see?")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble .label")).to_have_text("Forwarded many times")
    assert newest(phone)["forwarded"] == "many"


def test_without_a_microphone_a_sample_is_sent_and_labelled(phone):
    page = phone.open(PLACE)
    page.get_by_role("button", name="Record a voice message").click()
    expect(page.locator("#toast")).to_contain_text("No microphone")
    expect(page.locator("voice-player")).to_contain_text("built-in sample")
    media = newest(phone)["media"][0]
    assert (media["content_type"], media["kind"]) == ("audio/ogg", "audio")


def test_a_recording_arrives_as_ogg_with_opus(phone):
    page = phone.open(PLACE)
    # A tone in place of the microphone, which this machine lacks.
    page.evaluate("""() => {
        navigator.mediaDevices.getUserMedia = async () => {
            const context = new AudioContext();
            const tone = context.createOscillator();
            const end = context.createMediaStreamDestination();
            tone.connect(end);
            tone.start();
            return end.stream;
        };
    }""")
    page.get_by_role("button", name="Record a voice message").click()
    expect(page.locator("#recorded")).to_have_text("0:01")
    page.get_by_role("button", name="Send the recording").click()
    expect(page.locator("voice-player")).to_have_count(1)
    media = newest(phone)["media"][0]
    data = requests.get(f"{phone.url}{media['url']}", timeout=30).content
    assert media["content_type"] == "audio/ogg"
    assert data[28:36] == b"OpusHead" and len(data) > 1000


def test_a_recording_may_be_thrown_away(phone):
    page = phone.open(PLACE)
    page.evaluate("""() => {
        navigator.mediaDevices.getUserMedia = async () =>
            new AudioContext().createMediaStreamDestination().stream;
    }""")
    page.get_by_role("button", name="Record a voice message").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#recording")).to_be_hidden()
    expect(page.locator("#chat")).to_contain_text("No messages yet")


def test_four_pictures_in_a_row_are_an_album(phone, write):
    page = phone.open(PLACE)
    for _time in range(5):
        write(files=[file("photo.jpg")])
    tiles = page.locator(".album .picture")
    expect(tiles).to_have_count(4)
    expect(page.locator("[data-album]")).to_have_attribute("data-album", "5")
    expect(tiles.last).to_contain_text("+1")


def test_what_is_sent_later_stands_below_whenever_it_was_accepted(phone):
    page = phone.open(PLACE)
    phone.write(SOFIA, "Hi")
    late = {"media_fetch_delay": {"value": 0.5, "next": 1}}
    phone.control("PUT", "faults", late)
    sticker = f"{phone.url}/phone/sticker_heart.webp"
    slow = phone.answer(SOFIA, "not delivered with a sticker", MediaUrl=sticker)
    quick = phone.answer(SOFIA, "Quick")
    expect(page.locator("#chat .sticker")).to_be_visible()
    expect(bubbles(page)).to_have_text(["Hi", "Quick"])
    shown = page.locator("#chat .theirs").evaluate_all(
        "items => items.map((item) => item.dataset.sid)"
    )
    assert shown == [quick, slow]


def test_every_kind_is_named_in_the_list_of_customers(phone, write):
    page = phone.open(PLACE)
    preview = page.get_by_role("link", name="Sofia Reyes").locator(".person-preview")
    for name, shown in (
        ("photo.jpg", "You: Photo"),
        ("document.pdf", "You: document.pdf"),
        ("contact.vcf", "You: Anna Keller"),
        ("voice.ogg", "You: Voice message"),
    ):
        write(files=[file(name)])
        expect(preview).to_have_text(shown)


def test_the_browser_plays_what_it_can(phone, write):
    page = phone.open(PLACE)
    for name in ("voice.ogg", "music.mp3"):
        message = write(files=[file(name)])
        player = bubble(page, message).locator("voice-player")
        expect(player.locator(".time")).to_have_text("0:02")
    page.get_by_role("button", name="Play").first.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_all_kinds_fit_on_a_narrow_screen(phone, write):
    for path in sorted(SAMPLES.glob("*.*")):
        write(files=[file(path.name)])
    write(location={"latitude": 1, "longitude": 2, "label": "L" * 90})
    page = phone.open(PLACE, viewport=NARROW)
    expect(page.locator("#chat")).to_contain_text("LLLL")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.querySelector('#chat').scrollWidth") <= 390
