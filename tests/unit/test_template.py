import pytest

from odoo.addons.whatsapp_twilio.whatsapp import template

BUTTONS = {
    "twilio/text": {"body": "Hi {{1}}"},
    "twilio/quick-reply": {
        "body": "Hi {{1}}, is {{day}} fine?",
        "actions": [{"title": "Yes", "id": "yes"}, {"title": "No", "id": "no"}],
    },
}
CARD = {
    "whatsapp/card": {
        "header_text": "Your order",
        "body": "Order {{1}} is on its way.",
        "footer": "Northwind",
        "actions": [
            {"type": "URL", "title": "Track", "url": "https://example.com/{{2}}"}
        ],
    }
}


def test_the_richest_type_is_shown():
    assert template.richest(BUTTONS) == "twilio/quick-reply"
    assert template.richest({"twilio/text": {}}) == "twilio/text"
    assert template.richest({}) == ""


def test_a_face_has_the_parts_in_the_order_of_the_phone():
    face = template.read_face(CARD)
    assert face.text == "Your order\nOrder {{1}} is on its way.\nNorthwind"
    [button] = face.buttons
    assert (button.kind, button.title) == ("link", "Track")


def test_variables_stand_in_texts_and_in_links_each_once():
    assert template.variables(CARD) == ("1", "2")
    assert set(template.variables(BUTTONS)) == {"1", "day"}


def test_a_value_that_is_missing_leaves_its_variable_visible():
    face = template.filled(template.read_face(BUTTONS), {"1": "Ana"})
    assert face.body == "Hi Ana, is {{day}} fine?"


def test_values_are_no_templates_themselves():
    face = template.filled(template.read_face(BUTTONS), {"1": "{{day}}", "day": "Mon"})
    assert face.body == "Hi {{day}}, is Mon fine?"


@pytest.mark.parametrize(
    ("content_type", "state", "expected"),
    [
        ("twilio/quick-reply", "approved", True),
        ("twilio/quick-reply", "pending", False),
        ("twilio/text", "unsubmitted", False),
        ("twilio/text", "paused", False),
        ("twilio/list-picker", "approved", False),
        ("twilio/location", "approved", False),
    ],
)
def test_only_what_is_approved_and_approvable_reaches_anybody(
    content_type, state, expected
):
    assert template.may_start(content_type, state) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Ana", True), ("", False), ("  ", False), ("a\nb", False), ("a\tb", False)]
    + [("a    b", True), ("a     b", False)],
)
def test_a_value_is_one_line_without_runs_of_spaces(value, expected):
    assert template.is_fit(value) is expected
