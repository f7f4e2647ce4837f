"""Twilio's Content API: the templates of an account.

https://www.twilio.com/docs/content/content-api-resources
"""

from dataclasses import dataclass

from ..whatsapp import template
from .client import ask

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


def _read(content):
    approval = content.approval_requests or {}
    return Content(
        sid=content.sid,
        name=content.friendly_name or approval.get("name") or content.sid,
        language=content.language or "",
        types=content.types or {},
        samples=content.variables or {},
        category=(approval.get("category") or "").lower(),
        approval_state=(approval.get("status") or template.UNSUBMITTED).lower(),
        rejection_reason=approval.get("rejection_reason") or "",
    )
