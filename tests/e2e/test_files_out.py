"""An agent's files reach the phone: whole, in order, each by its own link."""

from pathlib import Path

import pytest
import requests

from sandbox.launcher.waiting import wait_until

SAMPLES = Path(__file__).parents[1] / "samples/media"
# The name of a sample, and the kind that the phone shows.
KINDS = [
    ("photo.jpg", "image"),
    ("photo.png", "image"),
    ("sticker.webp", "sticker"),
    ("voice.ogg", "audio"),
    ("music.amr", "audio"),
    ("music.3gp", "audio"),
    ("music.aac", "audio"),
    ("music.mp3", "audio"),
    ("video.mp4", "video"),
    ("document.pdf", "document"),
    ("document.doc", "document"),
    ("document.docx", "document"),
    ("document.pptx", "document"),
    ("document.xlsx", "document"),
]


def sample(name):
    return name, (SAMPLES / name).read_bytes()


def wait_until_sent(customer, count):
    def are_sent():
        got = customer.has_got()
        return len(got) == count and all("sent" in one["times"] for one in got)

    wait_until(are_sent, f"{count} messages are sent", timeout=60)
    return customer.has_got()


def test_every_kind_of_file_arrives_as_it_is(desk):
    sofia = desk.new_conversation("Hi", name="Sofia Files")
    desk.send_files(sofia, [sample(name) for name, _kind in KINDS])
    got = wait_until_sent(sofia, len(KINDS))
    assert [one["kind"] for one in got] == [kind for _name, kind in KINDS]
    for (name, _kind), one in zip(KINDS, got, strict=True):
        [media] = one["media"]
        content = requests.get(desk.twilio.url + media["url"]).content
        assert content == sample(name)[1], name
        assert media["name"] == name
    assert desk.ledger.outbound(sofia)[-1]["error_code"] is None


def test_eight_files_arrive_in_order_though_the_first_is_fetched_slowly(desk):
    sofia = desk.new_conversation("Hi", name="Sofia Eight")
    desk.have_a_bad_day(media_fetch_delay={"value": 5, "next": 1})
    name, content = sample("document.pdf")
    files = [(f"{number}-{name}", content) for number in range(8)]
    desk.send_files(sofia, files, "All eight:")
    desk.answer(sofia, "That was all")
    got = wait_until_sent(sofia, 10)
    assert [one["body"] for one in got] == ["All eight:", *[""] * 8, "That was all"]
    names = [one["media"][0]["name"] for one in got[1:9]]
    assert names == [f"{number}-{name}" for number in range(8)]


def test_a_voice_recording_arrives_as_a_voice_note(desk):
    sofia = desk.new_conversation("Hi", name="Sofia Voice")
    channel, session = sofia.conversation["channel_id"], desk.session("marc")
    uploaded = session.upload(channel, *sample("music.mp3"), voice="true")
    session.post_message(
        channel, "", attachment_ids=[uploaded["data"]["attachment_id"]]
    )
    [note] = wait_until_sent(sofia, 1)
    assert note["media"][0]["content_type"] == "audio/ogg"


@pytest.mark.parametrize("name", ["photo.heic", "photo.bmp", "photo.tiff", "photo.gif"])
def test_a_picture_that_whatsapp_does_not_take_arrives_as_jpeg(desk, name):
    sofia = desk.new_conversation("Hi", name=f"Sofia {name}")
    channel, session = sofia.conversation["channel_id"], desk.session("marc")
    uploaded = session.upload(channel, *sample(name), whatsapp_as_jpeg="1")
    session.post_message(
        channel, "Look", attachment_ids=[uploaded["data"]["attachment_id"]]
    )
    [picture] = wait_until_sent(sofia, 1)
    assert picture["media"][0]["content_type"] == "image/jpeg"
    assert picture["text"] == "Look"


def test_a_file_that_is_lost_on_its_way_is_a_failure_and_holds_nothing_up(desk):
    sofia = desk.new_conversation("Hi", name="Sofia Lost")
    desk.have_a_bad_day(fail_with={"value": 63019, "next": 1})
    message = desk.send_files(sofia, [sample("document.pdf"), sample("photo.png")])
    wait_until(
        lambda: (
            [row["state"] for row in desk.ledger.outbound(sofia)]
            == ["failed", "delivered"]
        ),
        "the first failed, the second is there",
    )
    rows = desk.ledger.outbound(sofia)
    desk.session("marc").call(
        "whatsapp.twilio.message", "action_retry", [row["id"] for row in rows]
    )
    desk.ledger.wait_for(message, "delivered")
    arrived = [one["kind"] for one in sofia.has_got() if "sent" in one["times"]]
    assert arrived == ["image", "document"]


@pytest.mark.parametrize(
    "lost", [{"accept_then_5xx": 500}, {"accept_then_timeout": 0.1}]
)
def test_a_file_whose_answer_is_lost_is_not_sent_twice(desk, lost):
    [(fault, value)] = lost.items()
    sofia = desk.new_conversation("Hi", name=f"Sofia {fault}")
    faults = {fault: {"value": value, "next": 1}, "callback_lost": True}
    desk.have_a_bad_day(**faults)
    message = desk.send_files(sofia, [sample("document.pdf")])
    desk.ledger.wait_for(message, "sent", "delivered", timeout=60)
    assert len(sofia.has_got()) == 1
