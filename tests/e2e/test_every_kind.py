"""Every kind of message, in and out, as an agent sees it in the browser."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until

from .browser import MOBILE
from .composer import Composer

SAMPLES = Path(__file__).parents[1] / "samples/media"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
PLACE = {"latitude": 37.7793, "longitude": -122.4193}


def files(*names):
    """Samples as the control API takes them."""
    return [
        {"name": name, "data": base64.b64encode((SAMPLES / name).read_bytes()).decode()}
        for name in names
    ]


class Talk:
    """One conversation in an agent's Discuss, with what its bubbles hold."""

    def __init__(self, person, customer):
        self.page, self.customer = person.page, customer
        self.root = self.page.locator(".o-mail-Discuss")
        self.bubbles = self.root.locator(".o-mail-Message")

    @property
    def last(self):
        return self.bubbles.last

    @property
    def attached(self):
        """What stands in the composer, ready to be sent."""
        return self.root.locator(
            ".o-mail-Composer .o-mail-AttachmentContainer:not(.o-isUploading)"
        )

    def input_file(self, *names):
        self.root.locator(".o-mail-Composer input[type='file']").set_input_files(
            [SAMPLES / name for name in names]
        )


@pytest.fixture
def talk(desk, open_composer):
    def start(name, login="marc"):
        customer = desk.new_conversation("Hello", name=name)
        person, _composer = open_composer(login, customer)
        return customer, Talk(person, customer)

    return start


@pytest.fixture
def picture(pictures):
    def take(talk, name):
        talk.page.screenshot(path=pictures / "kinds" / f"{name}.png")

    return take


def are_here(customer, count):
    """Whether so many messages have reached the customer's phone."""
    got = customer.has_got()
    return len(got) == count and all("delivered" in one["times"] for one in got)


def has_image(talk, count=1):
    images = talk.last.locator("img.o-mail-AttachmentImage")
    expect(images).to_have_count(count)
    for number in range(count):
        wait_until(
            lambda number=number: images.nth(number).evaluate("i => i.naturalWidth"),
            "the image is loaded",
        )


def test_pictures_with_and_without_words_and_an_album(desk, talk, picture):
    ana, seen = talk("Ana Pictures")
    ana.writes("My *new* tent", files=files("photo.jpg"))
    expect(seen.last).to_contain_text("My new tent")
    expect(seen.last.locator(".o-mail-Message-body strong")).to_have_text("new")
    has_image(seen)
    for name in ("photo.png", "photo.jpg", "photo.png"):
        ana.writes("", files=files(name))
    has_image(seen, 3)
    assert seen.bubbles.count() == 3  # hello, the photo, the album
    picture(seen, "in-pictures")


def test_a_voice_note_a_video_and_documents(desk, talk, picture):
    ben, seen = talk("Ben Recordings")
    ben.writes("", files=files("voice.ogg"))
    expect(seen.last.locator(".o-mail-VoicePlayer")).to_be_visible()
    ben.writes("Look at this", files=files("video.mp4"))
    expect(seen.last.locator("video, .o-mail-AttachmentCard")).to_be_visible()
    ben.writes("", files=files("document.pdf"))
    expect(seen.last).to_contain_text("document.pdf")
    picture(seen, "in-recordings")


def test_a_sticker_a_place_and_a_contact(desk, talk, picture, windows):
    eva, seen = talk("Eva Cards")
    eva.writes("", files=files("sticker.webp"))
    has_image(seen)
    eva.writes("", location={**PLACE, "label": "City Hall", "address": "1 Dr Place"})
    card = seen.last.locator(".o-whatsapp-location")
    expect(card).to_contain_text("City Hall")
    expect(card.locator("a")).to_have_attribute(
        "href", re.compile("^https://.*37.7793")
    )
    eva.writes("", files=files("contact.vcf"))
    expect(seen.last.locator(".o-whatsapp-contact")).to_be_visible()
    expect(seen.last.locator(".o-mail-AttachmentContainer")).to_have_count(0)
    picture(seen, "in-cards")
    seen.last.get_by_role("button", name=re.compile("Add")).click()
    form = seen.page.locator(".o_form_view")
    expect(form).to_be_visible()
    name = contact_name()
    expect(
        form.locator("[name='name'] input, [name='name'] textarea").first
    ).to_have_value(name)
    picture(seen, "in-contact-form")
    windows.close_page(seen.page)  # it is not in Discuss any more


