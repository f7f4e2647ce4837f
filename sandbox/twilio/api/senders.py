"""`/v2/Channels/Senders`: list, fetch, and change the webhooks of WhatsApp senders.

https://www.twilio.com/docs/whatsapp/api/senders
"""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..sandbox import Sandbox
from ..world.addresses import CHANNEL
from ..world.records import Account, Sender
from .answers import as_json
from .checks import is_web_url
from .errors import TwilioError
from .paging import Page

PATH = "/v2/Channels/Senders"
WEBHOOK_FIELDS = (
    "callback_url",
    "callback_method",
    "fallback_url",
    "fallback_method",
    "status_callback_url",
    "status_callback_method",
)
PROFILE_FIELDS = [
    "about",
    "accent_color",
    "address",
    "banner_url",
    "description",
    "emails",
    "logo_url",
    "name",
    "phone_numbers",
    "privacy_url",
    "terms_of_service_url",
    "vertical",
    "websites",
]
CONFIGURATION_FIELDS = [
    "account_type",
    "verification_code",
    "verification_method",
    "voice_application_sid",
    "waba_id",
]


# What an update may change.
PARTS = {"webhook": WEBHOOK_FIELDS, "profile": PROFILE_FIELDS}


def sender_json(sender: Sender, root: str) -> dict:
    profile = {"name": sender.name, **sender.profile}
    return {
        "compliance": None,
        "configuration": dict.fromkeys(CONFIGURATION_FIELDS),
        "offline_reasons": None,
        "profile": {name: profile.get(name) for name in PROFILE_FIELDS},
        "properties": {
            "messaging_limit": sender.messaging_limit,
            "quality_rating": sender.quality_rating,
        },
        "sender_id": CHANNEL + sender.number,
        "sid": sender.sid,
        "status": sender.status,
        "url": f"{root}{PATH}/{sender.sid}",
        "webhook": {name: sender.webhook.get(name) for name in WEBHOOK_FIELDS},
    }


def index(sandbox: Sandbox, request: Request, account: Account) -> Response:
    channel = request.args.get("Channel", "")
    if channel != "whatsapp":
        raise TwilioError(20001, "Channel")
    rows = [one for one in sandbox.world.senders.values() if _owned(one, account)]
    page = Page(rows, request.args, {"Channel": channel})
    root = request.url_root.rstrip("/")
    senders = [sender_json(one, root) for one in page.rows]
    meta = page.meta("senders", f"{root}{PATH}")
    return as_json({"meta": meta, "senders": senders})


def fetch(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    sender = _get(sandbox, request, account, sid)
    return as_json(sender_json(sender, request.url_root.rstrip("/")))


def update(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    sender = _get(sandbox, request, account, sid)
    changes = _checked(request.get_json(silent=True))
    with sandbox.world.lock:
        sender.webhook.update(changes.get("webhook") or {})
        sender.profile.update(changes.get("profile") or {})
    answer = sender_json(sender, request.url_root.rstrip("/"))
    sandbox.changed("sender", {"sid": sender.sid})
    return as_json(answer, 202)


def _checked(wanted) -> dict[str, dict]:
    """
    :raises TwilioError: 20001, naming the part that is not Twilio's.
    """
    if not isinstance(wanted, dict):
        raise TwilioError(20001, "body: a JSON object is expected")
    for part, values in wanted.items():
        if part not in PARTS or not isinstance(values, (dict, type(None))):
            raise TwilioError(20001, part)
        for name, value in (values or {}).items():
            if name not in PARTS[part] or not _is_url_if_named_so(name, value):
                raise TwilioError(20001, f"{part}.{name}")
    return wanted


def _is_url_if_named_so(name: str, value) -> bool:
    if not name.endswith("callback_url") and name != "fallback_url":
        return True
    return not value or (isinstance(value, str) and is_web_url(value))


def _owned(sender: Sender, account: Account) -> bool:
    return sender.account_sid == account.sid


def _get(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Sender:
    sender = sandbox.world.senders.get(sid)
    if sender is None or not _owned(sender, account):
        raise TwilioError(20404, request.path)
    return sender
