"""Pages of a list, with the URIs that Twilio puts around them.

`PageToken` is what moves: PA + the SID the page starts after, PB + the SID it ends
before. `Page` only counts. https://www.twilio.com/docs/usage/twilios-response#pagination
"""

from __future__ import annotations

from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from .errors import TwilioError

DEFAULT_SIZE = 50
MAX_SIZE = 1000


class Page:
    """The rows of one page of `rows`, a list of records that have a `sid`."""

    def __init__(
        self, rows: list, query: MultiDict, filters: dict[str, str | list[str]]
    ):
        self.size = min(_number(query, "PageSize", DEFAULT_SIZE, 1), MAX_SIZE)
        self.number = _number(query, "Page", 0, 0)
        self._filters = filters
        self._token = query.get("PageToken", "")
        first = _first_row(rows, query.get("PageToken", ""), self.size)
        self.rows = rows[first : first + self.size]
        self._has_previous = first > 0
        self._has_next = first + self.size < len(rows)

    def query(self, number: int, token: str = "") -> str:
        values = {**self._filters, "PageSize": self.size, "Page": number}
        if token:
            values["PageToken"] = token
        return urlencode(values, doseq=True)

    def queries(self) -> dict[str, str | None]:
        """The query strings of first, previous and next page (null: there is none)."""
        before = after = None
        if self._has_previous and self.rows:
            before = self.query(max(self.number - 1, 0), f"PB{self.rows[0].sid}")
        if self._has_next:
            after = self.query(self.number + 1, f"PA{self.rows[-1].sid}")
        return {"first": self.query(0), "previous": before, "next": after}

    def meta(self, key: str, url: str) -> dict:
        """What the lists of Twilio's newer APIs say about a page, at this URL."""
        urls = {
            f"{name}_page_url": query and f"{url}?{query}"
            for name, query in self.queries().items()
        }
        own = self.query(self.number, self._token)
        return {
            "key": key,
            "page": self.number,
            "page_size": self.size,
            **urls,
            "url": f"{url}?{own}",
        }


def _number(query: MultiDict, name: str, default: int, least: int) -> int:
    text = query.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < least:
        raise TwilioError(20001, f"{name}={text}")
    return int(text)


def _first_row(rows: list, token: str, size: int) -> int:
    if not token:
        return 0
    kind, sid = token[:2], token[2:]
    places = (place for place, row in enumerate(rows) if row.sid == sid)
    place = next(places, None)
    if place is None or kind not in ("PA", "PB"):
        raise TwilioError(20001, "PageToken")
    return place + 1 if kind == "PA" else max(place - size, 0)
