"""What the addon's sweep reads from Twilio's list, time by time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from local_twilio import NORTHWIND

from odoo.addons.whatsapp_twilio.gateway import history

NOON = datetime(2026, 9, 1, 12)
HOUR = timedelta(hours=1)


def bodies(sdk, since, until):
    pages = history.pages(sdk, since, until, to=NORTHWIND)
    return [one.body for page in pages for one in page]


def test_what_came_before_noon_and_called_us_after_is_of_the_morning(twilio, sdk):
    """Twilio's filter is about when it called us, which may be a little later."""
    for body, created_at in (("morning", NOON), ("noon", NOON + HOUR)):
        sid = twilio.write(body)["sid"]
        message = twilio.sandbox.world.messages[sid]
        at = created_at.replace(tzinfo=timezone.utc).timestamp()
        message.created_at, message.sent_at = at - 2, at + 5
    assert bodies(sdk, NOON - HOUR, NOON) == ["morning"]
    assert bodies(sdk, NOON, NOON + HOUR) == ["noon"]
