"""An account is deleted under an open conversation, and added again."""

import pytest

from sandbox.launcher.problem import Problem

from .desk import Customer
from .webhooks import Caller, inbound_form

ACCOUNT, SENDER = "whatsapp.twilio.account", "whatsapp.twilio.sender"
SID, TOKEN = "AC0d00d0000000000000000000000000d9", "another-auth-token-000000000000"
NUMBER = "+14155550199"


@pytest.fixture
def admin(desk):
    return desk.session("admin")


@pytest.fixture
def add_account(desk, stack, settings, admin):
    """`add_account()`: one more account with a number; its id."""
    added = []

    def add():
        values = {"name": "Second account", "account_sid": SID}
        values |= {"public_url": stack.odoo.url, "auth_token_input": TOKEN}
        account = admin.call(ACCOUNT, "create", values)
        brand = settings.id("brand_northwind")
        sender = {"account_id": account, "number": NUMBER, "brand_id": brand}
        admin.call(SENDER, "create", sender)
        added.append(account)
        return account

    yield add
    for account in added:
        if admin.call(ACCOUNT, "search_count", [("id", "=", account)]):
            _delete(admin, account)


def _delete(admin, account):
    confirmed = {"whatsapp_removal_confirmed": True}
    admin.call(ACCOUNT, "unlink", [account], context=confirmed)


def _write_to(desk, admin, account, customer, body):
    [known] = admin.call(ACCOUNT, "read", [account], ["webhook_key"])
    form = inbound_form(customer.number, NUMBER, body, AccountSid=SID)
    form["ProfileName"] = customer.name
    caller = Caller(desk.stack.odoo, key=known["webhook_key"], token=TOKEN)
    assert caller.post(form).ok


def test_a_deleted_account_closes_its_conversations_until_it_is_added_again(
    desk, admin, add_account, open_composer, pictures
):
    account = add_account()
    sofia = Customer(desk, "+12065550177", "Sofia Bereft", NUMBER)
    _write_to(desk, admin, account, sofia, "Hello")
    desk.ledger.wait_until_received(sofia.number)
    marc, composer = open_composer("marc", sofia)
    composer.is_open()
    with pytest.raises(Problem, match="conversations become read-only"):
        admin.call(ACCOUNT, "unlink", [account])
    _delete(admin, account)
    composer.is_closed("Integration removed")
    marc.shows("Hello")
    marc.picture(pictures / "composer" / "account-deleted.png")
    account = add_account()
    composer.is_open()
    _write_to(desk, admin, account, sofia, "There you are")
    marc.shows("There you are")
    assert marc.is_same_page
