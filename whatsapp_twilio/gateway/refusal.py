"""Why a webhook call is not genuine: what Twilio may have signed in its place.

https://www.twilio.com/docs/usage/security#validating-requests
"""

from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit, urlunsplit

from twilio.request_validator import SIGNATURE_HEADER

from . import signature

UNKNOWN_KEY = "unknown_key"  # no account has this webhook key
UNSIGNED = "unsigned"
OTHER_ACCOUNT = "other_account"  # the form is another account's
SHARED_KEY = "shared_key"  # signed with a shared key that we do not have
URL = "url"  # genuine, had Twilio been given the URL that we expect
OTHER_TOKEN = "other_token"  # the token of another account of ours
TOKEN = "token"  # nothing that we know fits
CAUSES = (UNKNOWN_KEY, UNSIGNED, OTHER_ACCOUNT, SHARED_KEY, URL, OTHER_TOKEN, TOKEN)
# Twilio's forms are smaller; what is larger is not worth a guess.
MAX_FIELDS = 200


@dataclass(frozen=True)
class Call:
    """A refused call as our server saw it."""

    url: str
    form: object  # multi-dict
    headers: object  # mapping


def at_a_glance(call, account_sid, has_shared_key):
    """The cause where it can be seen without any guess, else None."""
    if not call.headers.get(SIGNATURE_HEADER):
        return UNSIGNED
    if call.form.get("AccountSid", account_sid) != account_sid:
        return OTHER_ACCOUNT
    if signature.is_shared_key(call.headers) and not has_shared_key:
        return SHARED_KEY
    return None


def guess(call, configured, own_secrets, other_secrets):
    """The likeliest cause, and the URL that Twilio signed where one fits."""
    if len(call.form) > MAX_FIELDS:
        return TOKEN, ""
    for url in candidates(call, configured):
        if _fits(call, url, own_secrets):
            return URL, url
    is_others = _fits(call, configured, other_secrets)
    return (OTHER_TOKEN if is_others else TOKEN), ""


def candidates(call, configured):
    """What Twilio may have been given in place of the configured URL: another host,
    scheme, port, path, or a slash at the end.
    """
    wanted, seen = urlsplit(configured), urlsplit(call.url)
    forwarded = call.headers.get("X-Forwarded-Host", "").split(",")[0].strip()
    hosts = [wanted.netloc, forwarded, call.headers.get("Host", ""), seen.netloc]
    hosts = [host for host in dict.fromkeys(hosts) if host]
    # First without a port: what is signed without one fits with any.
    hosts = [host.partition(":")[0] for host in hosts] + hosts
    paths = [wanted.path, seen.path]
    paths += [path.rstrip("/") if path.endswith("/") else f"{path}/" for path in paths]
    parts = product(
        ("https", "http"),
        dict.fromkeys(hosts),
        dict.fromkeys(paths),
        dict.fromkeys(("", seen.query)),
    )
    urls = (urlunsplit((*start, query, "")) for *start, query in parts)
    return [url for url in urls if url != configured]


def _fits(call, url, secrets):
    return signature.is_genuine(url, call.form, call.headers, secrets)
