import socket
import threading

import pytest

from odoo.addons.whatsapp_twilio.gateway import guard, media
from odoo.addons.whatsapp_twilio.gateway.client import Credentials
from odoo.addons.whatsapp_twilio.tests.file_server import (
    FileServer,
    dripping,
    endless,
    file,
    redirect,
)

ACCOUNT = "AC" + "1" * 32
MESSAGE = "MM" + "2" * 32
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{MESSAGE}/Media/ME{'3' * 32}"
TWILIO = f"https://api.twilio.com{PATH}"
PICTURE = b"\xff\xd8\xff" + b"p" * 100_000


@pytest.fixture
def server():
    server = FileServer()
    server.server.ended, server.server.over = threading.Event(), threading.Event()
    server.answers[PATH] = file(PICTURE)
    yield server
    server.server.over.set()
    server.close()


def credentials(base_url=""):
    return Credentials(ACCOUNT, ACCOUNT, "secret", base_url)


def fetch(server, path=PATH, **values):
    source = media.Source(server.url + path, MESSAGE, **values)
    return media.fetch(source, credentials(server.url))


def cause_of(server, path=PATH, **values):
    with pytest.raises(media.FetchError) as caught:
        fetch(server, path, **values)
    return caught.value.cause


@pytest.mark.parametrize(
    "url",
    [
        TWILIO,
        TWILIO.replace("api.", "api.ie1."),
        TWILIO.replace("api.", "api.dublin.ie1."),
        f"http://localhost:8080{PATH}",
    ],
)
def test_credentials_go_to_the_exact_address_of_a_file(url):
    source = media.Source(url, MESSAGE)
    assert media.is_of_message(source, credentials("http://localhost:8080/"))


