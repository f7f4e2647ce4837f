"""What is wrong with a template, in words: one sentence for each rule, and where."""

from odoo.tools.translate import LazyTranslate

from ..whatsapp import template_draft

_lt = LazyTranslate(__name__)
PLACES = {
    template_draft.HEADER: _lt("The header"),
    template_draft.BODY: _lt("The text"),
    template_draft.FOOTER: _lt("The footer"),
    template_draft.BUTTON: _lt("Button %(number)s"),
    template_draft.OPENER: _lt("The opening button"),
    template_draft.ITEM: _lt("Entry %(number)s"),
    template_draft.ITEM_DESCRIPTION: _lt("The description of entry %(number)s"),
    template_draft.CARD: _lt("Card %(number)s"),
    template_draft.CARD_BUTTON: _lt("A button of card %(number)s"),
}
SENTENCES = {
    "bad_name": _lt(
        "The name takes lowercase letters, digits and underscores only, as in "
        "order_shipped."
    ),
    "name_taken": _lt(
        "Another template has this name in this language. Choose another name."
    ),
    "no_language": _lt("Choose the language in which it is written."),
    "no_category": _lt(
        "Choose a category: Utility for what the customer expects, Marketing for "
        "everything else."
    ),
    "other_category": _lt(
        "The category Authentication is for one-time codes, and they need it. Choose "
        "another category or another kind."
    ),
    "empty": _lt("%(where)s is empty. Write it."),
    "too_long": _lt(
        "%(where)s has %(length)s characters. WhatsApp takes %(limit)s: shorten it."
    ),
    "not_plain": _lt(
        "%(where)s is one line of plain text on WhatsApp. Take out emoji, line breaks, "
        "asterisks and the like."
    ),
    "many_emoji": _lt("%(where)s has %(length)s emoji. WhatsApp takes %(limit)s."),
    "gaps": _lt("%(where)s has empty lines in a row, tabs or many spaces. Close them."),
    "wa_link": _lt(
        "%(where)s links to WhatsApp itself, which it refuses. Take it out."
    ),
    "malformed_variable": _lt(
        "%(where)s has a variable that is not like {{1}} or {{name}}: two braces, "
        "letters, digits and underscores, no spaces, 16 at most."
    ),
    "variable_at_end": _lt(
        "%(where)s begins or ends with a variable. Put words before and after it; a "
        "full stop is not enough."
    ),
    "variables_adjacent": _lt(
        "%(where)s has two variables side by side. Put a word between them."
    ),
    "variables_mixed": _lt("Either name all variables or number all: {{1}}, {{2}}, …"),
    "variables_gap": _lt("%(name)s is missing: number the variables without a gap."),
    "no_sample": _lt(
        "%(name)s needs an example of one line: WhatsApp's reviewers read it."
    ),
    "few_words": _lt(
        "%(where)s has too few words for its variables: %(words)s of the %(needed)s "
        "that WhatsApp wants beside them. Write more."
    ),
    "many_variables": _lt("WhatsApp takes %(limit)s variables at most."),
    "header_variables": _lt("%(where)s takes one variable only."),
    "no_variables_here": _lt("%(where)s takes no variables. Write out what it says."),
    "button_count": _lt(
        "It has %(count)s buttons; this kind takes from %(least)s to %(most)s."
    ),
    "button_kind_count": _lt(
        "WhatsApp takes two websites, one phone number and one code at most. "
        "Remove a button."
    ),
    "button_order": _lt(
        "Quick replies stand together: move the other buttons before or after them."
    ),
    "bad_url": _lt(
        "%(where)s needs a public web address, as in https://example.com/{{1}}. "
        "A variable may stand after the domain only."
    ),
    "bad_phone": _lt("%(where)s needs a phone number as in +14155550100."),
    "bad_code": _lt("%(where)s needs a code of 1 to %(limit)s characters."),
    "same_title": _lt("Two of them say “%(title)s”. Word them differently."),
    "no_media": _lt("Upload a file, or give its public address."),
    "bad_media": _lt(
        "The file needs a public https address that ends in jpg, png, mp4 or pdf."
    ),
    "bad_card_media": _lt(
        "%(where)s needs a picture or video: upload it, or give a public https address "
        "that ends in jpg, png or mp4."
    ),
    "two_headers": _lt("A card has a header or a file on top. Remove one of them."),
    "bare_card": _lt(
        "A card needs a header, a footer, a file or a button beside its text. Add "
        "one, or choose the kind Text."
    ),
    "card_count": _lt(
        "A carousel has %(least)s to %(most)s cards; this one has %(count)s."
    ),
    "card_buttons": _lt("%(where)s needs %(least)s or %(most)s buttons."),
    "card_shape": _lt(
        "%(where)s differs from the first: all cards have a picture, or all a video, "
        "and the same kinds of buttons in the same order."
    ),
    "item_count": _lt(
        "A list has %(least)s to %(most)s entries; this one has %(count)s."
    ),
    "no_flow": _lt("Give the ID of the flow, from Meta's WhatsApp Manager."),
    "bad_place": _lt("Give the place's latitude and longitude."),
}
