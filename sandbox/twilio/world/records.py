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
    # The inbound form as it was posted; repeating a webhook posts it again.
    form: dict[str, str] | None = None
    # Every webhook call made for this message, oldest first.
    webhooks: list[dict] = field(default_factory=list)

    @property
    def is_inbound(self) -> bool:
        return self.direction == "inbound"
