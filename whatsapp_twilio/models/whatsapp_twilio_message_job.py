"""What to ask Twilio about one row, as a job that needs no database."""

import logging
from dataclasses import dataclass
from functools import partial

from psycopg2.extensions import TransactionRollbackError

from odoo import fields, models
from odoo.exceptions import ConcurrencyError

from ..gateway import client, errors
from ..gateway.errors import SendError, Unanswered
from ..whatsapp import reply_state, status
from ..whatsapp.address import Address
from .whatsapp_twilio_worker import in_words

_logger = logging.getLogger(__name__)

# Seconds between lookups of a message whose request was not answered.
LOOKUP_EVERY = 3
# Seconds before we look whether there is an account again that can be asked.
NOBODY_TO_ASK = 3600


@dataclass(frozen=True)
class Job:
    """One HTTP question about one row; plain values, for another thread."""

    row_id: int
    attempts: int  # the row's when it was asked: an answer about former ones is none
    ask: object  # callable(twilio) -> answer
    credentials: client.Credentials


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _jobs(self, lane):
        """The questions to ask about these rows; one of which none can be made holds up
        no other.
        """
        try:
            with self.env.cr.savepoint():
                jobs = [row._to_job(lane) for row in self]
                self.env.flush_all()
        except (TransactionRollbackError, ConcurrencyError):
            raise  # another transaction was faster: no row's fault
        except Exception:  # noqa: BLE001 - told below, by the row that it is about
            self.env.invalidate_all(flush=False)
            jobs = [
                row._step_or_note(partial(row._to_job, lane), row._note_no_job)
                for row in self
            ]
        return [job for job in jobs if job]

    def _note_no_job(self, error):
        """Nothing left now: people are told. What may have left before is in doubt."""
        if self.state == status.UNKNOWN:
            self.next_attempt_at = self._in(NOBODY_TO_ASK)
            return
        failure = self._failure_of(status.FAILED, "", in_words(error), "")
        self.write({"state": status.FAILED, **self._time_of(status.FAILED), **failure})
        self._step_or_note(self._note_progress, self._leave_as_it_is)

    def _to_job(self, lane):
        """The question to ask about this row, or None if it may not be asked."""
        conversation = self.conversation_id
        if self.state == status.UNKNOWN:
            return self._to_lookup(lane)
        if conversation.reply_state not in self._allowed_states():
            self._move(status.FAILED, cause=conversation.reply_state)
            return None
        if self._lacks_its_file():
            self._move(status.FAILED, cause=errors.MEDIA)
            return None
        self.write(
            {
                "state": status.SENDING,
                "lane": lane,
                "attempted_at": fields.Datetime.now(),
                "attempts": self.attempts + 1,
                "next_attempt_at": False,
                **conversation._to_queue(),
            }
        )
        return self._job(self._request(conversation))

    def _to_lookup(self, lane):
        """While the account is gone nobody can tell: the row waits for another."""
        conversation = self.conversation_id
        seconds = LOOKUP_EVERY if conversation.account_id else NOBODY_TO_ASK
        self.write({"next_attempt_at": self._in(seconds), "lane": lane})
        return conversation.account_id and self._job(self._lookup(conversation))

    def _allowed_states(self):
        """The reply states in which this row may be sent."""
        return reply_state.TEMPLATE_ALLOWED if self.content_sid else {reply_state.OPEN}

    def _job(self, ask):
        account = self.conversation_id.account_id
        return Job(self.id, self.attempts, ask, account._credentials())

    def _request(self, conversation):
        parameters = {
            "sender": conversation.sender_number,
            "recipient": _recipient(conversation),
            "status_callback": conversation.account_id._webhook_url(
                f"status/{self.uuid}"
            ),
        }
        if self.content_sid:
            parameters["content_sid"] = self.content_sid
            parameters["variables"] = self.content_variables
            return lambda twilio: client.send_template(twilio, **parameters)
        parameters["body"] = self.body
        parameters["media_url"] = self._media_url()
        return lambda twilio: client.send(twilio, **parameters)

    def _lookup(self, conversation):
        parameters = {
            "sender": conversation.sender_number,
            "recipient": _recipient(conversation),
        }
        return lambda twilio: client.list_sent(twilio, **parameters)


def _recipient(conversation):
    """Who shows a number again took the id along: this is where they wrote before."""
    bsuid = conversation.bsuid or conversation.address
    return Address(conversation.phone or "", bsuid).recipient


def answer(clients, job):
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
