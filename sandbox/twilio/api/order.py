"""A message somebody wants to send, as it was posted."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from ..sandbox import Sandbox
from ..world import addresses, faces
from ..world.contents import Content, read_variables
from ..world.records import Account, Customer

# What a request may carry; Twilio ignores nothing silently, and neither do we.
PARAMETERS = frozenset(
    [
        "To",
        "From",
        "MessagingServiceSid",
        "Body",
        "MediaUrl",
        "ContentSid",
        "ContentVariables",
        "StatusCallback",
        "ValidityPeriod",
        "ProvideFeedback",
        "Attempt",
        "SmartEncoded",
        "ForceDelivery",
        "RiskCheck",
        "ContentRetention",
        "AddressRetention",
        "MaxPrice",
    ]
)


@dataclass
class Order:
    """Every parameter is an attribute; one that was not posted is empty."""

    sandbox: Sandbox
    account: Account
    form: MultiDict

    def __getattr__(self, name: str) -> str:
        if name not in PARAMETERS:
            raise AttributeError(name)
        return self.form.get(name, "")

    @property
    def media_urls(self) -> list[str]:
        """MediaUrl, which may be posted several times."""
        return [url for url in self.form.getlist("MediaUrl") if url]

    @property
    def recipient(self) -> str:
        return addresses.without_channel(self.To)

    @property
    def customer(self) -> Customer | None:
        return self.sandbox.world.customer_at(self.recipient)

    @property
    def content(self) -> Content | None:
        return self.sandbox.world.content_of(self.account.sid, self.ContentSid)

    @property
    def is_template(self) -> bool:
        """A Body or a file beside it makes free text of a template (63016).

        https://www.twilio.com/docs/api/errors/63016
        """
        return bool(self.content) and not (self.Body or self.media_urls)

    @property
    def variables(self) -> dict[str, str] | None:
        """The template's variables, or None if they are not as they have to be."""
        return read_variables(self.ContentVariables)

    @property
    def face(self) -> dict:
        """What the phone shows of the template; empty without one."""
        return faces.face(self.content, self.variables) if self.is_template else {}

    @property
    def text(self) -> str:
        """What the customer reads: the template's words, else the Body."""
        return faces.text(self.face) if self.is_template else self.Body

    @property
    def sender_number(self) -> str | None:
        return addresses.without_channel(self.From) or None
