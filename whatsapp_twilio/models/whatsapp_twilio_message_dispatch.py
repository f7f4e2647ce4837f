"""The dispatcher: hands queued rows to Twilio, outside any person's transaction.

One scheduled action is one lane: Odoo never runs it twice at a time, so whatever
a lane left in ``sending`` without a SID when it starts anew was cut off, and
becomes ``unknown``. How the rows are handed out stands in ``whatsapp_twilio_worker``.
"""

from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import status
from .whatsapp_twilio_message_job import answer
from .whatsapp_twilio_worker import SOON

# HTTP calls in flight at a time.
IN_FLIGHT = 16


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _cron_send(self):
        """Send what is queued until nothing is due soon."""
        lane = self.env.context.get("cron_id", 0)
        self._committed(self._doubt_cut_off, lane)
        self._work_in_pool(
            IN_FLIGHT, partial(self._claim, lane), partial(answer, {}), self._settle
        )
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
        if not waiting:
            return
        if self._is_due_within(SOON):
            self._wake_dispatcher()
        else:
            cron = self.env.ref("whatsapp_twilio.ir_cron_send")
            cron._trigger(waiting.next_attempt_at)
