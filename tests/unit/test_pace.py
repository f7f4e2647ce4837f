from odoo.addons.whatsapp_twilio.whatsapp import pace


def test_what_left_a_second_ago_counts_no_more():
    log = [[10.0, 3], [10.5, 4]]
    assert pace.recent(log, 10.9) == log
    assert pace.recent(log, 11.0) == [[10.5, 4]]
    assert pace.recent(log, 11.5) == []


def test_a_clock_that_was_set_back_holds_nothing_up():
    """As when another database server takes over."""
    assert pace.recent([[310.0, 80], [9.5, 2]], 10.0) == [[9.5, 2]]


def test_there_is_room_for_what_has_not_left_in_this_second():
    assert pace.room([], 80) == 80
    assert pace.room([[10.0, 30], [10.2, 45]], 80) == 5
    assert pace.room([[10.0, 90]], 80) == 0


def test_of_ten_one_is_kept_for_replies():
    assert pace.room_for_many([], 80) == 72
    assert pace.room_for_many([[10.0, 72]], 80) == 0
    assert pace.room_for_many([], 5) == 4
    assert pace.room_for_many([], 1) == 1
