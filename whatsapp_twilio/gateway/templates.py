"""Twilio's Content API: the templates of an account.

https://www.twilio.com/docs/content/content-api-resources
"""

from dataclasses import dataclass

from ..whatsapp import template
from .asking import ask

PAGE_SIZE = 500


@dataclass(frozen=True)
class Content:
    """One template in one language, as Twilio has it."""

    sid: str
    name: str
    language: str
    types: dict  # content type -> its parts
    samples: dict  # variable -> sample
    category: str
    approval_state: str
    rejection_reason: str


def list_templates(client):
    """All templates of the account with their approval, as a list of Content.

    Raises a SendError; then nothing is known, not even of the first pages.
    """
    found = ask(client.content.v1.content_and_approvals.list, page_size=PAGE_SIZE)
    return [_read(content) for content in found]


def find(client, name, language):
    """The templates with this name in this language: their SIDs and types."""
    found = ask(
        client.content.v2.contents.list,
        content_name=f"^{name}$",
        language=[language],
        page_size=PAGE_SIZE,
    )
    return [
        (one.sid, _without_nulls(one.types or {}))
        for one in found
        if (one.friendly_name, one.language) == (name, language)
    ]


def create(client, *, name, language, types, samples):
    """Make a template at Twilio and return its SID; raises a SendError.

    https://www.twilio.com/docs/content/content-api-resources#create-templates
    """
    body = _Json(friendly_name=name, language=language, types=types, variables=samples)
    return ask(client.content.v1.contents.create, content_create_request=body).sid


def delete(client, sid):
    """Have Twilio forget a template; raises a SendError."""
    ask(client.content.v1.contents(sid).delete)


def approval_state(client, sid):
    """WhatsApp's word about a template, in lower case; raises a SendError."""
    approval = ask(client.content.v1.contents(sid).approval_fetch().fetch)
    return _state((approval.whatsapp or {}).get("status"))


def request_approval(client, sid, *, name, category):
    """Hand a template in to WhatsApp and return its first word; raises a SendError.

    https://www.twilio.com/docs/content/content-api-resources#submit-templates-for-approval
    """
    approvals = client.content.v1.contents(sid).approval_create
    body = _Json(name=name, category=category.upper())
    return _state(ask(approvals.create, content_approval_request=body).status)


class _Json(dict):
    """A body as the SDK takes it; its own classes say null for all that is not."""

    def to_dict(self):
        return dict(self)


def _without_nulls(value):
    """What was sent, out of an answer: Twilio says null where nothing was."""
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: _without_nulls(v) for name, v in value.items() if v is not None}


def _state(word):
    return (word or template.UNSUBMITTED).lower()


def _read(content):
    approval = content.approval_requests or {}
    return Content(
        sid=content.sid,
        name=content.friendly_name or approval.get("name") or content.sid,
        language=content.language or "",
        types=content.types or {},
        samples=content.variables or {},
        category=(approval.get("category") or "").lower(),
        approval_state=_state(approval.get("status")),
        rejection_reason=approval.get("rejection_reason") or "",
    )
