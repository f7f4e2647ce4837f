"""Twilio's and Meta's rules for a template, checked before it is submitted."""

import re
from dataclasses import dataclass
from typing import Any

from . import template_rules_buttons as buttons
from . import template_rules_parts as parts
from . import template_rules_text as text
from . import template_rules_variables as variables
from .template import CATEGORIES, IN_SESSION_ONLY
from .template_draft import Problem
from .template_languages import LANGUAGES
from .template_types import AUTHENTICATION

META = "https://developers.facebook.com/documentation/business-messaging/whatsapp"
COMPONENTS = f"{META}/templates/components"
CONTENT = "https://www.twilio.com/docs/content"
SUBMISSION = "https://www.twilio.com/docs/api/errors/63040"
VARIABLES = f"{CONTENT}/using-variables-with-content-api"
_NAME = re.compile(r"[a-z0-9_]{1,512}")


def name(draft):
    if not _NAME.fullmatch(draft.name):
        yield Problem("bad_name")


def duplicate(draft):
    if draft.is_taken:
        yield Problem("name_taken")


def language(draft):
    if draft.language not in LANGUAGES:
        yield Problem("no_language")


def category(draft):
    """One-time codes have a category of their own, and only they."""
    if draft.kind in IN_SESSION_ONLY:
        return  # nobody looks at it, so it has none
    is_code = draft.category == "authentication"
    if draft.category not in CATEGORIES:
        yield Problem("no_category")
    elif is_code != (draft.kind == AUTHENTICATION):
        yield Problem("other_category")


@dataclass(frozen=True)
class Rule:
    """A rule, and where Twilio or Meta says it."""

    check: Any
    url: str


RULES = (
    Rule(name, f"{CONTENT}/content-api-resources"),
    Rule(duplicate, SUBMISSION),
    Rule(language, f"{META}/templates/supported-languages"),
    Rule(category, "https://www.twilio.com/docs/whatsapp/key-concepts"),
    Rule(text.missing, COMPONENTS),
    Rule(text.length, COMPONENTS),
    Rule(text.plain, SUBMISSION),
    Rule(text.emoji, COMPONENTS),
    Rule(text.gaps, SUBMISSION),
    Rule(text.links_to_whatsapp, COMPONENTS),
    Rule(variables.malformed, VARIABLES),
    Rule(variables.at_an_end, VARIABLES),
    Rule(variables.adjacent, VARIABLES),
    Rule(variables.numbers, VARIABLES),
    Rule(variables.samples, VARIABLES),
    Rule(variables.few_words, VARIABLES),
    Rule(variables.where_not, COMPONENTS),
    Rule(buttons.button_count, f"{CONTENT}/twilio-quick-reply"),
    Rule(buttons.button_order, COMPONENTS),
    Rule(buttons.button_values, f"{CONTENT}/twilio-call-to-action"),
    Rule(buttons.same_titles, COMPONENTS),
    Rule(parts.media, f"{CONTENT}/whatsappcard"),
    Rule(parts.one_header, f"{CONTENT}/whatsappcard"),
    Rule(parts.card_shape, f"{CONTENT}/carousel"),
    Rule(parts.item_count, f"{CONTENT}/twiliolist-picker"),
    Rule(parts.references, f"{CONTENT}/content-types-overview"),
)


def problems(draft):
    """What WhatsApp or Twilio would refuse, in the order of the form."""
    return [found for rule in RULES for found in rule.check(draft)]
