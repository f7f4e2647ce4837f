"""A message whose request left is not sent again, however the connection breaks."""

import socket
import ssl
import threading
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from odoo.addons.whatsapp_twilio.gateway import client
from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Unanswered

ACCOUNT = "AC0d00d0000000000000000000000000d0"
HOST = "127.0.0.1"


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this host and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(timezone.utc)
    made = (
        x509.CertificateBuilder()
        .issuer_name(name)
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = tmp_path / "host.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return str(path)


@pytest.fixture
def broken(certificate):
    """A server that takes one request and answers what is no TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = socket.create_server((HOST, 0))
    taken = []

    def serve():
        with server.accept()[0] as plain:
            below = plain.dup()
            try:
                with context.wrap_socket(plain, server_side=True) as tls, below:
                    taken.append(tls.recv(65536))
                    below.sendall(b"\x17\x03\x03\x00\x40" + bytes(64))
            except OSError:
                pass

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"https://{HOST}:{server.getsockname()[1]}", taken
    thread.join()
    server.close()


def send(url):
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "token", url))
    client.send(
        twilio,
        sender="+14155550100",
        recipient="whatsapp:+393331234567",
        body="Hi",
        media_url=False,
        status_callback="https://odoo.example.com/status/1",
    )


def test_tls_that_breaks_after_the_request_left_leaves_a_doubt(
    broken, certificate, monkeypatch
):
    url, taken = broken
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate)
    with pytest.raises(Unanswered):
        send(url)
    assert taken


def test_who_is_not_twilio_is_told_nothing(broken):
    url, taken = broken
    with pytest.raises(NotNow):
        send(url)
    assert not any(taken)
