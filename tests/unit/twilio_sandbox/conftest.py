"""A local Twilio and a business that it calls, both in this process, on free ports."""

from __future__ import annotations

import pytest
from local_twilio import NORTHWIND_SID, Business, FileHost, LocalTwilio, OtherBaseUrl
from twilio.rest import Client

from sandbox.twilio import demo


@pytest.fixture
def business():
    one = Business()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def file_host():
    one = FileHost()
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def twilio(business):
    """A local Twilio whose first sender calls the business."""
    one = LocalTwilio()
    webhook = {"callback_url": f"{business.url}/in"}
    one.api("POST", f"/v2/Channels/Senders/{NORTHWIND_SID}", json={"webhook": webhook})
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def sdk(twilio) -> Client:
    http_client = OtherBaseUrl(twilio.url)
    return Client(demo.ACCOUNT_SID, demo.AUTH_TOKEN, http_client=http_client)
