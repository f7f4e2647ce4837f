"""Refusals, as Twilio's API answers them: `{code, message, more_info, status}`."""

from __future__ import annotations

import json
import math

from werkzeug.wrappers import Response

from ..codes import REFUSALS

MORE_INFO = "https://www.twilio.com/docs/errors/{code}"


class TwilioError(Exception):
    """What Twilio refuses, by its code; `value` is what its message names."""

    def __init__(
        self,
        code: int,
        value: str = "",
        status: int | None = None,
        retry_after: float | None = None,
    ):
        known_status, message = REFUSALS[code]
        self.code = code
        self.status = status or known_status
        self.retry_after = retry_after
        self.message = message.format(value=value)
        super().__init__(f"{code} {self.message}")

    def response(self) -> Response:
        body = {
            "code": self.code,
            "message": self.message,
            "more_info": MORE_INFO.format(code=self.code),
            "status": self.status,
        }
        answer = Response(json.dumps(body), self.status, mimetype="application/json")
        if self.status == 401:
            answer.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        if self.retry_after is not None:
            answer.headers["Retry-After"] = str(math.ceil(self.retry_after))
        return answer
