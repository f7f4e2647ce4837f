"""Questions to Twilio through its SDK, and its refusals in whichever form they come."""

import json

from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)

from .errors import NOT_NOW, NotNow, Refused

# Of a problem, and of each of its parts: where it is, and what is wrong there.
_SAID = ("pointer", "detail")


def ask(question, **parameters):
    """Ask Twilio through its SDK; its refusals become Refused, or NotNow."""
    try:
        return question(**parameters)
    except TwilioRestException as error:
        code = str(error.code or error.status)
        kind = NotNow if code in NOT_NOW else Refused
        raise kind(code, error.msg) from error
    except TwilioServiceException as error:
        raise Refused(str(error.code), _words(vars(error))) from error
    except TwilioException as error:
        raise _refused_page(error) from error


def _refused_page(error):
    """For a list the SDK gives the answer as it came, in place of Twilio's code."""
    answer = error.args[1] if len(error.args) > 1 else None
    try:
        said = json.loads(answer.text)
        return Refused(str(said["code"]), said.get("message") or _words(said))
    except (AttributeError, KeyError, TypeError, ValueError):
        return Refused("", str(error))


def _words(problem):
    """What Twilio's newer APIs say in place of a message: the details, or the title.

    https://www.rfc-editor.org/rfc/rfc9457
    """
    wrong = [problem, *(problem.get("errors") or ())]
    details = (" ".join(filter(None, map(one.get, _SAID))) for one in wrong)
    return "; ".join(filter(None, details)) or problem.get("title", "")
