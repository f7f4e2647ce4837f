from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from odoo.addons.whatsapp_twilio.whatsapp import reply_state
from odoo.addons.whatsapp_twilio.whatsapp.reply_state import Facts, decide

NOW = datetime(2026, 3, 1, 9, 0, 0)
FINE = Facts(
    integration_on=True,
    account_exists=True,
    account_active=True,
    sender_active=True,
    brand_active=True,
    brand_matches=True,
    opted_out=False,
    window_closes_at=NOW + timedelta(seconds=1),
)
# In the order of the design's table: the first that applies wins.
CAUSES = [
    ("integration_removed", {"integration_on": False}),
    ("integration_removed", {"account_exists": False}),
    ("account_deactivated", {"account_active": False}),
    ("account_deactivated", {"sender_active": False}),
    ("brand_inactive", {"brand_active": False}),
    ("brand_mismatch", {"brand_matches": False}),
    ("opted_out", {"opted_out": True}),
    ("session_expired", {"window_closes_at": NOW}),
]


def test_nothing_in_the_way_is_open():
    assert decide(FINE, NOW) == reply_state.OPEN


def test_a_customer_who_never_wrote_has_an_expired_session():
    assert decide(replace(FINE, window_closes_at=None), NOW) == "session_expired"


def test_each_cause_alone_gives_its_state():
    for state, cause in CAUSES:
        assert decide(replace(FINE, **cause), NOW) == state, cause


def test_of_any_combination_of_causes_the_first_of_the_table_wins():
    for chosen in product((False, True), repeat=len(CAUSES)):
        present = [row for row, here in zip(CAUSES, chosen, strict=True) if here]
        facts = replace(FINE, **{k: v for _s, c in present for k, v in c.items()})
        expected = present[0][0] if present else "open"
        assert decide(facts, NOW) == expected, present
