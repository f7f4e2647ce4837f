"""What a customer writes, of whatever kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..media_types import kind_of
from ..world.records import Message

# The part of a message that decides its kind, where no file does.
KINDS = {"location": "location", "button": "interactive", "list": "interactive"}


@dataclass(frozen=True)
class File:
    content_type: str
    data: bytes
    name: str | None = None


@dataclass
class Written:
    body: str = ""
    files: list[File] = field(default_factory=list)
    # {location, button, list, referral}: see webhooks/parts.py
    extras: dict = field(default_factory=dict)
    quoted: Message | None = None
    forwarded: str | None = None
    # MessageType, where it is not what follows from the content.
    message_type: str | None = None
    # Parameters that the form carries besides, or (null) not at all.
    form: dict[str, str | None] = field(default_factory=dict)
    # How long ago Twilio got it, for an outage that is over.
    seconds_ago: float = 0

    @property
    def kind(self) -> str:
        if self.message_type:
            return self.message_type
        if self.files:
            return kind_of(self.files[0].content_type)
        return next((KINDS[name] for name in KINDS if name in self.extras), "text")

    @property
    def text(self) -> str:
        """Twilio's Body: an answer's title, a document's name, else what was typed."""
        for name, key in (("button", "text"), ("list", "title")):
            if name in self.extras:
                return self.extras[name][key]
        if self.kind == "document" and not self.body and self.files:
            return self.files[0].name or ""
        return self.body

    @property
    def is_empty(self) -> bool:
        return not (self.body or self.files or self.extras or self.message_type)