def contact_name():
    text = (SAMPLES / "contact.vcf").read_text()
    return re.search(r"^FN.*?:(.+)$", text, re.MULTILINE)[1].strip()


def test_quotes_answers_marks_ads_and_what_cannot_be_shown(desk, talk, picture):
    liv, seen = talk("Liv Answers")
    message = desk.answer(liv, "Shall we send one?")
    row = desk.ledger.wait_for(message, "delivered")
    liv.writes("Yes", button={"text": "Yes", "payload": "send"}, reply_to=row["sid"])
    expect(seen.last).to_contain_text("Yes")
    expect(seen.last.locator(".o-mail-MessageInReply")).to_contain_text(
        "Shall we send one?"
    )
    own = liv.writes("And a second pole")["sid"]
    liv.writes("This one I mean", reply_to=own)
    expect(seen.last.locator(".o-mail-MessageInReply")).to_contain_text(
        "And a second pole"
    )
    liv.writes("Everybody gets it", forwarded="many")
    expect(seen.last).to_contain_text("Forwarded many times")
    liv.writes(
        "I saw this",
        referral={
            "headline": "Summer sale",
            "body": "All tents 20% off",
            "source_url": "https://fb.me/4tBfhWhjr",
            "source_id": "120237244350960485",
            "source_type": "ad",
        },
    )
    expect(seen.last.locator(".o-whatsapp-referral")).to_contain_text("Summer sale")
    liv.writes("", message_type="poll")
    expect(seen.last).to_contain_text("can't be shown here")
    liv.writes("<script>window.hacked = 1</script><b>bold</b>")
    expect(seen.last).to_contain_text("<b>bold</b>")
    assert seen.page.evaluate("window.hacked") is None
    picture(seen, "in-answers")


def test_a_file_that_does_not_come_says_why_and_comes_on_retry(desk, talk, picture):
    max_, seen = talk("Max Missing")
    desk.have_a_bad_day(media_dead=403)
    max_.writes("My invoice", files=files("photo.jpg"))
    retry = seen.last.get_by_role("button", name="Retry")
    expect(retry).to_be_visible()
    picture(seen, "in-failed")
    desk.have_a_good_day()
    retry.click()
    has_image(seen)
    expect(retry).to_have_count(0)


def test_files_go_out_from_the_composer_and_show_their_state(desk, talk, picture):
    sam, seen = talk("Sam Receives")
    seen.input_file("photo.jpg", "document.pdf", "sticker.webp")
    expect(seen.attached).to_have_count(3)
    composer = seen.root.locator(".o-mail-Composer-input")
    composer.fill("Here is *all* of it")
    picture(seen, "out-composer")
    composer.press("Enter")
    wait_until(lambda: are_here(sam, 4), "four are there", timeout=60)
    ticks = seen.last.locator(".o-whatsapp-DeliveryTicks")
    expect(ticks).to_have_attribute("data-state", "delivered", timeout=30_000)
    kinds = [one["kind"] for one in sam.has_got()]
    assert kinds == ["text", "image", "document", "sticker"]
    expect(seen.last.locator(".o-mail-Message-body strong")).to_have_text("all")
    picture(seen, "out-files")


