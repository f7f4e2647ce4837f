import pytest

from odoo.addons.whatsapp_twilio.gateway import errors


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("63016", errors.SESSION_EXPIRED),
        (63016, errors.SESSION_EXPIRED),
        ("21610", errors.OPTED_OUT),
        ("20003", errors.ACCOUNT),
        ("63018", errors.LIMIT),
        ("63049", errors.MARKETING),
        ("63003", errors.NOT_ON_WHATSAPP),
        ("99999", errors.OTHER),
        ("", errors.OTHER),
    ],
)
def test_a_code_has_a_cause_that_people_understand(code, cause):
    assert errors.cause_of(code) == cause


@pytest.mark.parametrize(
    ("what_helps", "cause", "codes"),
    [
        ("an administrator checks the account", errors.ACCOUNT, "21654 21608 30002"),
        ("check the sender", errors.SENDER, "21601 21704 21705 63001 63062"),
        ("check the public URL", errors.FETCH, "21609 21620 63019"),
        ("check the number", errors.NOT_ON_WHATSAPP, "21211 30005 30006 63031"),
        ("wait until they write", errors.OPTED_OUT, "21610 63014"),
        ("wait", errors.LIMIT, "63018 63038"),
        ("fill it in, choose another", errors.TEMPLATE, "21655 21656 63028 63041"),
        ("try again", errors.UNREACHABLE, "30008 30036 63029"),
        ("try again", errors.TWILIO_DOWN, "20503 30410 63011 63012 63023"),
    ],
)
def test_codes_that_ask_for_the_same_have_the_same_cause(what_helps, cause, codes):
    assert {errors.cause_of(code) for code in codes.split()} == {cause}, what_helps


def test_no_code_has_two_causes():
    codes = [code for codes in errors._CODES_OF.values() for code in codes.split()]
    assert len(codes) == len(set(codes))
