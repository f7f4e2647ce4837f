"""What Twilio refuses at once when a content is made, or handed in to WhatsApp.

https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

import json
import re

from ..world.content_types import NEEDS, TYPES, Many, One, Words
from ..world.contents import CATEGORIES, IN_SESSION_ONLY, VARIABLE, Content
from .errors import TwilioError

FIELDS = {"friendly_name": str, "language": str, "variables": dict, "types": dict}
# The languages of https://www.twilio.com/docs/whatsapp/tutorial/send-whatsapp-notification-messages-templates
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
VARIABLES_MAX = 100
NAME = re.compile(r"[a-z0-9_]{1,512}")


def check_content(wanted: dict):
    """
    :raises TwilioError: the first thing that is wrong, by its path.
    """
    for name, value in wanted.items():
        if name not in FIELDS or not isinstance(value, FIELDS[name]):
            raise TwilioError(20001, name)
    if not wanted.get("types"):
        raise TwilioError(92001)
    if not LANGUAGE.fullmatch(wanted.get("language", "")):
        raise TwilioError(92003)
    for name, parts in wanted["types"].items():
        if name not in TYPES:
            raise TwilioError(92008, name)
        _check(parts, TYPES[name], f"types.{name}")
    if wanted["types"].get("whatsapp/card", {}).keys() >= {"header_text", "media"}:
        raise TwilioError(20001, "types.whatsapp/card: header_text or media, not both")
    _check_variables(wanted)


def check_request(content: Content, wanted: dict):
    """
    :raises TwilioError: WhatsApp is not to be asked about this, or not again.
    """
    for name in wanted.keys() - {"name", "category", "allow_category_change"}:
        raise TwilioError(20001, name)
    if not NAME.fullmatch(str(wanted.get("name", ""))):
        raise TwilioError(20001, "name: lowercase letters, digits and underscores")
    if wanted.get("category") not in CATEGORIES:
        raise TwilioError(20001, f"category: one of {', '.join(CATEGORIES)}")
    if content.type in IN_SESSION_ONLY:
        raise TwilioError(20001, f"types: {content.type} cannot be approved")
    check_is_draft(content)


def check_is_draft(content: Content):
    if content.is_submitted:
        raise TwilioError(20001, f"{content.sid}: it was submitted for approval before")


def without_nulls(value):
    """The SDK says null where it says nothing."""
    if isinstance(value, list):
        return [without_nulls(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: without_nulls(one) for key, one in value.items() if one is not None}


def _check(value, form, where: str):
    if isinstance(form, dict):
        _check_parts(value, form, where)
    elif isinstance(form, Many):
        if not isinstance(value, list) or not form.least <= len(value) <= form.most:
            raise TwilioError(20001, f"{where}: {form.least} to {form.most} of them")
        for place, one in enumerate(value):
            _check(one, form.each, f"{where}[{place}]")
    elif not _fits(value, form):
        raise TwilioError(20001, where)


def _check_parts(value, form: dict, where: str):
    if not isinstance(value, dict):
        raise TwilioError(20001, where)
    forms = {name.rstrip("*"): one for name, one in form.items()}
    for name in value.keys() - forms.keys():
        raise TwilioError(20001, f"{where}.{name}")
    missing = [name[:-1] for name in form if name[-1] == "*" and name[:-1] not in value]
    needed = NEEDS.get(value.get("type"))
    if needed in forms and needed not in value:
        missing.append(needed)
    if missing:
        raise TwilioError(20001, f"{where}.{missing[0]}: it is missing")
    for name, one in value.items():
        _check(one, forms[name], f"{where}.{name}")


def _fits(value, form) -> bool:
    if isinstance(form, Words):
        return isinstance(value, str) and 0 < len(value) <= form.most
    if isinstance(form, One):
        return value in form.words
    return isinstance(value, form) and (form is bool or not isinstance(value, bool))


def _check_variables(wanted: dict):
    samples = wanted.get("variables", {})
    names = set(VARIABLE.findall(json.dumps(wanted["types"])))
    if len(names | samples.keys()) > VARIABLES_MAX:
        raise TwilioError(92002)
    if not all(isinstance(one, str) for one in samples.values()):
        raise TwilioError(20001, "variables")
