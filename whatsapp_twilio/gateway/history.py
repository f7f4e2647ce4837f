"""Twilio's own memory of messages: its list, page by page.

https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from twilio.base import values

from ..whatsapp import address, status
from .asking import ask

# What one page may hold; Twilio's most.
PAGE_SIZE = 1000
# Twilio's filter is about when a message was sent on (a customer's: when we were
# called), which comes after it was created.
SENT_LATER = timedelta(minutes=10)
API = "https://api.twilio.com"


@dataclass(frozen=True)
class Remembered:
    """One message as Twilio's list has it; times are UTC without a zone."""

    sid: str
    is_inbound: bool
    sender: str
    recipient: str
    body: str
    has_media: bool
    state: str | None  # None: a word that says nothing about ours
    created_at: datetime
    updated_at: datetime
    error_code: str
    error_message: str
    price: float | None  # what it cost; None: not known yet
    price_unit: str


def pages(client, since, until, *, to="", from_=""):
    """What was created in this time, to or from one of our numbers, newest first, as
    lists.

    Raises a SendError; then nothing is known of the pages to come.
    """
    page = ask(
        client.messages.page,
        to=address.CHANNEL_PREFIX + to if to else values.unset,
        from_=address.CHANNEL_PREFIX + from_ if from_ else values.unset,
        date_sent_after=since,
        date_sent_before=until + SENT_LATER,
        page_size=PAGE_SIZE,
    )
    while page:
        # Twilio may compare days where we asked for moments.
        listed = (_read(message) for message in page)
        yield [one for one in listed if since <= one.created_at <= until]
        page = ask(page.next_page)


def form_of(client, one, account_sid, base_url=""):
    """The form of a customer's message, as far as Twilio remembers it.

    Forgotten are: profile name, buttons, locations, quotes, the business-scoped id.
    """
    form = {
        "MessageSid": one.sid,
        "AccountSid": account_sid,
        "From": one.sender,
        "To": one.recipient,
        "Body": one.body,
        "NumMedia": "0",
    }
    if one.has_media:
        form.update(_media_of(client, one.sid, base_url or client.get_hostname(API)))
    return form


def _media_of(client, sid, base_url):
    """https://www.twilio.com/docs/messaging/api/media-resource"""
    files = ask(client.messages(sid).media.list)
    found = {"NumMedia": str(len(files))}
    for place, file in enumerate(files):
        path = file.uri.removesuffix(".json")
        found[f"MediaUrl{place}"] = base_url.rstrip("/") + path
        found[f"MediaContentType{place}"] = file.content_type or ""
    return found


def _read(message):
    return Remembered(
        sid=message.sid,
        is_inbound=message.direction == "inbound",
        sender=message.from_ or "",
        recipient=message.to or "",
        body=message.body or "",
        has_media=(message.num_media or "0") != "0",
        state=status.OF_TWILIO.get(message.status),
        created_at=_naive(message.date_created),
        updated_at=_naive(message.date_updated or message.date_created),
        error_code=str(message.error_code or ""),
        error_message=message.error_message or "",
        price=None if message.price is None else abs(float(message.price)),
        price_unit=(message.price_unit or "").upper(),
    )


def _naive(moment):
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
