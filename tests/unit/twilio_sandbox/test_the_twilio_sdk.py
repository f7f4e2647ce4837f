"""The `twilio` library works unchanged, but for the base URL."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from local_twilio import NORTHWIND, NORTHWIND_SID, SOFIA, OtherBaseUrl, sample
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client
from twilio.rest.messaging.v2.channels_sender import ChannelsSenderList

from sandbox.twilio import demo

FROM_TO = {"from_": f"whatsapp:{NORTHWIND}", "to": f"whatsapp:{SOFIA}"}


def test_it_sends_and_fetches(twilio, sdk):
    twilio.write()
    message = sdk.messages.create(body="Hello", **FROM_TO)
    assert message.status == "queued"
    assert message.date_created.tzinfo is timezone.utc
    twilio.ends(message.sid, "delivered")
    assert message.fetch().status == "delivered"


def test_it_pages_through_a_filtered_list(twilio, sdk):
    for number in range(5):
        twilio.write(str(number))
    since = datetime.now(timezone.utc) - timedelta(hours=1)
    to = f"whatsapp:{NORTHWIND}"
    found = sdk.messages.list(to=to, date_sent_after=since, page_size=2)
    assert [message.body for message in found] == ["4", "3", "2", "1", "0"]
    assert sdk.messages.list(to=to, date_sent_before=since) == []


def test_it_raises_twilios_error(sdk):
    with pytest.raises(TwilioRestException) as caught:
        sdk.messages.create(body="x" * 1601, **FROM_TO)
    assert (caught.value.status, caught.value.code) == (400, 21617)


def test_it_sends_lists_and_deletes_media(twilio, sdk, file_host):
    twilio.write()
    url = file_host.put("/1.jpg", sample("photo.jpg"), "image/jpeg")
    message = sdk.messages.create(media_url=[url], **FROM_TO)
    twilio.ends(message.sid, "delivered")
    (media,) = message.media.list()
    assert media.content_type == media.fetch().content_type == "image/jpeg"
    assert media.delete() and message.media.list() == []
    assert message.delete()
    with pytest.raises(TwilioRestException) as caught:
        message.fetch()
    assert caught.value.code == 20404


def test_it_works_with_an_api_key(twilio):
    client = Client(
        demo.API_KEY_SID,
        demo.API_KEY_SECRET,
        demo.ACCOUNT_SID,
        http_client=OtherBaseUrl(twilio.url),
    )
    assert client.messages.create(body="Hello", **FROM_TO).sid


def test_it_reads_the_account(sdk):
    account = sdk.api.accounts(demo.ACCOUNT_SID).fetch()
    assert (account.status, account.type) == ("active", "Full")


def test_it_lists_senders_and_sets_their_webhook(sdk):
    senders = sdk.messaging.v2.channels_senders
    found = senders.list(channel="whatsapp", page_size=1)
    assert [one.sid for one in found] == [sid for sid, *_rest in demo.SENDERS]
    kinds = ChannelsSenderList
    webhook = kinds.MessagingV2ChannelsSenderWebhook({"callback_url": "https://a.b/in"})
    request = kinds.MessagingV2ChannelsSenderRequestsUpdate({"webhook": webhook})
    senders(NORTHWIND_SID).update(messaging_v2_channels_sender_requests_update=request)
    fetched = senders(NORTHWIND_SID).fetch()
    assert fetched.webhook["callback_url"] == "https://a.b/in"
