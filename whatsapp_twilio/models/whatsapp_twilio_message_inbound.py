"""Inbound: keep the form first, then bring it into Discuss in order.

Rows of one customer are handled in order, customers in parallel: a row is free
only when no earlier row of the same customer waits, and is taken by SKIP LOCKED.
Because the claim and the work share one transaction (and one snapshot), whoever
handles a customer sees everything that was done for that customer before.
"""

import logging
import time
from datetime import timedelta

from psycopg2.extensions import TransactionRollbackError
from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ..gateway import contents, events
from ..whatsapp import status
from . import scheduled

_logger = logging.getLogger(__name__)

# Seconds of one run of the worker.
RUN = 10
# Minutes before a row that failed is tried again: 1, 2, 4 … up to a day.
LONGEST_WAIT = 24 * 60
MAX_ATTEMPTS = 20
# A worker that has not finished a round for so long is taken for dead.
WORKER_SILENCE = timedelta(minutes=3)
NUL = "\x00"


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _keep_inbound(self, account, form):
        """Write a form into the ledger; True if it was not there yet.

        One statement, so that a webhook costs what one INSERT costs. PostgreSQL
        stores no NUL character: it is kept as U+FFFD.
        """
        form = {key: value.replace(NUL, "\ufffd") for key, value in form.items()}
        customer = events.read_customer(form)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO whatsapp_twilio_message
                    (account_id, direction, kind, state, sid, body, payload,
                     customer_key, attempts, create_date, write_date)
                VALUES (%(account)s, 'inbound', 'text', %(state)s, %(sid)s, %(body)s,
                        %(payload)s, %(customer)s, 0, %(now)s, %(now)s)
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                account=account.id,
                state=status.RECEIVED,
                sid=events.read_sid(form) or None,
                body=form.get("Body", ""),
                payload=Json(form),
                customer=customer.key if customer else "",
                now=fields.Datetime.now(),
            )
        )
        return bool(self.env.cr.fetchone())

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
        row = self._claim_received()
        if row:
            row._receive_or_note_error()
        return bool(row)

    @api.model
    def _claim_received(self):
        """The oldest row that is free, locked; an empty recordset when none is."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT waiting.id
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
                   FOR UPDATE OF waiting SKIP LOCKED
                """,
                received=status.RECEIVED,
            )
        )
        return self.browse(row_id for (row_id,) in rows)

    def _receive_or_note_error(self):
        """Bring one row into Discuss; what goes wrong stays on the row."""
        try:
            with self.env.cr.savepoint():
                self._receive()
                self.env.flush_all()
        except (TransactionRollbackError, ConcurrencyError):
            raise  # another transaction was faster: not this row's fault
        except Exception as error:  # noqa: BLE001 - whatever it is, others go on
            self.env.invalidate_all(flush=False)
            # A strange form is not our fault, and a second failure is no news.
            is_known = self.attempts or isinstance(error, events.UnreadableForm)
            level = logging.WARNING if is_known else logging.ERROR
            kind = type(error).__name__
            _logger.log(level, "WhatsApp message %s was not handled: %s", self.id, kind)
            # The words may hold a number or a text: they stand on the row.
            _logger.debug("WhatsApp message %s", self.id, exc_info=True)
            self._note_receive_error(error)

    def _receive(self):
        event = events.read_inbound(self.payload)
        if event.kind == contents.REACTION:
            self._react(event)
            return
        Conversation = self.env["whatsapp.twilio.conversation"]
        conversation = Conversation._of_customer(self.account_id, event)
        conversation._customer_wrote(event, self.create_date.replace(microsecond=0))
        self.write(
            {
                "conversation_id": conversation.id,
                "state": status.DONE,
                "error_message": False,
                "next_attempt_at": False,
                **self._contents_of(event),
            }
        )
        self._show(event)
        conversation._hear_consent(event.text)
        conversation._send_kept_text()

    def _note_receive_error(self, error):
        minutes = min(2**self.attempts, LONGEST_WAIT)
        self.write(
            {
                "state": status.ERROR,
                "error_message": f"{type(error).__name__}: {error}"[:500],
                "attempts": self.attempts + 1,
                "next_attempt_at": fields.Datetime.now() + timedelta(minutes=minutes),
            }
        )

    @api.model
    def _revive_errors(self):
        """Rows that failed wait again once their time has come."""
        self.search(
            [
                ("state", "=", status.ERROR),
                ("next_attempt_at", "<=", fields.Datetime.now()),
                ("attempts", "<", MAX_ATTEMPTS),
            ]
        ).write({"state": status.RECEIVED})

    def action_receive_again(self):
        """Handle rows that failed once more, now (administrators)."""
        self.check_access("read")
        # sudo: whatsapp.twilio.message - nobody may write the ledger by hand
        failed = self.sudo().filtered(lambda row: row.state == status.ERROR)
        failed.write({"state": status.RECEIVED, "attempts": 0})
        self._receiver()._trigger()
