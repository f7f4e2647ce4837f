"""What closes a conversation, and what people then read: the table, row by row."""

from collections.abc import Callable
from dataclasses import dataclass

HOUR = 3600


def _customer_stops(settings, customer):
    """WhatsApp answers the next message with: this customer opted out."""
    desk = customer.desk
    desk.have_a_bad_day(fail_with=21610)
    desk.ledger.wait_for(desk.answer(customer, "Anything else?"), "failed")
    desk.have_a_good_day()


@dataclass
class Closed:
    """A row of the table: what closes a conversation, and what people then read."""

    close: Callable
    title: str
    sentence: str
    refusal: str
    customer_reopens: bool = False


TABLE = {
    "session_expired": Closed(
        lambda settings, customer: settings.close_in(customer, -HOUR),
        "Session expired",
        # Soon after midnight 25 hours ago was no yesterday.
        r"^The customer last wrote (yesterday at|\w{3} \d+, \d{4},) .+ WhatsApp lets "
        r"you restart with an approved template\.$",
        "Session expired",
        customer_reopens=True,
    ),
    "never_wrote": Closed(
        lambda settings, customer: settings.let_never_have_written(customer),
        "No session yet",
        "^Start with an approved template; free text works once the customer answers",
        "Session expired",
        customer_reopens=True,
    ),
    "brand_inactive": Closed(
        lambda settings, customer: settings.change("brand_northwind", active=False),
        "Session ended",
        r"^The brand Northwind Outdoor is inactive\.$",
        "the conversation's brand is inactive",
    ),
    "brand_mismatch": Closed(
        lambda settings, customer: settings.change(
            "sender_northwind", brand_id=settings.id("brand_alpine")
        ),
        "Session ended",
        r"^\+1 415-555-0100 now speaks for Alpine Coffee; this conversation belongs to "
        r"Northwind Outdoor\.$",
        "this number now speaks for another brand",
    ),
    "account_deactivated": Closed(
        lambda settings, customer: settings.change("account_demo", active=False),
        "Account deactivated",
        r"^Demo Twilio account is deactivated\.$",
        "Account deactivated",
    ),
    "sender_deactivated": Closed(
        lambda settings, customer: settings.change("sender_northwind", active=False),
        "Account deactivated",
        r"^\+1 415-555-0100 is deactivated\.$",
        "Account deactivated",
    ),
    "integration_removed": Closed(
        lambda settings, customer: settings.switch(False),
        "Integration removed",
        r"^You can read the history and the contact, but not send or receive\.$",
        "Integration removed",
    ),
    "opted_out": Closed(
        _customer_stops,
        "Customer opted out",
        r"^Alexandrina .+ asked on \d\d/\d\d/\d{4} not to be written to\.$",
        "Customer opted out",
        customer_reopens=True,
    ),
}
