"""Dates as the 2010 API writes them (RFC 2822) and reads them (ISO 8601 too)."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import format_datetime, parsedate_to_datetime


def rfc2822(seconds: float | None) -> str | None:
    """`Thu, 24 Aug 2023 05:01:45 +0000`."""
    if seconds is None:
        return None
    return format_datetime(datetime.fromtimestamp(int(seconds), timezone.utc))


def is_date_only(text: str) -> bool:
    return len(text) == len("2008-01-02")


def parse(text: str) -> datetime:
    """
    :raises ValueError: `text` is none of the formats.
    """
    try:
        # Python 3.10 reads no "Z".
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
