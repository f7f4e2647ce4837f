"""`/v1/Content`, `/v1/ContentAndApprovals` and v2's lists, which know filters.

https://www.twilio.com/docs/content/content-api-resources#fetch-all-content-resources
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from ..sandbox import Sandbox
from ..world.contents import Content
from ..world.records import Account
from .answers import as_json
from .content_json import content_json, moment, with_approval_json
from .errors import TwilioError
from .paging import Page


def _pattern(read: Callable[[Content], str], values: list[str]):
    try:
        forms = [re.compile(value) for value in values]
    except re.error:
        raise TwilioError(20001, values[0]) from None
    return lambda content: all(form.search(read(content)) for form in forms)


def _one_of(read: Callable[[Content], str], values: list[str]):
    return lambda content: read(content) in values


def _since(values: list[str]):
    return lambda content: moment(content.created_at) >= values[-1]


def _until(values: list[str]):
    return lambda content: moment(content.created_at) <= values[-1]


# parameter of v2: the test that its values make
FILTERS = {
    "ContentName": partial(_pattern, lambda content: content.name),
    "Content": partial(_pattern, lambda content: json.dumps(content.types)),
    "Language": partial(_one_of, lambda content: content.language),
    "ContentType": partial(_one_of, lambda content: content.type),
    "ChannelEligibility": partial(
        _one_of, lambda content: f"whatsapp:{content.status}"
    ),
    "DateCreatedAfter": _since,
    "DateCreatedBefore": _until,
}
SORTS = {
    "SortByDate": lambda content: content.updated_at or content.created_at,
    "SortByContentName": lambda content: content.name,
}
DIRECTIONS = {"asc": False, "desc": True}


def contents(sandbox: Sandbox, request: Request, account: Account) -> Response:
    root = request.url_root.rstrip("/")
    return _page(sandbox, request, account, partial(content_json, root=root))


def with_approvals(sandbox: Sandbox, request: Request, account: Account) -> Response:
    return _page(sandbox, request, account, with_approval_json)


def _page(sandbox: Sandbox, request: Request, account: Account, as_dict) -> Response:
    found = sandbox.world.contents.values()
    rows = [one for one in found if one.account_sid == account.sid]
    kept = {}
    if request.path.startswith("/v2/"):
        names = FILTERS.keys() | SORTS.keys()
        kept = {one: v for one, v in request.args.lists() if one in names}
        rows = _sorted(_filtered(rows, kept), request.args)
    page = Page(rows, request.args, kept)
    meta = page.meta("contents", request.base_url)
    return as_json({"contents": [as_dict(one) for one in page.rows], "meta": meta})


def _filtered(rows: list[Content], given: dict[str, list[str]]) -> list[Content]:
    tests = [FILTERS[name](values) for name, values in given.items() if name in FILTERS]
    return [one for one in rows if all(test(one) for test in tests)]


def _sorted(rows: list[Content], query: MultiDict) -> list[Content]:
    for name, key in SORTS.items():
        if direction := query.get(name):
            if direction not in DIRECTIONS:
                raise TwilioError(20001, f"{name}={direction}")
            rows = sorted(rows, key=key, reverse=DIRECTIONS[direction])
    return rows
