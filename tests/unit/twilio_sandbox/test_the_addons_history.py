"""What the addon's sweep reads from Twilio's list, time by time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from local_twilio import NORTHWIND

from odoo.addons.whatsapp_twilio.gateway import history

from sandbox.twilio import demo

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


def test_a_file_lies_in_the_region_that_was_asked(twilio, sdk):
    twilio.write_files("photo.jpg")
    sdk.region, sdk.edge = "ie1", "dublin"
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    [[one]] = history.pages(sdk, now - HOUR, now + HOUR, to=NORTHWIND)
    form = history.form_of(sdk, one, demo.ACCOUNT_SID)
    assert form["MediaUrl0"].startswith("https://api.dublin.ie1.twilio.com/2010-04-01/")
