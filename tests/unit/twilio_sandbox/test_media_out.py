"""MediaUrl: what Twilio refuses at once, and how it fetches the file afterwards."""

from __future__ import annotations

import pytest
import requests
from local_twilio import SOFIA, sample, until

MB = 1024 * 1024
JPEG = b"\xff\xd8\xff"
PDF = b"%PDF-"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@pytest.fixture
def photo(file_host) -> str:
    return file_host.put("/photo.jpg", sample("photo.jpg"), "image/jpeg")


@pytest.fixture
def send(twilio, business):
    """Send a file in an open window; returns the SID."""
    twilio.write()
    business.next()

    def send(url, **values) -> str:
        answer = twilio.send(**{"Body": None, "MediaUrl": url, **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["sid"]

    return send


def on_phone(twilio, sid: str) -> dict:
    twilio.ends(sid, "delivered")
    return twilio.control("GET", f"messages/{sid}")


def ending(twilio, sid: str) -> int | None:
    """The code a message ends with; None: delivered."""
    ends = ("delivered", "failed", "undelivered")
    until(lambda: twilio.status(sid) in ends)
    return twilio.messages(sid=sid).json()["error_code"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"MediaUrl": "photo.jpg"}, 21620),
        ({"MediaUrl": "ftp://example.com/photo.jpg"}, 21620),
        ({"MediaUrl": "https://"}, 21620),
        ({"MediaUrl": ["https://example.com/1", "https://example.com/2"]}, 21623),
        ({"MediaUrl": "", "Body": ""}, 21602),
        ({"MediaUrl": "https://example.com/1", "Body": "x" * 1601}, 21617),
    ],
)
def test_a_bad_media_url_is_refused_at_once(twilio, values, code):
    answer = twilio.send(**values)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_message_with_a_file_counts_it_before_it_is_fetched(twilio, photo):
    answer = twilio.send(MediaUrl=photo).json()
    assert answer["sid"].startswith("MM")
    assert answer["num_media"] == "1"


def test_head_comes_before_get_with_twilios_name_and_no_cookie(
    twilio, send, file_host, photo
):
    cookie = {"Set-Cookie": "session=1"}
    url = file_host.put("/1.jpg", sample("photo.jpg"), "image/jpeg", **cookie)
    twilio.ends(send(url), "delivered")
    assert [method for method, *_rest in file_host.asked] == ["HEAD", "GET"]
    for _method, _path, headers in file_host.asked:
        assert headers["User-Agent"] == "TwilioProxy/1.1"
        assert "Cookie" not in headers


def test_the_file_is_on_the_phone_and_among_twilios_media(twilio, send, photo):
    sid = send(photo, Body="The view")
    message = on_phone(twilio, sid)
    (media,) = message["media"]
    assert (message["kind"], message["text"]) == ("image", "The view")
    file = requests.get(f"{twilio.url}{media['url']}", timeout=30)
    assert file.content == sample("photo.jpg")
    path = twilio.messages(sid=sid).json()["subresource_uris"]["media"]
    assert twilio.api("GET", path).json()["media_list"][0]["sid"] == media["sid"]


