"""Which messages a list shows: To, From, and the day or moment they were sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from werkzeug.datastructures import MultiDict

from ..world.records import Message
from . import dates
from .errors import TwilioError
from .message_json import message_json

Test = Callable[[Message], bool]


def same(field: str, value: str) -> Test:
    return lambda message: message_json(message)[field] == value


def on(_field: str, value: str) -> Test:
    day = _moment(value).date()
    return lambda message: _sent(message).date() == day


def until(_field: str, value: str) -> Test:
    moment = _moment(value)
    if dates.is_date_only(value):
        end = moment + timedelta(days=1)
        return lambda message: _sent(message) < end
    return lambda message: _sent(message) <= moment


def since(_field: str, value: str) -> Test:
    moment = _moment(value)
    return lambda message: _sent(message) >= moment


# parameter: (the test it makes, the field it reads), in the order of Twilio's URIs
FILTERS = {
    "To": (same, "to"),
    "From": (same, "from"),
    "DateSent": (on, "date_sent"),
    "DateSent<": (until, "date_sent"),
    "DateSent>": (since, "date_sent"),
}


def given(query: MultiDict) -> dict[str, str]:
    """The filters of a request, as they go into the URIs of its pages."""
    return {name: query[name] for name in FILTERS if query.get(name)}


def keep(messages: list[Message], filters: dict[str, str]) -> list[Message]:
    tests = [_test(name, value) for name, value in filters.items()]
    return [one for one in messages if all(test(one) for test in tests)]


def _test(name: str, value: str) -> Test:
    make, field = FILTERS[name]
    test = make(field, value)
    if field != "date_sent":
        return test
    return lambda message: message.sent_at is not None and test(message)


def _moment(text: str) -> datetime:
    try:
        return dates.parse(text)
    except (ValueError, TypeError):
        raise TwilioError(20001, f"DateSent={text}") from None


def _sent(message: Message) -> datetime:
    return datetime.fromtimestamp(int(message.sent_at), timezone.utc)
