"""What Twilio's forms say, in our words.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from dataclasses import dataclass

from ..whatsapp import address, status


@dataclass(frozen=True)
class Inbound:
    """One message of a customer."""

    sid: str
    sender: str  # our number, E.164
    customer: address.Address
    profile_name: str
    kind: str
    body: str


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
        kind=form.get("MessageType") or "text",
        body=form.get("Body", ""),
    )


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
