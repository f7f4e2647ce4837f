"""What we ask of Twilio, one function for each question."""

import json
from dataclasses import dataclass
from datetime import datetime

from twilio.base import values
from twilio.rest import Client

from ..whatsapp import address, status
from .asking import ask
from .errors import Refused
from .http import HttpClient

# How far back a lookup of one customer's messages goes: one page.
LOOKUP_PAGE = 50
ACTIVE = "active"  # Twilio's word for an account in good standing


@dataclass(frozen=True)
class Credentials:
    """How to sign in to one Twilio account: its token, or an API key."""

    account_sid: str
    username: str
    password: str
    base_url: str = ""  # empty: Twilio itself


@dataclass(frozen=True)
class Taken:
    """A message that Twilio has: its SID, and its state in our words."""

    sid: str
    state: str


@dataclass(frozen=True)
class Listed:
    """A message in Twilio's list."""

    sid: str
    state: str
    body: str
    has_media: bool
    is_inbound: bool
    created_at: datetime  # aware, by our clock
    error_code: str
    error_message: str

    @property
    def may_carry_file(self):
        """Twilio may count a file only once it has fetched it; its SID tells before.

        https://www.twilio.com/docs/glossary/what-is-a-sid (MM: with media)
        """
        return self.has_media or self.sid.startswith("MM")


@dataclass(frozen=True)
class SenderStatus:
    """What Twilio says of a WhatsApp sender."""

    sid: str
    number: str
    status: str
    quality_rating: str
    messaging_limit: str


def connect(credentials):
    """A client for one account; it keeps its connections, so keep it for a batch.

    Raises Refused where the account has no credentials, or none that can be sent.
    """
    if not credentials.password:
        raise Refused("20003", "The account has no Auth Token or API key secret.")
    if not (credentials.username + credentials.password).isascii():
        raise Refused("20003", "The credentials hold a character that is not ASCII.")
    return Client(
        username=credentials.username,
        password=credentials.password,
        account_sid=credentials.account_sid,
        http_client=HttpClient(credentials.base_url),
    )


def send(client, *, body, media_url, **way):
    """Hand one message to Twilio and return what it Taken; raises a SendError.

    It is a text, a file that Twilio fetches, or a picture with its caption.
    """
    return _create(
        client,
        body=body or values.unset,
        media_url=[media_url] if media_url else values.unset,
        **way,
    )


def send_template(client, *, content_sid, variables, **way):
    """Hand one template to Twilio and return what it Taken; raises a SendError.

    Never with a Body: outside of the session that fails (error 63016).
    """
    return _create(
        client,
        content_sid=content_sid,
        content_variables=json.dumps(variables) if variables else values.unset,
        **way,
    )


def _create(client, *, sender, recipient, status_callback, **content):
    """https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource"""
    message = ask(
        client.messages.create,
        from_=address.CHANNEL_PREFIX + sender,
        to=recipient,
        status_callback=status_callback,
        **content,
    )
    return Taken(message.sid, status.OF_TWILIO.get(message.status, status.SENDING))


def list_sent(client, *, sender, recipient):
    """The newest messages from a sender to one recipient, as a list of Listed."""
    messages = ask(
        client.messages.list,
        from_=address.CHANNEL_PREFIX + sender,
        to=recipient,
        limit=LOOKUP_PAGE,
    )
    return [
        Listed(
            sid=message.sid,
            state=status.OF_TWILIO.get(message.status, status.SENDING),
            body=message.body or "",
            has_media=(message.num_media or "0") != "0",
            is_inbound=message.direction == "inbound",
            created_at=message.date_created + client.http_client.ahead,
            error_code=str(message.error_code or ""),
            error_message=message.error_message or "",
        )
        for message in messages
    ]


def account_status(client):
    """Twilio's word for the account: active, suspended or closed.

    A Standard API key may ask for anything but this, so its refusal says nothing: ask
    for something else to know whether the key works. The Auth Token may ask.
    https://www.twilio.com/docs/iam/api-keys/key-resource-v1
    """
    try:
        return ask(client.api.accounts(client.account_sid).fetch).status
    except Refused:
        if client.username == client.account_sid:
            raise
        return ACTIVE


def list_senders(client):
    """The account's WhatsApp senders, as a list of SenderStatus.

    https://www.twilio.com/docs/whatsapp/api/senders
    """
    senders = ask(client.messaging.v2.channels_senders.list, channel="whatsapp")
    return [
        SenderStatus(
            sid=sender.sid,
            number=(sender.sender_id or "").removeprefix(address.CHANNEL_PREFIX),
            status=str(sender.status or ""),
            quality_rating=_property(sender, "quality_rating"),
            messaging_limit=_property(sender, "messaging_limit"),
        )
        for sender in senders
    ]


def _property(sender, name):
    properties = sender.properties or {}
    if isinstance(properties, dict):
        return str(properties.get(name) or "")
    return str(getattr(properties, name, None) or "")