@pytest.mark.parametrize(
    "url",
    [
        TWILIO.replace("https", "http"),
        TWILIO.replace("api.twilio.com", "api.twilio.com.evil.example"),
        TWILIO.replace("api.twilio.com", "evil.example"),
        TWILIO.replace("api.twilio.com", "apiXtwilio.com"),
        TWILIO.replace("api.twilio.com", "api.twilio.com:443"),
        TWILIO.replace("api.twilio.com", "api.twilio.com@evil.example"),
        TWILIO.replace("api.twilio.com", "user:pass@api.twilio.com"),
        TWILIO.replace("api.twilio.com", "evil.example\\api.twilio.com"),
        TWILIO.replace("api.twilio.com", "evil.example/api.twilio.com"),
        TWILIO.replace("api.twilio.com", "evil.example#.twilio.com"),
        TWILIO.replace("api.twilio.com", "api.a.b.c.twilio.com"),
        TWILIO.replace("1" * 32, "4" * 32),
        TWILIO.replace("2" * 32, "4" * 32),
        TWILIO.replace("/Media/", "/Media/../../../"),
        TWILIO + "?x=1",
        TWILIO + "#x",
        TWILIO + "\n",
        TWILIO + ".json",
        " " + TWILIO,
        TWILIO.replace("3" * 32, "٣" * 32),
        TWILIO.upper(),
        f"http://localhost:8081{PATH}",
        f"http://localhost:8080.evil.example{PATH}",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_of_this_message_is_refused_unasked(url):
    source = media.Source(url, MESSAGE)
    assert not media.is_of_message(source, credentials("http://localhost:8080"))
    with pytest.raises(media.FetchError, match=media.REFUSED_ADDRESS):
        media.fetch(source, credentials("http://localhost:8080"))


def test_a_message_without_a_sid_has_no_address():
    url = TWILIO.replace(MESSAGE, "")
    assert not media.is_of_message(media.Source(url, ""), credentials())


def test_a_file_comes_with_our_credentials(server):
    with fetch(server) as picture:
        assert picture.read() == PICTURE
    [(_path, authorization)] = server.asked
    assert authorization.startswith("Basic ")


def test_credentials_never_cross_a_redirect(server):
    server.answers[PATH] = redirect("/cdn/1")
    server.answers["/cdn/1"] = redirect(f"{server.url}{PATH}2")
    server.answers[PATH + "2"] = file(PICTURE)
    assert fetch(server).read() == PICTURE
    assert [bool(authorization) for _path, authorization in server.asked] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/latest/meta-data/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://172.16.0.1/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://224.0.0.1/",
        "https://user:pass@127.0.0.1/",
        "https://good.example@127.0.0.1/",
        "http://mms.twiliocdn.com/x",
        "ftp://mms.twiliocdn.com/x",
        "file:///etc/passwd",
        "//127.0.0.1:1/",
        "https://127.0.0.1:99999/",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(server, target):
    server.answers[PATH] = redirect(target)
    assert cause_of(server) == media.REFUSED_ADDRESS
    assert len(server.asked) == 1


def test_a_redirect_to_another_port_of_the_trusted_host_is_refused(server):
    other = FileServer()
    other.answers["/x"] = file(PICTURE)
    server.answers[PATH] = redirect(f"{other.url}/x")
    assert cause_of(server) == media.REFUSED_ADDRESS
    server.answers[PATH] = redirect(f"{other.url.replace('http', 'https')}/x")
    assert cause_of(server) == media.REFUSED_ADDRESS
    assert other.asked == []
    other.close()


def test_a_name_is_looked_up_once_and_judged_by_what_it_points_to(server, monkeypatch):
    port = server.server.server_port
    looked_up = []

    def getaddrinfo(host, _port, **_kwargs):
        looked_up.append(host)
        address = "93.184.216.34" if len(looked_up) > 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(guard.RefusedAddress):
        guard.open_connection("http", "rebinding.example", port, is_trusted=False)
    assert looked_up == ["rebinding.example"]
    assert server.asked == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::6810:1"])
def test_public_addresses_are_public(address):
    assert guard.is_public(address)


def test_an_ads_picture_is_fetched_without_credentials_and_with_the_same_guard(server):
    server.answers["/ad.jpg"] = file(PICTURE)
    assert fetch(server, "/ad.jpg", is_ad=True).read() == PICTURE
    assert server.asked == [("/ad.jpg", None)]
    source = media.Source("https://127.0.0.1/ad.jpg", MESSAGE, is_ad=True)
    with pytest.raises(media.FetchError, match=media.REFUSED_ADDRESS):
        media.fetch(source, credentials())


def test_redirects_end(server):
    server.answers[PATH] = redirect(PATH)
    assert cause_of(server) == media.UNAVAILABLE
    assert len(server.asked) == media.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("status", "cause", "may_pass"),
    [
        (404, media.GONE, True),
        (500, media.UNAVAILABLE, True),
        (503, media.UNAVAILABLE, True),
        (429, media.UNAVAILABLE, True),
        (401, media.NO_ACCESS, False),
        (403, media.NO_ACCESS, False),
    ],
)
def test_every_refusal_has_a_cause(server, status, cause, may_pass):
    server.answers[PATH] = file(b"no", status=status)
    with pytest.raises(media.FetchError) as caught:
        fetch(server)
    assert (caught.value.cause, caught.value.may_pass) == (cause, may_pass)


def test_a_file_that_is_too_large_is_refused_by_its_length(server):
    server.answers[PATH] = file(b"x", length=media.MAX_BYTES + 1)
    assert cause_of(server) == media.TOO_LARGE


def test_a_file_without_a_length_is_cut_off_where_it_is_too_large(server, monkeypatch):
    monkeypatch.setattr(media, "MAX_BYTES", 1024 * 1024)
    server.answers[PATH] = endless
    assert cause_of(server) == media.TOO_LARGE
    assert server.server.ended.wait(10), "the connection was closed"


def test_a_file_that_breaks_off_is_no_file(server):
    def answer(request):
        file(b"half", length=8)(request)
        request.connection.shutdown(socket.SHUT_RDWR)

    server.answers[PATH] = answer
    assert cause_of(server) == media.UNAVAILABLE


def test_a_file_that_drips_is_given_up(server, monkeypatch):
    monkeypatch.setattr(media, "TIME_LIMIT", 0.5)
    server.answers[PATH] = dripping
    assert cause_of(server) == media.UNAVAILABLE


def test_a_host_that_does_not_answer_is_asked_again_later():
    source = media.Source(f"http://127.0.0.1:9{PATH}", MESSAGE)
    with pytest.raises(media.FetchError, match=media.UNAVAILABLE):
        media.fetch(source, credentials("http://127.0.0.1:9"))


def test_an_account_without_credentials_asks_nobody(server):
    source = media.Source(server.url + PATH, MESSAGE)
    with pytest.raises(media.FetchError, match=media.NO_ACCESS):
        media.fetch(source, Credentials(ACCOUNT, ACCOUNT, "", server.url))
    assert server.asked == []
