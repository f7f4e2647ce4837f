"""`…/Messages/{SM}/Media`: list, fetch, the file itself, delete.

https://www.twilio.com/docs/messaging/api/media-resource
"""

from __future__ import annotations

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from .. import cdn
from ..sandbox import Sandbox
from ..world.records import Account, Media
from .answers import as_json
from .dates import rfc2822
from .errors import TwilioError
from .message_json import message_uri
from .messages import get, list_json
from .paging import Page


def media_json(account: Account, message_sid: str, media: Media) -> dict:
    uri = f"{message_uri(account.sid, message_sid)}/Media/{media.sid}.json"
    return {
        "account_sid": account.sid,
        "content_type": media.content_type,
        "date_created": rfc2822(media.created_at),
        "date_updated": rfc2822(media.created_at),
        "parent_sid": message_sid,
        "sid": media.sid,
        "uri": uri,
    }


def index(
    sandbox: Sandbox, request: Request, account: Account, message_sid: str
) -> Response:
    message = get(sandbox, request, account, message_sid)
    present = [media for media in message.media if not media.deleted]
    page = Page(present, request.args, {})
    rows = [media_json(account, message_sid, media) for media in page.rows]
    path = f"{message_uri(account.sid, message_sid)}/Media.json"
    return as_json(list_json(page, "media_list", rows, path, request))


def fetch(
    sandbox: Sandbox, request: Request, account: Account, message_sid: str, sid: str
) -> Response:
    media = _get(sandbox, request, account, message_sid, sid)
    return as_json(media_json(account, message_sid, media))


def content(
    sandbox: Sandbox, request: Request, account: Account, message_sid: str, sid: str
) -> Response:
    """Twilio answers a media URL with a redirect to the file."""
    media = _get(sandbox, request, account, message_sid, sid)
    if sandbox.faults.take("media_404"):
        raise TwilioError(20404, request.path)
    elsewhere = sandbox.faults.take("media_redirect")
    return redirect(elsewhere or cdn.link(sandbox, message_sid, media), 307)


def delete(
    sandbox: Sandbox, request: Request, account: Account, message_sid: str, sid: str
) -> Response:
    media = _get(sandbox, request, account, message_sid, sid)
    media.deleted = True
    sandbox.changed("media", {"sid": sid})
    return Response(status=204)


def _get(
    sandbox: Sandbox, request: Request, account: Account, message_sid: str, sid: str
) -> Media:
    get(sandbox, request, account, message_sid)
    media = sandbox.world.media_of(message_sid, sid)
    if media is None or media.deleted:
        raise TwilioError(20404, request.path)
    return media
