import pytest

from odoo.addons.whatsapp_twilio.whatsapp import address
from odoo.addons.whatsapp_twilio.whatsapp.address import Address


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("whatsapp:+573000000001", Address(phone="+573000000001")),
        ("+573000000001", Address(phone="+573000000001")),
        ("whatsapp:CO.4480491918930694", Address(bsuid="CO.4480491918930694")),
        ("IN.ENT.9081726354", Address(bsuid="IN.ENT.9081726354")),
    ],
)
def test_a_number_and_a_business_scoped_id_are_read(written, read):
    assert address.parse(written) == read


@pytest.mark.parametrize(
    "nonsense",
    [None, "", "whatsapp:", "573000000001", "whatsapp:+", "sms:+573000000001", "+57 3"],
)
def test_what_is_no_whatsapp_address_is_none(nonsense):
    assert address.parse(nonsense) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("+551187654321", "+5511987654321"),  # Brazil's ninth digit
        ("+541123456789", "+5491123456789"),  # Argentina's mobile 9
        ("+5215512345678", "+525512345678"),  # Mexico's former 1
    ],
)
def test_both_ways_to_write_a_number_are_one_customer(old, new):
    assert address.canonical(old) == address.canonical(new) == new
    assert set(address.variants(old)) == set(address.variants(new)) == {old, new}
    assert Address(phone=old).key == Address(phone=new).key


@pytest.mark.parametrize("phone", ["+14155550100", "+551132654321", "+4915112345678"])
def test_other_numbers_have_one_way_to_be_written(phone):
    assert address.variants(phone) == (phone,)
    assert address.canonical(phone) == phone


def test_the_phone_is_written_to_whenever_it_is_known():
    both = Address(phone="+573000000001", bsuid="CO.448")
    assert both.recipient == "whatsapp:+573000000001"
    assert both.key == "+573000000001"


def test_a_customer_without_a_number_is_written_to_by_id():
    only = Address(bsuid="CO.448")
    assert (only.recipient, only.key) == ("whatsapp:CO.448", "CO.448")
