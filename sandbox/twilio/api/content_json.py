"""Templates, as Twilio answers them."""

from __future__ import annotations

from datetime import datetime, timezone

from ..world.contents import Content


def content_json(content: Content, root: str) -> dict:
    """The content itself, with where it is and where WhatsApp is asked about it."""
    url = f"{root}/v1/Content/{content.sid}"
    approvals = f"{url}/ApprovalRequests"
    links = {"approval_create": f"{approvals}/whatsapp", "approval_fetch": approvals}
    return {**_content(content), "links": links, "url": url}


def with_approval_json(content: Content) -> dict:
    return {**_content(content), "approval_requests": approval_json(content)}


def approval_json(content: Content) -> dict:
    return {
        "allow_category_change": True,
        "category": content.category,
        "content_type": content.type if content.is_submitted else "",
        "name": content.approval_name,
        "rejection_reason": content.rejection_reason,
        "status": content.status,
    }


def fetched_approval_json(content: Content, root: str) -> dict:
    return {
        "account_sid": content.account_sid,
        "sid": content.sid,
        "url": f"{root}/v1/Content/{content.sid}/ApprovalRequests",
        "whatsapp": {"type": "whatsapp", **approval_json(content)},
    }


def _content(content: Content) -> dict:
    return {
        "account_sid": content.account_sid,
        "date_created": moment(content.created_at),
        "date_updated": moment(content.updated_at or content.created_at),
        "friendly_name": content.name,
        "language": content.language,
        "sid": content.sid,
        "types": content.types,
        "variables": content.samples,
    }


def moment(seconds: float) -> str:
    at = datetime.fromtimestamp(seconds, timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
