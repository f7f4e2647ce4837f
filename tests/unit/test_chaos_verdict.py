"""`make chaos` finds what is lost, twice or out of order."""

from bench.chaos.customers import Customer
from bench.chaos.verdict import judge

NUMBER = "+13015550100"


def test_two_records_that_agree_are_not_complained_of():
    assert complaints(*a_good_run()) == []


def test_a_customers_message_that_is_not_in_discuss_is_lost():
    customer, twilio, discuss, ledger = a_good_run()
    del discuss[0]
    found = complaints(customer, twilio, discuss, ledger)
    assert found == [("lost, customer → Discuss", f"Question 1 of {NUMBER}")]


def test_a_customers_message_that_is_in_discuss_twice_is_too_much():
    customer, twilio, discuss, ledger = a_good_run()
    found = complaints(customer, twilio, [*discuss[:2], *discuss[1:]], ledger)
    assert found == [("too much, customer → Discuss", f"Question 2 of {NUMBER}")]


def test_messages_in_the_wrong_order_are_complained_of():
    customer, twilio, discuss, ledger = a_good_run()
    discuss[1]["date"] = 0
    [(kind, _detail)] = complaints(customer, twilio, discuss, ledger)
    assert kind == "out of order, customer → Discuss"


def test_a_late_message_with_its_own_time_is_in_order():
    customer, twilio, discuss, ledger = a_good_run()
    discuss[0]["id"] = 99
    assert complaints(customer, twilio, discuss, ledger) == []


def test_an_answer_that_was_acknowledged_must_have_reached_the_customer():
    customer, twilio, discuss, ledger = a_good_run()
    del twilio[-1], discuss[-1]
    found = complaints(customer, twilio, discuss, ledger)
    assert found == [("lost, agent → customer", f"Answer 2 of {NUMBER}")]


def test_an_answer_that_reached_the_customer_twice_is_too_much():
    customer, twilio, discuss, ledger = a_good_run()
    found = complaints(customer, [*twilio, twilio[-1]], discuss, ledger)
    assert ("too much, agent → customer", f"Answer 2 of {NUMBER}") in found


def test_an_answer_without_a_word_from_odoo_must_be_in_both_records_or_in_none():
    customer, twilio, discuss, ledger = a_good_run()
    customer.acknowledged, customer.unclear = ["Answer 1"], ["Answer 2"]
    assert complaints(customer, twilio, discuss, ledger) == []
    assert complaints(customer, twilio[:-1], discuss[:-1], ledger) == []
    assert complaints(customer, twilio[:-1], discuss, ledger)
    assert complaints(customer, twilio, discuss[:-1], ledger)


def test_a_state_that_is_not_twilios_is_complained_of():
    customer, twilio, discuss, ledger = a_good_run()
    ledger["SM3"]["state"] = "sent"
    found = complaints(customer, twilio, discuss, ledger)
    assert found == [("delivered at Twilio, sent in the ledger", "SM3")]


def complaints(customer, *records):
    return judge([customer], *records).complaints


def a_good_run():
    """Two questions and two answers: the customer, and the three records."""
    customer = Customer(NUMBER, "+14155550100", "marc", written=2, answered=2)
    customer.acknowledged = ["Answer 1", "Answer 2"]
    said = [("Question 1", True), ("Question 2", True)]
    said += [("Answer 1", False), ("Answer 2", False)]
    twilio = [
        {
            "sid": f"SM{number}",
            "customer": NUMBER,
            "body": text,
            "direction": "inbound" if is_inbound else "outbound-api",
            "status": "received" if is_inbound else "delivered",
        }
        for number, (text, is_inbound) in enumerate(said, 1)
    ]
    discuss = [
        {"id": n, "date": n, "customer": NUMBER, "text": text, "is_inbound": is_inbound}
        for n, (text, is_inbound) in enumerate(said, 1)
    ]
    ledger = {
        one["sid"]: {"state": "done" if one["direction"] == "inbound" else "delivered"}
        for one in twilio
    }
    return customer, twilio, discuss, ledger
