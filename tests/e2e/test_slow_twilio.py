"""Twilio's slowness never slows a person down."""

SLOW = 3


def test_sending_does_not_wait_for_twilio(desk, figures):
    sofia = desk.new_conversation()
    with figures("send, Twilio answers at once"):
        desk.answer(sofia, "Fast")
    desk.wait_until_sent_once(sofia, "Fast")
    desk.have_a_bad_day(api_latency=SLOW)
    with figures(f"send, Twilio answers after {SLOW} s"):
        message = desk.answer(sofia, "Slow")
    # The agent's request is over, and Twilio has yet to say anything.
    assert desk.ledger.row(message)["state"] in ("queued", "sending")
    assert not sofia.has_been_sent("Slow")
    desk.wait_until_sent_once(sofia, "Slow")
    desk.ledger.wait_for(message, "delivered")


def test_one_slow_conversation_does_not_hold_up_the_others(desk):
    slow, fast = desk.new_conversation(), desk.new_conversation()
    desk.have_a_bad_day(api_latency={"value": SLOW, "next": 1})
    first = desk.answer(slow, "Slow")
    desk.ledger.wait_for(first, "sending")
    second = desk.answer(fast, "Fast")
    desk.ledger.wait_for(second, "delivered")
    assert desk.ledger.row(first)["state"] == "sending"
    desk.ledger.wait_for(first, "delivered")


def test_customers_read_in_the_order_in_which_agents_wrote(desk):
    sofia = desk.new_conversation()
    desk.have_a_bad_day(api_429={"value": True, "next": 1})
    texts = [f"Step {number}" for number in range(4)]
    messages = [desk.answer(sofia, text) for text in texts]
    desk.ledger.wait_for(messages[-1], "delivered")
    path = f"messages?customer={sofia.number}&direction=outbound-api"
    assert [sent["body"] for sent in desk.twilio.control("GET", path)] == texts
