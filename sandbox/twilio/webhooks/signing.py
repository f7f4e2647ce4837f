"""The headers that prove a call is Twilio's, made by Twilio's own library.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

from __future__ import annotations

from twilio.request_validator import RequestValidator

from ..world.records import Account

SETTINGS_HEADER = "X-Twilio-Webhooks-Signature-Settings"


def headers(account: Account, url: str, form: dict[str, str]) -> dict[str, str]:
    """Signed with the account's token (SHA-1), or with its shared key if it has one."""
    shared = account.shared_key
    if not shared:
        return {"X-Twilio-Signature": _sign(account.auth_token, url, form, None)}
    algorithm = shared["algorithm"]
    return {
        "X-Twilio-Signature": _sign(shared["secret"], url, form, algorithm),
        SETTINGS_HEADER: f"key={shared['key']},algorithm={algorithm}",
    }


def _sign(secret: str, url: str, form: dict[str, str], algorithm: str | None) -> str:
    return RequestValidator(secret).compute_signature(url, form, algorithm)
