"""`/2010-04-01/Accounts/{AC}.json`: who am I? A Standard API key may not ask.

https://www.twilio.com/docs/iam/api/account
https://www.twilio.com/docs/iam/api-keys/key-resource-v1
"""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..sandbox import Sandbox
from ..world.records import Account
from .answers import as_json
from .dates import rfc2822
from .errors import TwilioError
from .message_json import account_uri


def fetch(_sandbox: Sandbox, request: Request, account: Account) -> Response:
    if request.authorization.username != account.sid:
        raise TwilioError(20003)
    uri = account_uri(account.sid)
    return as_json(
        {
            "auth_token": account.auth_token,
            "date_created": rfc2822(account.created_at),
            "date_updated": rfc2822(account.created_at),
            "friendly_name": account.name,
            "owner_account_sid": account.sid,
            "sid": account.sid,
            "status": account.status,
            "subresource_uris": {"messages": f"{uri}/Messages.json"},
            "type": "Full",
            "uri": f"{uri}.json",
        }
    )
