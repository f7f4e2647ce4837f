"""One class per thing that exists; times are seconds since the epoch."""

from __future__ import annotations

from dataclasses import dataclass, field

TERMINAL = frozenset({"read", "failed", "undelivered", "canceled", "received"})


@dataclass
class Account:
    sid: str
    auth_token: str
    name: str
    created_at: float
    api_keys: dict[str, str] = field(default_factory=dict)
    messaging_services: dict[str, list[str]] = field(default_factory=dict)
    # {"key", "secret", "algorithm"}: signs webhooks instead of the auth token.
    shared_key: dict[str, str] | None = None
    # active; suspended: it can look, but not send; closed: it can do nothing.
    status: str = "active"


@dataclass
class Sender:
    sid: str
    account_sid: str
    number: str
    name: str
    status: str = "ONLINE"
    quality_rating: str = "HIGH"
    messaging_limit: str = "10K Customers/24hr"
    webhook: dict[str, str | None] = field(default_factory=dict)
    profile: dict = field(default_factory=dict)


@dataclass
class Customer:
    """A person with WhatsApp; `address` is the number, or without one the BSUID."""

    address: str
    bsuid: str
    profile_name: str
    phone: str | None = None
    username: str | None = None
    auto_read: bool = False
    blocked: bool = False
    opted_out: bool = False
    not_on_whatsapp: bool = False


@dataclass
class Media:
    """A file of a message; its content lies in `world.files` under its SID."""

    sid: str
    content_type: str
    size: int
    created_at: float
    name: str | None = None
    # {name, organisation, numbers} of each contact, where it is a card.
    cards: list[dict] = field(default_factory=list)
    # Deleted at Twilio; the phone keeps what it got.
    deleted: bool = False


@dataclass
class Message:
    sid: str
    account_sid: str
    direction: str
    sender_number: str | None
    customer: str
    body: str
    status: str
    created_at: float
    to: str
    updated_at: float = 0.0
    sent_at: float | None = None
    error_code: int | None = None
    error_message: str | None = None
    messaging_service_sid: str | None = None
    status_callback: str | None = None
    times: dict[str, float] = field(default_factory=dict)
    # Twilio's MessageType, for messages of the business what WhatsApp makes of it.
    kind: str = "text"
    media: list[Media] = field(default_factory=list)
    # Of the business: where Twilio fetches the file, and why it could not.
    media_urls: list[str] = field(default_factory=list)
    media_error: int | None = None
    # Of the business: the template it was made of, and what the customer can tap.
    content_sid: str | None = None
    content_variables: dict[str, str] = field(default_factory=dict)
    buttons: list[dict] = field(default_factory=list)
    # What the phone shows of the template: see world/faces.py
    face: dict = field(default_factory=dict)
    # Of a customer: the SID of the quoted message, "once" or "many" times forwarded.
    quoted: str | None = None
    forwarded: str | None = None
    # Of a customer: location, button, list, referral.
    extras: dict = field(default_factory=dict)
    # Deleted at Twilio; the phone keeps what it got.
    deleted: bool = False
    # The inbound form as it was posted; repeating a webhook posts it again.
    form: dict[str, str] | None = None
    # Every webhook call made for this message, oldest first.
    webhooks: list[dict] = field(default_factory=list)

    def __post_init__(self):
        # Out of the state file they come as plain values.
        self.media = [
            one if isinstance(one, Media) else Media(**one) for one in self.media
        ]

    @property
    def num_media(self) -> int:
        return len(self.media_urls or self.media)

    @property
    def is_inbound(self) -> bool:
        return self.direction == "inbound"
