"""The HTTP seam to Twilio: time-outs, and what each kind of silence means."""

import logging
import ssl
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import requests
from requests.adapters import HTTPAdapter
from twilio.http.http_client import TwilioHttpClient

from .errors import NotNow, Unanswered

# Seconds to connect, and to answer. The SDK's own default is to wait for ever.
TIMEOUT = 15
# Connections kept open: as many as any worker has calls in flight, so that none pays
# for another greeting.
CONNECTIONS = 64
TOO_MANY_REQUESTS = 429
# The SDK logs each request with its query: numbers, which stay out of logs.
_traffic = logging.getLogger(f"{__name__}.traffic")
_traffic.setLevel(logging.WARNING)


class HttpClient(TwilioHttpClient):
    """Twilio's client with time-outs, and optionally another base URL.

    Raises NotNow where Twilio surely did nothing, Unanswered where it may have.
    """

    def __init__(self, base_url=""):
        super().__init__(timeout=TIMEOUT, logger=_traffic)
        adapter = HTTPAdapter(pool_maxsize=CONNECTIONS)
        self.session.mount("https://", adapter)
        self.session.mount("http://", adapter)
        self.base_url = base_url.rstrip("/")
        # How far our clock is ahead of Twilio's, by its last answer.
        self.ahead = timedelta(0)

    def request(self, method, url, *args, **kwargs):
        try:
            response = super().request(method, self._at_base(url), *args, **kwargs)
        except requests.ConnectionError as error:
            raise _silence(error) from error
        except requests.RequestException as error:
            raise Unanswered("", type(error).__name__) from error
        self.ahead = _ahead(response.headers.get("Date"))
        return _understood(response)

    def _at_base(self, url):
        if not self.base_url:
            return url
        _scheme, _slashes, rest = url.partition("://")
        _host, _slash, path = rest.partition("/")
        return f"{self.base_url}/{path}"


def _ahead(date):
    """Including the time that the answer took; none where it tells no date."""
    try:
        return datetime.now(timezone.utc) - parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return timedelta(0)


def _silence(error):
    """A connection that was never made is safe to try again; a broken one is not.

    TLS breaks before a request left or after it; only of a certificate one can tell.
    """
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    is_untrusted = any(
        isinstance(cause, ssl.SSLCertVerificationError)
        for cause in getattr(reason, "args", ())
    )
    never_left = (
        is_untrusted
        or isinstance(error, requests.ConnectTimeout)
        or type(reason).__name__ in {"NewConnectionError", "NameResolutionError"}
    )
    return (NotNow if never_left else Unanswered)("", type(error).__name__)


def _understood(response):
    """429 was never processed (error 20429); after a 5xx nobody can tell.

    https://www.twilio.com/docs/api/errors/20429
    """
    if response.status_code == TOO_MANY_REQUESTS:
        seconds = response.headers.get("Retry-After", "")
        retry_after = float(seconds) if seconds.isdigit() else None
        raise NotNow("20429", "Too Many Requests", retry_after)
    if response.status_code >= 500:
        raise Unanswered(str(response.status_code), "Twilio had an internal error")
    return response
