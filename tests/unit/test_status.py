from itertools import permutations, product

import pytest

from odoo.addons.whatsapp_twilio.whatsapp import status
from odoo.addons.whatsapp_twilio.whatsapp.status import follows

PROGRESS = ["queued", "sending", "sent", "delivered", "read"]


def last_of(callbacks, state="sending"):
    for new in callbacks:
        if follows(new, state):
            state = new
    return state


def test_progress_goes_forward_only():
    for earlier, later in product(range(len(PROGRESS)), repeat=2):
        assert follows(PROGRESS[later], PROGRESS[earlier]) is (later > earlier)


def test_read_is_not_undone_by_a_late_delivered():
    assert not follows("delivered", "read")


def test_callbacks_in_any_order_end_in_the_same_state():
    for order in permutations(["sent", "delivered", "read"]):
        assert last_of(order) == "read"


def test_a_failure_ends_what_was_not_yet_delivered():
    for state in ["queued", "sending", "sent", "unknown"]:
        assert follows("failed", state)
        assert follows("undelivered", state)


def test_a_failure_never_takes_back_a_delivery():
    for state in ["delivered", "read"]:
        assert not follows("failed", state)


def test_proof_of_delivery_wins_over_an_earlier_failure():
    assert follows("delivered", "undelivered")
    assert follows("read", "failed")
    assert not follows("sent", "failed")


def test_what_was_canceled_stays_so_unless_it_arrived():
    assert follows("canceled", "queued")
    for state in ["queued", "sending", "sent", "failed", "canceled"]:
        assert not follows(state, "canceled")
    assert follows("delivered", "canceled")


def test_a_failure_is_told_once():
    assert not follows("undelivered", "failed")


def test_an_answer_resolves_what_was_unknown():
    for state in ["sending", "sent", "delivered", "read", "failed"]:
        assert follows(state, "unknown")


@pytest.mark.parametrize("word", list(status.OF_TWILIO))
def test_each_word_of_twilio_is_a_state_of_ours(word):
    assert status.OF_TWILIO[word] in status.OUTBOUND


def test_every_state_of_ours_has_its_place_among_several():
    assert sorted(status.WORST_FIRST) == sorted(status.OUTBOUND)