def test_a_picture_goes_out_with_its_words_as_one_message(desk, talk, picture):
    tom, seen = talk("Tom Captioned")
    seen.input_file("photo.jpg")
    expect(seen.attached).to_have_count(1)
    composer = seen.root.locator(".o-mail-Composer-input")
    composer.fill("As promised")
    composer.press("Enter")
    wait_until(lambda: are_here(tom, 1), "it is there", timeout=60)
    [one] = tom.has_got()
    assert (one["kind"], one["text"]) == ("image", "As promised")


def test_what_whatsapp_does_not_take_is_told_before_and_heic_can_become_jpeg(
    desk, talk, picture
):
    uli, seen = talk("Uli Refused")
    composer = seen.root.locator(".o-mail-Composer-input")
    composer.fill("Look here")
    seen.input_file("photo.heic", "document.pdf", "document.txt")
    expect(seen.root.get_by_text("document.txt")).to_be_visible()
    picture(seen, "out-refused")
    seen.root.get_by_role("button", name=re.compile("JPG")).first.click()
    expect(seen.attached).to_have_count(2, timeout=30_000)
    assert composer.input_value() == "Look here"
    picture(seen, "out-converted")
    composer.press("Enter")
    wait_until(lambda: are_here(uli, 3), "all is there", timeout=60)
    types = {one["media"][0]["content_type"] for one in uli.has_got()[1:]}
    assert types == {"image/jpeg", "application/pdf"}


def test_a_long_text_counts_down_and_goes_out_in_parts(desk, talk, picture):
    zoe, seen = talk("Zoe Reads")
    composer = seen.root.locator(".o-mail-Composer-input")
    composer.fill("word " * 290)
    expect(seen.root.get_by_text("1,450 / 1,600")).to_be_visible()
    picture(seen, "out-counter")
    text = " ".join(f"Sentence number {number}." for number in range(100))
    composer.fill(text)
    button = seen.root.get_by_role("button", name="Send in 2 parts")
    expect(button).to_be_visible()
    picture(seen, "out-parts")
    button.click()
    wait_until(lambda: are_here(zoe, 2), "both parts are there", timeout=60)
    first, second = (one["text"] for one in zoe.has_got())
    assert first.startswith("(1/2) Sentence number 0.")
    assert second.startswith("(2/2) ")
    sent = first.removeprefix("(1/2) ") + " " + second.removeprefix("(2/2) ")
    assert sent == text


def test_every_kind_fits_a_phone_and_a_chat_window(desk, open_as, pictures):
    amy = desk.new_conversation(
        "Hello", name="Amy Alexandrina Oosterhuis-van den Heuvel"
    )
    amy.writes(
        "A caption that is rather long for a picture as small as this one",
        files=files("photo.jpg"),
    )
    amy.writes("", files=files("voice.ogg"))
    amy.writes("", files=files("sticker.webp"))
    amy.writes("", files=files("document.pdf"))
    amy.writes("", files=files("contact.vcf"))
    amy.writes(
        "",
        location={
            **PLACE,
            "label": "The City Hall of San Francisco",
            "address": "1 Dr Carlton B Goodlett Place",
        },
    )
    wait_until(lambda: len(amy.in_discuss()) == 7, "all is in Discuss")
    path = f"/odoo/discuss?active_id=discuss.channel_{amy.conversation['channel_id']}"
    phone = open_as(
        "marc",
        path=path,
        viewport=MOBILE,
        has_touch=True,
        is_mobile=True,
        user_agent=ANDROID,
    )
    card = phone.page.locator(".o-whatsapp-location").last
    expect(card).to_be_visible()
    expect(phone.page.locator(".o-mail-VoicePlayer")).to_have_count(1)
    images = phone.page.locator("img.o-mail-AttachmentImage")
    wait_until(
        lambda: images.first.evaluate("i => i.naturalWidth"), "the image is loaded"
    )
    phone.picture(pictures / "kinds" / "in-mobile.png")
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= MOBILE["width"]
    Composer(phone.page, phone.page).is_open()
