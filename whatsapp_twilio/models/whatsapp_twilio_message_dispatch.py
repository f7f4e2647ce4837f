"""The dispatcher: hands queued rows to Twilio, outside any person's transaction.

One scheduled action is one lane: Odoo never runs it twice at a time, so whatever
a lane left in ``sending`` without a SID when it starts anew was cut off, and
becomes ``unknown``. How the rows are handed out stands in ``whatsapp_twilio_worker``.
"""

from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import status
from . import scheduled
from .whatsapp_twilio_message_job import answer

# HTTP calls in flight at a time.
IN_FLIGHT = 32
# No run of a lane lasts so long: what it left by then is cut off, though the lane may
# be gone.
LONGEST_RUN = timedelta(hours=1)
# How long what follows a file waits for it. Twilio gives our server some 15 seconds
# for the file's HEAD and as many for its GET, and then brings it to WhatsApp.
FETCH_PATIENCE = timedelta(seconds=45)


def is_held(row):
    """Whether a row (its name in SQL) waits for its batch, which is paused, as SQL."""
    return SQL(
        """
        (%(row)s.state = 'queued' AND %(row)s.is_bulk IS TRUE
         AND COALESCE(%(row)s.batch_id, 0) IN (
             SELECT id FROM whatsapp_twilio_batch WHERE state = 'paused'))
        """,
        row=SQL.identifier(row),
    )


# A row that waits for us and for no pause, first of its conversation: what a pause
# holds back holds up no reply.
IS_FREE = SQL(
    """
    due.state IN ('queued', 'unknown') AND due.sid IS NULL
    AND NOT %s
    AND NOT EXISTS (
        SELECT 1
          FROM whatsapp_twilio_message earlier
         WHERE earlier.conversation_id = due.conversation_id
           AND earlier.state IN ('queued', 'sending', 'unknown')
           AND earlier.sid IS NULL
           AND NOT %s
           AND earlier.id < due.id)
    """,
    is_held("due"),
    is_held("earlier"),
)
# An earlier row of the conversation whose file Twilio may still be fetching.
IS_FETCHED = SQL(
    """
    file.conversation_id = due.conversation_id
    AND file.state = 'sending' AND file.sid IS NOT NULL
    AND file.mimetype IS NOT NULL AND file.id < due.id
    """
)


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _cron_send(self):
        """Send what is queued until nothing is due soon."""
        lane = self.env.context.get("cron_id", 0)
        self._committed(self._doubt_cut_off, lane)
        self._committed(self._wake_other_lanes, lane)
        self._work_in_pool(IN_FLIGHT, partial(self._claim, lane), partial(answer, {}))
        self._plan_next_run()

    @api.model
    def _wake_other_lanes(self, lane):
        """Where more waits than one lane carries, copies of its action help."""
        this = self.env["ir.cron"].browse(lane)
        others = this.search(
            [
                *(("id", "!=", lane), ("code", "=", this.code)),
                ("model_id", "=", this.model_id.id),
            ]
        )
        if others and self._has_due(more_than=IN_FLIGHT):
            for other in others:
                other._trigger()

    @api.model
    def _doubt_cut_off(self, lane):
        """Rows whose hand-over was cut off may or may not have reached Twilio."""
        long_ago = fields.Datetime.now() - LONGEST_RUN
        cut_off = self.search(
            [
                *(("state", "=", status.SENDING), ("sid", "=", False)),
                *("|", ("lane", "=", lane), ("attempted_at", "<", long_ago)),
            ]
        )
        cut_off._doubt(fields.Datetime.now())

    @api.model
    def _claim(self, lane, limit):
        """Take the next due rows, one of each conversation at most, as jobs.

        A row waits until every earlier one of its conversation is at Twilio or
        has failed, so that customers read in the order agents wrote; and behind a
        file until that is on its way, for Twilio fetches files after it took them.
        """
        if limit <= 0:
            return []
        self.env.flush_all()
        rows = self._next_in_line(limit)
        rows.conversation_id.invalidate_recordset(["reply_state"])
        return rows._jobs(lane)

    @api.model
    def _is_due(self):
        """Whether a row may go out now, as SQL about ``due``."""
        return SQL(
            """
            %(is_free)s
            AND (due.next_attempt_at IS NULL OR due.next_attempt_at <= %(now)s)
            AND NOT EXISTS (
                SELECT 1
                  FROM whatsapp_twilio_message file
                 WHERE %(is_fetched)s AND file.attempted_at > %(patient_since)s)
            """,
            is_free=IS_FREE,
            is_fetched=IS_FETCHED,
            now=fields.Datetime.now(),
            patient_since=fields.Datetime.now() - FETCH_PATIENCE,
        )

    @api.model
    def _has_due(self, more_than=0):
        """Whether more rows than so many may go out now; no more are looked at."""
        return bool(
            self.env.execute_query(
                SQL(
                    "SELECT 1 FROM whatsapp_twilio_message due WHERE %s "
                    "LIMIT 1 OFFSET %s",
                    self._is_due(),
                    more_than,
                )
            )
        )

    @api.model
    def _next_due_at(self):
        """When the next row may go out, as far as time decides; None: none waits."""
        self.flush_model()
        if self._has_due():
            return fields.Datetime.now()
        [(moment,)] = self.env.execute_query(
            SQL(
                """
                SELECT MIN(GREATEST(
                           due.next_attempt_at, %(now)s,
                           (SELECT MAX(file.attempted_at) + %(patience)s
                              FROM whatsapp_twilio_message file
                             WHERE %(is_fetched)s)))
                  FROM whatsapp_twilio_message due
                 WHERE %(is_free)s
                """,
                is_free=IS_FREE,
                is_fetched=IS_FETCHED,
                now=fields.Datetime.now(),
                patience=FETCH_PATIENCE,
            )
        )
        return moment

    @api.model
    def _is_due_within(self, seconds):
        moment = self._next_due_at()
        return bool(moment) and moment <= self._in(seconds)

    @api.model
    def _plan_next_run(self):
        """Come back for what is due later."""
        if moment := self._next_due_at():
            scheduled.wake(self.env, scheduled.SEND, moment)

    def _wake_those_behind(self):
        """A file is on its way or lost: what waited behind it may go."""
        if not self.mimetype or self.state == status.SENDING:
            return
        if self.search_count(
            [
                ("conversation_id", "=", self.conversation_id.id),
                ("state", "=", status.QUEUED),
                ("sid", "=", False),
            ],
            limit=1,
        ):
            self._wake_dispatcher()
