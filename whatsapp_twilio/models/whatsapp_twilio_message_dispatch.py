"""The dispatcher: hands queued rows to Twilio, outside any person's transaction.

One scheduled action is one lane: Odoo never runs it twice at a time, so whatever
a lane left in ``sending`` without a SID when it starts anew was cut off, and
becomes ``unknown``. Rows are claimed and committed before the request leaves;
only the main thread touches the database, only the pool touches the network.
"""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.tools import SQL

from ..gateway import client
from ..gateway.errors import NotNow, Refused, SendError, Unanswered
from ..whatsapp import reply_state, status
from ..whatsapp.address import Address

_logger = logging.getLogger(__name__)

# HTTP calls in flight at a time.
IN_FLIGHT = 16
# Seconds: one run, looking for new rows while calls are in flight, and waiting for
# rows that are due soon rather than for the next scheduled run.
RUN = 40
LOOK = 0.1
LINGER = 15
# Seconds before a row that Twilio could not take now is tried again.
BACK_OFF = (1, 2, 4, 8, 15, 30, 60)
MAX_ATTEMPTS = 30
# After an unanswered request: seconds between lookups at Twilio, and how long a
# message may stay unseen there before we say that it was never taken.
LOOKUP_EVERY = 3
LOOKUP_GRACE = timedelta(seconds=30)
# Clocks differ: a message may seem to be created a little before we asked for it.
CLOCK_SKEW = timedelta(seconds=30)


