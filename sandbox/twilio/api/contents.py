"""`/v1/ContentAndApprovals` (and v2): the templates of an account, with their approval.

https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

from datetime import datetime, timezone

from werkzeug.wrappers import Request, Response

from ..sandbox import Sandbox
from ..world.contents import Content
from ..world.records import Account
from .answers import as_json
from .paging import Page

PATHS = ("/v1/ContentAndApprovals", "/v2/ContentAndApprovals")


def content_json(content: Content) -> dict:
    moment = datetime.fromtimestamp(content.created_at, timezone.utc)
    created = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "account_sid": content.account_sid,
        "approval_requests": {
            "allow_category_change": True,
            "category": content.category,
            "content_type": content.type,
            "name": content.name,
            "rejection_reason": content.rejection_reason,
            "status": content.status,
        },
        "date_created": created,
        "date_updated": created,
        "friendly_name": content.name,
        "language": content.language,
        "sid": content.sid,
        "types": content.types,
        "variables": content.samples,
    }


def index(sandbox: Sandbox, request: Request, account: Account) -> Response:
    contents = sandbox.world.contents.values()
    owned = [one for one in contents if one.account_sid == account.sid]
    page = Page(owned, request.args, {})
    meta = page.meta("contents", request.base_url)
    return as_json({"contents": [content_json(one) for one in page.rows], "meta": meta})
