from dataclasses import replace

import pytest

from odoo.addons.whatsapp_twilio.whatsapp import template_rules, template_types
from odoo.addons.whatsapp_twilio.whatsapp.template_draft import Draft

BODY = "Hello {{1}}, there is news about your request today."
GOOD = Draft(
    name="news_1",
    language="en",
    category="utility",
    types={"twilio/text": {"body": BODY}},
    samples={"1": "Ana"},
)
REPLY = {"type": "QUICK_REPLY", "title": "Yes", "id": "yes"}
LINK = {"type": "URL", "title": "Track", "url": "https://example.com/{{2}}"}
CALL = {"type": "PHONE_NUMBER", "title": "Call", "phone": "+14155550100"}
CODE = {"type": "COPY_CODE", "title": "Copy", "code": "SPRING"}


def codes(draft):
    return [problem.code for problem in template_rules.problems(draft)]


def of(kind, **content):
    """A good draft of another kind."""
    samples = {"1": "Ana", "2": "orders/1"}
    return replace(GOOD, types={kind: {"body": BODY, **content}}, samples=samples)


def saying(body, **samples):
    known = samples or {str(n): "Ana" for n in range(1, 20)}
    return replace(GOOD, types={"twilio/text": {"body": body}}, samples=known)


def test_a_good_template_breaks_no_rule():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", []),
        ("a" * 512, []),
        ("a" * 513, ["bad_name"]),
        ("", ["bad_name"]),
        ("News", ["bad_name"]),
        ("news 1", ["bad_name"]),
        ("news-1", ["bad_name"]),
        ("näws", ["bad_name"]),
    ],
)
def test_a_name_is_lowercase_letters_digits_and_underscores(name, expected):
    assert codes(replace(GOOD, name=name)) == expected


def test_language_category_and_a_name_of_its_own_are_needed():
    assert codes(replace(GOOD, language="en-US")) == ["no_language"]
    assert codes(replace(GOOD, category="")) == ["no_category"]
    assert codes(replace(GOOD, category="authentication")) == ["other_category"]
    assert codes(replace(GOOD, is_taken=True)) == ["name_taken"]


def test_what_whatsapp_never_looks_at_needs_no_category():
    place = {"latitude": 1.0, "longitude": 2.0, "label": "Shop", "address": "Road 1"}
    draft = replace(GOOD, category="", types={"twilio/location": place}, samples={})
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("part", "limit"), [("header_text", 60), ("footer", 60), ("body", 1024)]
)
def test_each_text_has_its_length(part, limit):
    good = {"header_text": "News", "footer": "Northwind", "body": "Hello you"}
    for length, expected in ((limit, []), (limit + 1, ["too_long"])):
        card = {**good, part: "x" * length}
        assert codes(of("whatsapp/card", **card)) == expected


@pytest.mark.parametrize(
    ("kind", "limit"), [("twilio/quick-reply", 20), ("whatsapp/card", 25)]
)
def test_a_buttons_title_has_1_to_20_characters_and_to_25_on_a_card(kind, limit):
    for length, expected in ((limit, []), (limit + 1, ["too_long"]), (0, ["empty"])):
        reply = {**REPLY, "title": "x" * length}
        assert codes(of(kind, actions=[reply])) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{1}} is what we tell you today", ["variable_at_end"]),
        ("Today we tell you {{1}}", ["variable_at_end"]),
        ("Today we tell you {{1}}.", ["variable_at_end"]),
        ("Today we tell you {{1}} and more", []),
        ("Dear {{1}}{{2}}, how are you all doing", ["variables_adjacent"]),
        ("Dear {{1}} {{2}}, how are you all doing", ["variables_adjacent"]),
        ("Dear {{1}} and {{2}}, how are you all doing", []),
        ("Dear {{2}} and {{1}}, how are you all doing", []),
        ("Dear {{1}} and {{3}}, how are you all doing", ["variables_gap"]),
        ("Dear {{2}}, how are you all doing", ["variables_gap"]),
        ("Dear {{1}} and {{name}}, how are you all", ["variables_mixed", "no_sample"]),
        ("Dear {{id name}}, how are you all", ["malformed_variable"]),
        ("Dear {{" + "n" * 17 + "}}, how are you", ["malformed_variable"]),
        ("Dear {{1, how are you", ["malformed_variable"]),
    ],
)
def test_where_variables_stand_and_how_they_are_called(body, expected):
    assert codes(saying(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Dear {{1}}, gate opens", []),
        ("Hi {{1}}, gate {{2}}. Thank you.", ["few_words"]),
        ("Hi {{1}}, flight leaves from {{2}}. Thank you.", []),
    ],
)
def test_for_x_variables_there_are_2x_and_1_other_words(body, expected):
    assert codes(saying(body)) == expected