@dataclass(frozen=True)
class Job:
    """One HTTP question about one row; plain values, for another thread."""

    row_id: int
    ask: object  # callable(twilio) -> answer
    credentials: client.Credentials


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _cron_send(self):
        """Send what is queued until nothing is due soon."""
        lane = self.env.context.get("cron_id", 0)
        self._committed(self._doubt_cut_off, lane)
        clients, calls, end = {}, {}, time.monotonic() + RUN
        with ThreadPoolExecutor(IN_FLIGHT, "whatsapp_send") as pool:
            while calls or time.monotonic() < end:
                free = IN_FLIGHT - len(calls) if time.monotonic() < end else 0
                # Claimed and committed: the rows are ours before anything leaves.
                for job in self._committed(self._claim, lane, free):
                    calls[pool.submit(_answer, clients, job)] = job
                if not calls and not self._is_due_within(LINGER):
                    break
                for call in _finished(calls):
                    self._committed(self._settle, calls.pop(call), call.result())
        self._plan_next_run()

    @api.model
    def _doubt_cut_off(self, lane):
        """Rows whose hand-over was cut off may or may not have reached Twilio."""
        cut_off = self.search(
            [("state", "=", status.SENDING), ("sid", "=", False), ("lane", "=", lane)]
        )
        cut_off._doubt(fields.Datetime.now())

    @api.model
    def _claim(self, lane, limit):
        """Take the next due rows, one of each conversation at most, as jobs.

        A row waits until every earlier one of its conversation is at Twilio or
        has failed, so that customers read in the order agents wrote.
        """
        if limit <= 0:
            return []
        self.flush_model()
        ids = self.env.execute_query(
            SQL(
                """
                SELECT due.id
                  FROM whatsapp_twilio_message due
                 WHERE due.state IN ('queued', 'unknown')
                   AND due.sid IS NULL
                   AND (due.next_attempt_at IS NULL OR due.next_attempt_at <= %(now)s)
                   AND NOT EXISTS (
                       SELECT 1
                         FROM whatsapp_twilio_message earlier
                        WHERE earlier.conversation_id = due.conversation_id
                          AND earlier.state IN ('queued', 'sending', 'unknown')
                          AND earlier.sid IS NULL
                          AND earlier.id < due.id)
                 ORDER BY due.id
                 LIMIT %(limit)s
                   FOR UPDATE OF due SKIP LOCKED
                """,
                now=fields.Datetime.now(),
                limit=limit,
            )
        )
        jobs = [self.browse(row_id)._to_job(lane) for (row_id,) in ids]
        return [job for job in jobs if job]

    def _to_job(self, lane):
        """The question to ask about this row, or None if it may not be asked."""
        conversation = self.conversation_id
        if self.state == status.UNKNOWN:
            self.write({"next_attempt_at": self._in(LOOKUP_EVERY), "lane": lane})
            return self._job(self._lookup(conversation))
        conversation.invalidate_recordset(["reply_state"])
        if conversation.reply_state != reply_state.OPEN:
            self._move(status.FAILED, cause=conversation.reply_state)
            return None
        self.write(
            {
                "state": status.SENDING,
                "lane": lane,
                "attempted_at": fields.Datetime.now(),
                "attempts": self.attempts + 1,
                "next_attempt_at": False,
            }
        )
        return self._job(self._request(conversation))

    def _job(self, ask):
        return Job(self.id, ask, self.conversation_id.account_id._credentials())

    def _request(self, conversation):
        parameters = {
            "sender": conversation.sender_number,
            "recipient": _recipient(conversation),
            "body": self.body,
            "status_callback": conversation.account_id._webhook_url(
                f"status/{self.uuid}"
            ),
        }
        return lambda twilio: client.send_text(twilio, **parameters)

    def _lookup(self, conversation):
        parameters = {
            "sender": conversation.sender_number,
            "recipient": _recipient(conversation),
        }
        return lambda twilio: client.list_sent(twilio, **parameters)

    def _settle(self, job, answer):
        """Write down what Twilio said about a row."""
        row = self.browse(job.row_id)
        row.invalidate_recordset()
        if row.sid:
            return  # a callback told us meanwhile
        if row.state == status.UNKNOWN and isinstance(answer, SendError):
            return  # the lookup failed, not the message: it is asked again
        handle = next(
            method for kind, method in _SETTLE.items() if isinstance(answer, kind)
        )
        handle(row, answer)

    def _settle_taken(self, taken):
        self.write({"sid": taken.sid, "next_attempt_at": False})
        self._move(taken.state)

    def _settle_refused(self, refused):
        self._move(status.FAILED, refused.code, refused.message)

    def _settle_not_now(self, not_now):
        if self.attempts >= MAX_ATTEMPTS:
            self._move(status.FAILED, not_now.code, not_now.message)
            return
        backing_off = BACK_OFF[min(self.attempts, len(BACK_OFF)) - 1]
        seconds = not_now.retry_after or backing_off
        self.write({"state": status.QUEUED, "next_attempt_at": self._in(seconds)})

    def _settle_unanswered(self, _unanswered):
        self._doubt(self._in(1))

    def _settle_listed(self, listed):
        """Adopt the message that Twilio has, or queue again what it never got."""
        asked_at = self.attempted_at.replace(tzinfo=timezone.utc)
        candidates = [
            found
            for found in reversed(listed)
            if not found.is_inbound
            and found.body == self.body
            and found.created_at >= asked_at - CLOCK_SKEW
            and not self.search_count([("sid", "=", found.sid)], limit=1)
        ]
        if candidates:
            self._settle_taken(candidates[0])
        elif fields.Datetime.now() >= self.attempted_at + LOOKUP_GRACE:
            self.write({"state": status.QUEUED, "next_attempt_at": False})
            self._note_progress()

    def _doubt(self, next_attempt_at):
        """The request left, its answer never came: ask Twilio before sending again."""
        self.write({"state": status.UNKNOWN, "next_attempt_at": next_attempt_at})
        self._note_progress()

    def _in(self, seconds):
        """So many seconds from now, at least: a Datetime counts whole seconds."""
        return fields.Datetime.now() + timedelta(seconds=seconds + 1)

    @api.model
    def _is_due_within(self, seconds):
        return bool(
            self.search_count(
                [
                    ("state", "in", (status.QUEUED, status.UNKNOWN)),
                    ("sid", "=", False),
                    "|",
                    ("next_attempt_at", "=", False),
                    ("next_attempt_at", "<=", self._in(seconds)),
                ],
                limit=1,
            )
        )

    @api.model
    def _plan_next_run(self):
        """Come back for what is due later."""
        waiting = self.search(
            [("state", "in", (status.QUEUED, status.UNKNOWN)), ("sid", "=", False)],
            order="next_attempt_at, id",
            limit=1,
        )
        if waiting:
            self.env.ref("whatsapp_twilio.ir_cron_send")._trigger(
                waiting.next_attempt_at or fields.Datetime.now()
            )


_SETTLE = {
    client.Taken: WhatsappTwilioMessage._settle_taken,
    list: WhatsappTwilioMessage._settle_listed,
    Refused: WhatsappTwilioMessage._settle_refused,
    NotNow: WhatsappTwilioMessage._settle_not_now,
    Unanswered: WhatsappTwilioMessage._settle_unanswered,
}


def _finished(calls):
    """The calls that have an answer; waits a moment where none has."""
    if not calls:
        time.sleep(LOOK)
        return ()
    return wait(calls, timeout=LOOK, return_when=FIRST_COMPLETED).done


def _recipient(conversation):
    return Address(conversation.phone or "", conversation.bsuid or "").recipient


def _answer(clients, job):
    """Ask Twilio in a pool thread; its answer or its SendError is the result."""
    try:
        twilio = clients.get(job.credentials)
        if not twilio:
            twilio = clients[job.credentials] = client.connect(job.credentials)
        return job.ask(twilio)
    except SendError as error:
        return error
    except Exception as error:  # noqa: BLE001 - nobody can tell whether it left
        _logger.exception("Request for WhatsApp message %s broke off", job.row_id)
        return Unanswered("", type(error).__name__)
