"""The WSGI application: finds the handler, checks who calls, answers errors."""

from __future__ import annotations

import time

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Request, Response

from .api.answers import as_json
from .api.auth import account_of
from .api.errors import TwilioError
from .control.errors import Refused
from .routes import TWILIO_HANDLERS, URLS
from .sandbox import Sandbox

TWILIO_PREFIXES = ("/2010-04-01/", "/v1/", "/v2/")
# A page in a browser must not reach us under a name of its own.
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


class App:
    def __init__(self, sandbox: Sandbox, trusted_hosts: list[str] | None = None):
        self._sandbox = sandbox
        self._trusted_hosts = trusted_hosts

    def __call__(self, environ, start_response):
        request = Request(environ)
        request.trusted_hosts = self._trusted_hosts
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        try:
            request.host  # noqa: B018 - refuses hosts that are not trusted
            handler, values = URLS.bind_to_environ(request.environ).match()
            if handler in TWILIO_HANDLERS:
                return _api_call(self._sandbox, request, handler, values)
            return handler(self._sandbox, request, **values)
        except TwilioError as error:
            return error.response()
        except Refused as error:
            return as_json({"error": str(error)}, error.status)
        except HTTPException as error:
            return _http_error(request, error)


def _api_call(sandbox: Sandbox, request: Request, handler, values: dict) -> Response:
    """A call of Twilio's API: first what can go wrong with any of them."""
    time.sleep(sandbox.faults.take("api_latency") or 0)
    account = account_of(sandbox.world, request)
    if values.pop("account_sid", account.sid) != account.sid:
        raise TwilioError(20404, request.path)
    if account.status == "closed":
        raise TwilioError(20005)
    if sandbox.faults.take("api_429"):
        raise TwilioError(20429, retry_after=sandbox.faults.take("retry_after"))
    if status := sandbox.faults.take("api_5xx"):
        raise TwilioError(20503 if status == 503 else 20500, status=status)
    return handler(sandbox, request, account, **values)


def _http_error(request: Request, error: HTTPException) -> Response:
    if not request.path.startswith(TWILIO_PREFIXES):
        return as_json({"error": error.description}, error.code)
    if isinstance(error, MethodNotAllowed):
        return TwilioError(20004).response()
    return TwilioError(20404, request.path).response()