@pytest.mark.parametrize("sample", ["", "  ", "two\nlines", "a     b"])
def test_each_variable_has_a_sample_of_one_line(sample):
    assert codes(saying(BODY, **{"1": sample})) == ["no_sample"]


@pytest.mark.parametrize(
    "text", ["News 🎉", "News\nfor you", "*News*", "_News_", "```News```"]
)
def test_header_and_buttons_are_plain(text):
    assert codes(of("whatsapp/card", header_text=text)) == ["not_plain"]
    reply = {**REPLY, "title": text}
    assert codes(of("twilio/quick-reply", actions=[reply])) == ["not_plain"]


def test_a_footer_has_neither_emoji_nor_lines_nor_variables():
    assert codes(of("whatsapp/card", footer="Bye 🎉")) == ["not_plain"]
    assert codes(of("whatsapp/card", footer="a\nb")) == ["not_plain"]
    assert codes(of("whatsapp/card", footer="By {{2}}")) == ["no_variables_here"]
    assert codes(of("whatsapp/card", footer="snake_case")) == []


def test_a_header_has_one_variable_at_most():
    assert codes(of("whatsapp/card", header_text="News for {{2}}")) == []
    header = "News {{2}} for {{1}}"
    assert codes(of("whatsapp/card", header_text=header)) == ["header_variables"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hi " + "🎉" * 10, []),
        ("Hi " + "🎉" * 11, ["many_emoji"]),
        ("a\n\nb", []),
        ("a\n\n\nb", ["gaps"]),
        ("a\tb", ["gaps"]),
        ("a" + " " * 4 + "b", []),
        ("a" + " " * 5 + "b", ["gaps"]),
        ("See https://wa.me/123", ["wa_link"]),
    ],
)
def test_the_body_has_no_gaps_few_emoji_and_no_links_to_whatsapp(body, expected):
    assert codes(saying(body)) == expected


def replies(count):
    return [{**REPLY, "title": f"Answer {number}"} for number in range(count)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ["button_count"]), (1, []), (10, []), (11, ["button_count"])],
)
def test_quick_replies_are_1_to_10(count, expected):
    assert codes(of("twilio/quick-reply", actions=replies(count))) == expected


def test_of_each_kind_of_button_there_is_a_most():
    links = [{**LINK, "title": f"Link {number}"} for number in range(3)]
    assert codes(of("whatsapp/card", actions=links[:2])) == []
    for too_many in (
        links,
        [CALL, {**CALL, "title": "2"}],
        [CODE, {**CODE, "title": "2"}],
    ):
        found = codes(of("whatsapp/card", actions=too_many))
        assert found == ["button_kind_count"]


