from datetime import datetime, timedelta

from odoo.addons.whatsapp_twilio.whatsapp import window

WROTE = datetime(2026, 3, 1, 9, 0, 0)


def test_the_window_is_open_to_the_last_second():
    closing = window.closes_at(WROTE)
    assert window.is_open(closing, WROTE + timedelta(hours=23, minutes=59, seconds=59))


def test_the_window_is_closed_after_24_hours_exactly():
    assert not window.is_open(window.closes_at(WROTE), WROTE + timedelta(hours=24))


def test_a_customer_who_never_wrote_has_no_window():
    assert window.closes_at(None) is None
    assert not window.is_open(None, WROTE)


def test_twilio_knows_better_when_it_says_that_the_window_is_over():
    ended = WROTE + timedelta(hours=3)
    assert window.closes_at(WROTE, ended) == ended


def test_it_knows_better_within_the_same_second_too():
    assert window.closes_at(WROTE, WROTE) == WROTE


def test_what_twilio_says_never_makes_the_window_longer():
    ended = WROTE + timedelta(hours=30)
    assert window.closes_at(WROTE, ended) == WROTE + window.LENGTH


def test_a_message_after_that_opens_the_window_again():
    ended, again = WROTE + timedelta(hours=3), WROTE + timedelta(hours=4)
    assert window.closes_at(again, ended) == again + window.LENGTH


def test_the_moment_the_customer_sent_counts_not_when_we_got_it():
    received = WROTE + timedelta(minutes=5)
    assert window.opened_by(WROTE, received, None) == WROTE


def test_the_window_never_starts_later_than_we_got_the_message():
    assert window.opened_by(WROTE + timedelta(hours=1), WROTE, None) == WROTE


def test_an_old_message_that_comes_late_does_not_move_the_window_back():
    later = WROTE + timedelta(hours=2)
    assert window.opened_by(WROTE, later, later) == later
