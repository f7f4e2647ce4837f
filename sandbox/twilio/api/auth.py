"""Basic auth: `AC…:auth token` or `SK…:secret`."""

from __future__ import annotations

import hmac

from werkzeug.wrappers import Request

from ..world.records import Account
from ..world.world import World
from .errors import TwilioError


def account_of(world: World, request: Request) -> Account:
    """The account whose credentials the request carries.

    :raises TwilioError: 20003, the credentials are missing or wrong.
    """
    given = request.authorization
    if not given or given.type != "basic":
        raise TwilioError(20003)
    for account in world.accounts.values():
        known = {account.sid: account.auth_token, **account.api_keys}
        if _same(known.get(given.username or ""), given.password):
            return account
    raise TwilioError(20003)


def _same(secret: str | None, password: str | None) -> bool:
    return bool(secret) and hmac.compare_digest(
        secret.encode(), (password or "").encode()
    )
