"""One short conversation over the real HTTP path, so that the first screen is alive."""

from .stack import Stack
from .waiting import wait_until

_CONVERSATION = "whatsapp.twilio.conversation"
_LEDGER = "whatsapp.twilio.message"
_QUESTION = "Hi! My tent arrived today, but one pole is missing. Can you help? ⛺"
_ANSWER = "Hello Sofia, of course! A new pole leaves our warehouse today."


def play(stack: Stack) -> None:
    """A customer writes, Marc answers, the customer reads; nothing if they have met."""
    from sandbox.twilio import demo

    customer, _name = demo.CUSTOMERS[0]
    _sid, number, _brand = demo.SENDERS[0]
    marc = stack.odoo.login("marc")
    if _conversations(marc, customer, number):
        return
    stack.twilio.write(customer, number, _QUESTION)
    [conversation] = wait_until(
        lambda: _conversations(marc, customer, number),
        "the customer's message shows as a conversation in Odoo",
        alive=stack.odoo,
    )
    channel_id, _channel_name = conversation["channel_id"]
    message_id = marc.post_message(channel_id, _ANSWER)
    _wait_for_state(stack, marc, message_id, "delivered")
    stack.twilio.read(customer, number)
    _wait_for_state(stack, marc, message_id, "read")


def _conversations(agent, customer, number):
    domain = [("phone", "=", customer), ("sender_number", "=", number)]
    return agent.call(_CONVERSATION, "search_read", domain, ["channel_id"])


def _wait_for_state(stack, agent, message_id, state):
    domain = [("mail_message_id", "=", message_id), ("state", "=", state)]
    wait_until(
        lambda: agent.call(_LEDGER, "search_count", domain),
        f"the agent's answer is {state}",
        alive=stack.odoo,
    )
