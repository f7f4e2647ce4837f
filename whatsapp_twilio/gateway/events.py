"""What Twilio's forms say, in our words.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from dataclasses import dataclass

from ..whatsapp import address, status
from . import contents

# How often a message was forwarded.
FORWARDED, FORWARDED_OFTEN = "forwarded", "forwarded_often"


@dataclass(frozen=True)
class Inbound:
    """One message of a customer."""

    sid: str
    sender: str  # our number, E.164
    customer: address.Address
    profile_name: str
    kind: str
    body: str
    media: tuple[contents.Media, ...] = ()
    location: contents.Location | None = None
    answer: contents.Answer | None = None
    referral: contents.Referral | None = None
    replied_sid: str = ""  # the message that this one quotes
    forwarded: str = ""

    @property
    def text(self):
        """What the customer wrote: a document has its name where others have text."""
        return "" if self.kind == contents.DOCUMENT and self.media else self.body


@dataclass(frozen=True)
class Status:
    """News about one message of ours."""

    sid: str
    state: str | None  # None: a word that Twilio added since
    error_code: str
    error_message: str


class UnreadableForm(ValueError):
    """A form that lacks what every message has; the text says what."""


def read_inbound(form):
    """Read an inbound form (a dict of strings), or raise UnreadableForm."""
    customer = read_customer(form)
    sender = address.parse(form.get("To"))
    if not customer:
        raise UnreadableForm("From is not a WhatsApp address")
    if not sender or not sender.phone:
        raise UnreadableForm("To is not a WhatsApp number")
    return Inbound(
        sid=read_sid(form),
        sender=sender.phone,
        customer=customer,
        profile_name=form.get("ProfileName", "").strip(),
        body=form.get("Body", ""),
        replied_sid=form.get("OriginalRepliedMessageSid", ""),
        forwarded=_read_forwarded(form),
        **_read_contents(form),
    )


def _read_contents(form):
    """What the message is and carries; an unknown kind is what it looks like."""
    media = contents.read_media(form, form.get("MessageType"))
    location = contents.read_location(form)
    kind = form.get("MessageType")
    is_empty_text = kind == contents.TEXT and not form.get("Body")
    if kind not in contents.KINDS or is_empty_text:
        kind = _looks_like(form, media, location)
    tapped = kind in (contents.BUTTON, contents.INTERACTIVE)
    return {
        "kind": kind,
        "media": media,
        "location": location,
        "answer": contents.read_answer(form) if tapped else None,
        "referral": contents.read_referral(form),
    }


def _looks_like(form, media, location):
    own = [item.kind for item in media if not item.is_ad]
    if own or location:
        return own[0] if own else contents.LOCATION
    if any(form.get(name) for name in ("ButtonText", "ButtonPayload", "ListId")):
        return contents.INTERACTIVE
    return contents.TEXT if form.get("Body") else contents.UNSUPPORTED


def _read_forwarded(form):
    if form.get("FrequentlyForwarded") == "true":
        return FORWARDED_OFTEN
    return FORWARDED if form.get("Forwarded") == "true" else ""


def read_customer(form):
    """The customer's phone and BSUID, or None; ExternalUserId may lack the prefix."""
    sender = address.parse(form.get("From"))
    external = address.parse(form.get("ExternalUserId"))
    if not sender:
        return None
    bsuid = sender.bsuid or (external.bsuid if external else "")
    return address.Address(phone=sender.phone, bsuid=bsuid)


def read_status(form):
    """Read a status callback (a dict of strings)."""
    return Status(
        sid=read_sid(form),
        state=status.OF_TWILIO.get(form.get("MessageStatus")),
        error_code=form.get("ErrorCode", ""),
        error_message=form.get("ErrorMessage", ""),
    )


def read_sid(form):
    """The message's SID; SmsSid is its older name."""
    return form.get("MessageSid") or form.get("SmsSid") or ""