def test_quick_replies_stand_together_and_titles_differ():
    first, second = replies(2)
    assert codes(of("whatsapp/card", actions=[first, second, LINK])) == []
    mixed = [first, LINK, second]
    assert codes(of("whatsapp/card", actions=mixed)) == ["button_order"]
    assert codes(of("twilio/quick-reply", actions=[REPLY, REPLY])) == ["same_title"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ({**LINK, "url": "example.com"}, ["bad_url"]),
        ({**LINK, "url": "https://{{2}}"}, ["bad_url"]),
        ({**LINK, "url": "ftp://example.com"}, ["bad_url"]),
        ({**CALL, "phone": "0049 30 1"}, ["bad_phone"]),
        ({**CODE, "code": "x" * 15}, []),
        ({**CODE, "code": "x" * 16}, ["bad_code"]),
        ({**CODE, "code": ""}, ["bad_code"]),
    ],
)
def test_what_buttons_lead_to(action, expected):
    assert codes(of("whatsapp/card", actions=[action])) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a.png", []),
        ("https://example.com/a.PDF?x=1", []),
        ("https://example.com/{{2}}.mp4", []),
        ("http://example.com/a.png", ["bad_media"]),
        ("https://localhost/a.png", ["bad_media"]),
        ("https://example.com/a.gif", ["bad_media"]),
        ("https://example.com/a", ["bad_media"]),
    ],
)
def test_a_file_is_public_and_of_a_kind_that_whatsapp_shows(url, expected):
    assert codes(of("whatsapp/card", media=[url])) == expected
    assert codes(of("twilio/media", media=[url])) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("file.png", []), ("file.gif", ["bad_media"])]
)
def test_what_was_uploaded_is_taken_from_wherever_odoo_is(name, expected):
    uploads = "http://localhost:8069/whatsapp_twilio/template/"
    draft = of("twilio/media", media=[f"{uploads}token/{name}"])
    assert codes(replace(draft, uploads=uploads)) == expected
    assert codes(draft) == ["bad_media"]


def test_a_card_has_one_header_and_more_than_a_text():
    both = {"header_text": "News", "media": ["https://example.com/a.png"]}
    assert codes(of("whatsapp/card", **both)) == ["two_headers"]
    assert codes(of("whatsapp/card")) == ["bare_card"]
    assert codes(of("twilio/media")) == ["no_media"]


def card(*actions, **values):
    good = {"body": "Warm", "media": "https://example.com/a.png"}
    return {**good, "actions": list(actions or [REPLY]), **values}


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, ["card_count"]), (2, []), (10, []), (11, ["card_count"])],
)
def test_a_carousel_has_2_to_10_cards(count, expected):
    assert codes(of("twilio/carousel", cards=[card()] * count)) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (card(REPLY, REPLY, REPLY), ["card_buttons"]),
        (card(LINK), ["card_shape"]),
        (card(media="https://example.com/a.mp4"), ["card_shape"]),
        (card(media="https://example.com/a.pdf"), ["bad_card_media"]),
        (card(body="x" * 160), []),
        (card(title="x", body="x" * 159), ["too_long"]),
        (card(body="Hi {{1}}"), ["no_variables_here"]),
        (card(body=""), ["empty"]),
    ],
)
def test_cards_have_one_shape(second, expected):
    assert codes(of("twilio/carousel", cards=[card(), second])) == expected


def item(number, **values):
    return {"id": str(number), "item": f"Item {number}", **values}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ["item_count"]),
        ([item(n) for n in range(10)], []),
        ([item(n) for n in range(11)], ["item_count"]),
        ([item(1, item="x" * 24, description="x" * 72)], []),
        ([item(1, item="x" * 25)], ["too_long"]),
        ([item(1, description="x" * 73)], ["too_long"]),
        ([item(1), item(1)], ["same_title"]),
    ],
)
def test_a_list_has_1_to_10_items(items, expected):
    draft = of("twilio/list-picker", button="Open", items=items)
    assert codes(draft) == expected


def test_a_code_needs_its_category_and_one_button():
    action = {"type": "COPY_CODE", "copy_code_text": "Copy"}
    types = {"whatsapp/authentication": {"actions": [action]}}
    draft = replace(GOOD, types=types, samples={}, category="authentication")
    assert codes(draft) == []
    assert codes(replace(draft, category="utility")) == ["other_category"]


def test_flows_and_places_say_which():
    assert codes(of("whatsapp/flows", button_text="Open")) == ["no_flow"]
    assert codes(of("whatsapp/flows", button_text="Open", flow_id="1")) == []
    place = replace(GOOD, types={"twilio/location": {"label": "Shop"}})
    assert codes(place) == ["bad_place"]


def test_every_kind_that_is_offered_is_known_to_the_rules():
    for kind in template_types.KINDS:
        assert template_rules.problems(replace(GOOD, types={kind: {}}))


def test_every_rule_says_where_it_is_written():
    assert all(rule.url.startswith("https://") for rule in template_rules.RULES)