@pytest.mark.parametrize(
    ("name", "content_type", "kind", "text"),
    [
        ("photo.jpg", "image/jpeg", "image", "Look"),
        ("photo.png", "image/png", "image", "Look"),
        ("sticker.webp", "image/webp", "sticker", ""),
        ("voice.ogg", "audio/ogg; codecs=opus", "audio", ""),
        ("music.mp3", "audio/mpeg", "audio", ""),
        ("music.aac", "audio/aac", "audio", ""),
        ("music.amr", "audio/amr", "audio", ""),
        ("music.3gp", "audio/3gpp", "audio", ""),
        ("video.mp4", "video/mp4", "video", ""),
        ("document.pdf", "application/pdf", "document", ""),
        ("document.doc", "application/msword", "document", ""),
        ("document.docx", WORD, "document", ""),
        ("document.xlsx", SHEET, "document", ""),
        ("document.pptx", SLIDES, "document", ""),
        ("contact.vcf", "text/vcard", "contacts", ""),
    ],
)
def test_a_text_is_delivered_with_an_image_only(
    twilio, send, file_host, name, content_type, kind, text
):
    sid = send(file_host.put(f"/{name}", sample(name), content_type), Body="Look")
    message = on_phone(twilio, sid)
    assert (message["kind"], message["text"]) == (kind, text)
    assert message["body"] == twilio.messages(sid=sid).json()["body"] == "Look"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("photo.jpg", None),
        ("photo.jpg", ""),
        ("photo.jpg", "image/png"),
        ("photo.jpg", "application/octet-stream"),
        ("photo.gif", "image/gif"),
        ("photo.heic", "image/heic"),
        ("vorbis.ogg", "audio/ogg"),
        ("sound.wav", "audio/wav"),
        ("music.m4a", "video/mp4"),
        ("video.webm", "video/webm"),
        ("video.mov", "video/mp4"),
        ("document.xlsx", WORD),
        ("document.txt", "text/plain"),
    ],
)
def test_what_whatsapp_does_not_carry_or_is_not_what_it_says_ends_with_63005(
    twilio, send, file_host, name, content_type
):
    sid = send(file_host.put("/file", sample(name), content_type))
    assert ending(twilio, sid) == 63005


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"of_HEAD": {"Content-Type": "image/png"}}, 63005),
        ({"of_HEAD": {"Content-Type": None}}, 63005),
        ({"of_GET": {"Content-Type": "image/png"}}, 63005),
        ({"of_HEAD": {"Content-Length": "1"}}, 63019),
        ({"of_HEAD": {"Content-Length": None}}, 63019),
        ({"of_GET": {"Content-Length": None}}, 63019),
        ({"of_GET": {"Content-Length": "9999999"}}, 63019),
    ],
)
def test_head_and_get_must_agree(twilio, send, file_host, headers, code):
    url = file_host.put("/1.jpg", sample("photo.jpg"), "image/jpeg", **headers)
    assert ending(twilio, send(url)) == code


def test_a_file_that_is_not_there_or_empty_ends_with_63019(twilio, send, file_host):
    assert ending(twilio, send(f"{file_host.url}/nothing")) == 63019
    empty = file_host.put("/empty", b"", "image/jpeg")
    assert ending(twilio, send(empty)) == 63019
    assert ending(twilio, send("http://127.0.0.1:1/")) == 63019


@pytest.mark.parametrize(
    ("content_type", "begin", "size", "code"),
    [
        ("image/jpeg", JPEG, 5 * MB, None),
        ("image/jpeg", JPEG, 5 * MB + 1, 11751),
        ("application/pdf", PDF, 16 * MB, None),
        ("application/pdf", PDF, 16 * MB + 1, 11751),
    ],
)
def test_a_file_may_be_as_large_as_the_limit(
    twilio, send, file_host, content_type, begin, size, code
):
    url = file_host.put("/large", begin.ljust(size, b"\0"), content_type)
    assert ending(twilio, send(url)) == code


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('inline; filename="list.pdf"', "list.pdf"),
        ('inline; filename="a list.pdf"', None),
        ('inline; filename="123456789012345678.pdf"', None),
        (None, None),
    ],
)
def test_a_document_shows_a_name_that_is_short_and_plain(
    twilio, send, file_host, disposition, name
):
    headers = {"Content-Disposition": disposition}
    url = file_host.put("/1", sample("document.pdf"), "application/pdf", **headers)
    assert on_phone(twilio, send(url))["media"][0]["name"] == name


def test_a_file_fetched_late_arrives_after_those_behind_it(twilio, send, photo):
    twilio.faults(media_fetch_delay={"value": 0.5, "next": 1})
    late, early = send(photo), send(photo)
    sent = {sid: on_phone(twilio, sid)["sent_at"] for sid in (late, early)}
    assert sent[early] < sent[late]


def test_a_messaging_service_fetches_files_too(twilio, send, photo):
    from sandbox.twilio import demo

    sid = send(photo, From=None, MessagingServiceSid=demo.MESSAGING_SERVICE_SID)
    assert on_phone(twilio, sid)["media"]


def test_nobody_reads_a_file_that_twilio_could_not_fetch(twilio, send):
    sid = send("http://127.0.0.1:1/")
    message = twilio.ends(sid, "failed")
    assert message["error_message"] == "Media failed to download"
    assert twilio.control("GET", f"messages/{sid}")["customer"] == SOFIA
