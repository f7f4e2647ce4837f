"""A customer's file is fetched from Twilio: login, redirect, and what may go wrong."""

from __future__ import annotations

import time

import pytest
import requests
from local_twilio import sample

from sandbox.twilio import cdn, demo


@pytest.fixture
def media_url(twilio, business) -> str:
    twilio.write_files("photo.jpg")
    return business.next().form["MediaUrl0"]


def follow(twilio, url: str, **options) -> requests.Response:
    """The file behind a media URL, with credentials for Twilio alone."""
    location = twilio.media(url).headers["Location"]
    return requests.get(location, timeout=30, **options)


def test_a_media_url_wants_credentials_and_redirects_to_the_file(twilio, media_url):
    assert twilio.media(media_url, auth=None).status_code == 401
    answer = twilio.media(media_url)
    assert answer.status_code == 307
    file = requests.get(answer.headers["Location"], timeout=30)
    assert file.content == sample("photo.jpg")
    assert file.headers["Content-Type"] == "image/jpeg"
    assert file.headers["Content-Length"] == str(len(file.content))


def test_an_api_key_opens_it_too(twilio, media_url):
    key = (demo.API_KEY_SID, demo.API_KEY_SECRET)
    assert twilio.media(media_url, auth=key).status_code == 307


def test_the_file_refuses_twilios_credentials(twilio, media_url):
    key = (demo.ACCOUNT_SID, demo.AUTH_TOKEN)
    assert follow(twilio, media_url, auth=key).status_code == 400


def test_the_link_is_signed_and_expires(twilio, media_url, monkeypatch):
    location = twilio.media(media_url).headers["Location"]
    changed = location.replace("Expires=1", "Expires=2")
    assert requests.get(changed, timeout=30).status_code == 403
    assert requests.get(location.partition("?")[0], timeout=30).status_code == 403
    monkeypatch.setattr(cdn, "LINK_SECONDS", -1)
    assert follow(twilio, media_url).status_code == 403


def test_a_part_of_the_file_can_be_asked_for(twilio, media_url):
    answer = follow(twilio, media_url, headers={"Range": "bytes=2-5"})
    assert answer.status_code == 206
    assert answer.content == sample("photo.jpg")[2:6]


def test_media_are_listed_and_described(twilio, business):
    message = twilio.write_files("photo.jpg", "document.pdf")
    path = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages/{message['sid']}/Media"
    listed = twilio.api("GET", f"{path}.json", params={"PageSize": 1}).json()
    assert [one["content_type"] for one in listed["media_list"]] == ["image/jpeg"]
    rest = twilio.api("GET", listed["next_page_uri"]).json()
    (pdf,) = rest["media_list"]
    assert pdf["content_type"] == "application/pdf"
    assert twilio.api("GET", pdf["uri"]).json() == pdf
    assert twilio.messages(sid=message["sid"]).json()["num_media"] == "2"


def test_a_deleted_file_is_gone_from_twilio_but_not_from_the_phone(twilio, media_url):
    location = twilio.media(media_url).headers["Location"]
    path = media_url.removeprefix(twilio.url)
    assert twilio.api("DELETE", f"{path}.json").status_code == 204
    assert twilio.media(media_url).status_code == 404
    assert twilio.api("GET", f"{path}.json").json()["code"] == 20404
    assert requests.get(location, timeout=30).status_code == 404
    (message,) = twilio.control("GET", "messages")
    shown = requests.get(f"{twilio.url}{message['media'][0]['url']}", timeout=30)
    assert shown.content == sample("photo.jpg")


def test_a_deleted_message_is_gone_with_its_files(twilio, media_url):
    (message,) = twilio.control("GET", "messages")
    assert twilio.messages("DELETE", message["sid"]).status_code == 204
    assert twilio.messages(sid=message["sid"]).status_code == 404
    assert twilio.messages().json()["messages"] == []
    assert twilio.media(media_url).status_code == 404
    assert twilio.messages("DELETE", message["sid"]).status_code == 404


def test_the_phones_copy_of_a_page_is_not_run(twilio):
    message = twilio.write_files("document.txt")
    answer = requests.get(f"{twilio.url}{message['media'][0]['url']}", timeout=30)
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_may_not_be_there_yet(twilio, media_url):
    twilio.faults(media_404={"value": True, "next": 2})
    codes = [twilio.media(media_url).status_code for _time in range(3)]
    assert codes == [404, 404, 307]


def test_a_file_may_be_dead(twilio, media_url):
    twilio.faults(media_dead=410)
    assert follow(twilio, media_url).status_code == 410


def test_a_file_may_redirect_anywhere(twilio, media_url):
    twilio.faults(media_redirect="http://169.254.169.254/latest/")
    location = twilio.media(media_url).headers["Location"]
    assert location == "http://169.254.169.254/latest/"


def test_a_file_may_come_slowly(twilio, media_url):
    twilio.faults(media_slow=0.3)
    start = time.monotonic()
    assert follow(twilio, media_url).content == sample("photo.jpg")
    assert time.monotonic() - start >= 0.3


def test_a_file_may_break_off(twilio, media_url):
    twilio.faults(media_cut=True)
    with pytest.raises(requests.RequestException):
        follow(twilio, media_url)


def test_a_file_may_be_said_to_be_something_else(twilio, media_url):
    twilio.faults(media_type="text/html")
    assert follow(twilio, media_url).headers["Content-Type"] == "text/html"


def test_a_file_may_be_longer_than_anybody_says(twilio, media_url):
    twilio.faults(media_bloat=100_000)
    answer = follow(twilio, media_url)
    assert "Content-Length" not in answer.headers
    assert len(answer.content) == len(sample("photo.jpg")) + 100_000


def test_a_restart_keeps_every_file(tmp_path):
    from sandbox.twilio.sandbox import Sandbox

    first = Sandbox(tmp_path / "state.json")
    first.world.files.put("ME1", b"kept")
    first.snapshot.write()
    assert Sandbox(tmp_path / "state.json").world.files.get("ME1") == b"kept"
    (tmp_path / "state.json").unlink()
    Sandbox(tmp_path / "state.json")
    assert not (tmp_path / "state.json.media").exists()
