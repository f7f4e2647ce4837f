"""`/2010-04-01/Accounts/{AC}/Messages`: create, fetch, list, delete.

https://www.twilio.com/docs/messaging/api/message-resource
"""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..life import journey, outbound
from ..sandbox import Sandbox
from ..world.records import Account, Message
from . import filters
from .answers import as_json, drop_connection
from .checks import check
from .errors import TwilioError
from .message_json import account_uri, message_json
from .order import Order
from .paging import Page


def create(sandbox: Sandbox, request: Request, account: Account) -> Response:
    if account.status != "active":
        raise TwilioError(10001)
    order = Order(sandbox, account, request.form)
    check(order)
    message = outbound.accept(sandbox, order)
    answer = message_json(message)
    journey.start(sandbox, message)
    seconds = sandbox.faults.take("accept_then_timeout")
    if seconds is not None:
        drop_connection(request, seconds)
    if status := sandbox.faults.take("accept_then_5xx"):
        raise TwilioError(20500, status=status)
    return as_json(answer, 201)


def fetch(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    return as_json(message_json(get(sandbox, request, account, sid)))


def delete(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    """Gone from Twilio with its media; the phone keeps what it got."""
    message = get(sandbox, request, account, sid)
    message.deleted = True
    for media in message.media:
        media.deleted = True
    sandbox.changed("deleted", {"sid": sid})
    return Response(status=204)


def get(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Message:
    """
    :raises TwilioError: 20404, the account has no such message (any more).
    """
    message = sandbox.world.messages.get(sid)
    if message is None or message.deleted or message.account_sid != account.sid:
        raise TwilioError(20404, request.path)
    return message


def index(sandbox: Sandbox, request: Request, account: Account) -> Response:
    wanted = filters.given(request.args)
    page = Page(
        filters.keep(_newest_first(sandbox, account), wanted), request.args, wanted
    )
    rows = [message_json(one) for one in page.rows]
    path = f"{account_uri(account.sid)}/Messages.json"
    return as_json(list_json(page, "messages", rows, path, request))


def _newest_first(sandbox: Sandbox, account: Account) -> list[Message]:
    with sandbox.world.lock:
        messages = list(sandbox.world.messages.values())
    return [
        one
        for one in reversed(messages)
        if one.account_sid == account.sid and not one.deleted
    ]


def list_json(page: Page, key: str, rows: list, path: str, request: Request) -> dict:
    """A list as the 2010 API writes it: the rows under `key`, the pages around them."""
    uris = {
        f"{name}_page_uri": query and f"{path}?{query}"
        for name, query in page.queries().items()
    }
    start = page.number * page.size
    own = page.query(page.number, request.args.get("PageToken", ""))
    return {
        "end": start + max(len(page.rows) - 1, 0),
        **uris,
        key: rows,
        "page": page.number,
        "page_size": page.size,
        "start": start,
        "uri": f"{path}?{own}",
    }
