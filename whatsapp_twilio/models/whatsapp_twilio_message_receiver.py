"""The receive worker: brings what was kept into Discuss, in order.

Rows of one customer are handled in order, customers in parallel: a row is free
only when no earlier row of the same customer waits, and is taken by SKIP LOCKED.
Because the claim and the work share one transaction (and one snapshot), whoever
handles a customer sees everything that was done for that customer before.
"""

import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import status
from . import scheduled
from .whatsapp_twilio_message_error import MAX_ATTEMPTS
from .whatsapp_twilio_worker import RUN

# A worker that has not finished a round for so long is taken for dead.
WORKER_SILENCE = timedelta(minutes=3)


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _receiver(self):
        """The scheduled action that brings messages into Discuss."""
        return scheduled.action(self.env, scheduled.RECEIVE)

    @api.model
    def _is_alive(self, receiver):
        """Whether the worker finished a round lately; else requests do its work."""
        oldest = fields.Datetime.now() - WORKER_SILENCE
        return (
            receiver.active and bool(receiver.lastcall) and receiver.lastcall > oldest
        )

    @api.model
    def _cron_receive(self):
        """Handle what waits; each row is its own transaction."""
        self._committed(self._revive_errors)
        end = time.monotonic() + RUN
        while self._committed(self._receive_next):
            if time.monotonic() > end:
                self._receiver()._trigger()
                break

    @api.model
    def _is_customer_waiting(self, since):
        """Whether what a customer sent before then is in no worker's hands."""
        return bool(
            self.env.execute_query(
                SQL(
                    "SELECT 1 FROM whatsapp_twilio_message "
                    "WHERE state = 'received' AND create_date <= %s LIMIT 1",
                    since,
                )
            )
        )

    @api.model
    def _receive_next(self):
        """Handle the oldest row that is free; True if there was one."""
        rows = self._claim_received()
        rows[:-1]._receive_after_all()
        for row in rows[-1:]:
            row._receive_or_note_error()
        return bool(rows)

    @api.model
    def _claim_received(self):
        """The oldest row that is free, locked; an empty recordset when none is.

        Before it come the customer's earlier ones to the same number that failed: what
        was wrong may be put right, and Discuss shows them in the order of this.
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT free.id, before.ids
                  FROM (SELECT waiting.id, waiting.customer_key, waiting.payload
                          FROM whatsapp_twilio_message waiting
                         WHERE waiting.state = %(received)s
                           AND NOT EXISTS (
                               SELECT 1
                                 FROM whatsapp_twilio_message earlier
                                WHERE earlier.state = %(received)s
                                  AND earlier.customer_key = waiting.customer_key
                                  AND earlier.id < waiting.id)
                         ORDER BY waiting.id
                         LIMIT 1
                           FOR UPDATE OF waiting SKIP LOCKED) free
                 CROSS JOIN LATERAL (
                       SELECT array_agg(failed.id ORDER BY failed.id) AS ids
                         FROM whatsapp_twilio_message failed
                        WHERE failed.state = %(error)s
                          AND failed.attempts < %(most)s
                          AND failed.customer_key = free.customer_key
                          AND failed.customer_key != ''
                          AND failed.payload ->> 'To' = free.payload ->> 'To'
                          AND failed.id < free.id) before
                """,
                received=status.RECEIVED,
                error=status.ERROR,
                most=MAX_ATTEMPTS,
            )
        )
        return self.browse(
            row_id for free, before in rows for row_id in [*(before or ()), free]
        )
