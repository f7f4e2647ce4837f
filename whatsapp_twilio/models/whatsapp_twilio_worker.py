"""How a worker asks the network: claimed and committed first, then in a pool.

Only the main thread touches the database, only the pool touches the network. What
is claimed is committed before anything leaves, and what was answered at once is one
transaction; so a worker may be killed at any moment.
"""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial

from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

_logger = logging.getLogger(__name__)

# How often a worker tries one step when another transaction touched the same row.
STEP_ATTEMPTS = 5
# Seconds: one run (others want the worker too), looking for new rows while calls
# are in flight, waiting for more answers, for several cost little more than one, and
# what is soon enough to wait for.
RUN = 10
LOOK = 0.1
GATHER = 0.05
SOON = 10
# How long what people write may wait for its worker before others make way.
PATIENCE = timedelta(seconds=1)


class WhatsappTwilioWorker(models.AbstractModel):
    _name = "whatsapp.twilio.worker"
    _description = "WhatsApp Worker"

    def _committed(self, step, *args):
        """Run one step of a worker and commit it; for workers and their stand-ins.

        A callback that touched the same row meanwhile means: once more.
        """
        for _attempt in range(STEP_ATTEMPTS):
            try:
                result = step(*args)
                # _commit_progress would write a count that nobody asked for.
                self.env.cr.commit()  # pylint: disable=E8102
                return result
            except (TransactionRollbackError, ConcurrencyError):
                self.env.cr.rollback()
        raise ConcurrencyError(f"No turn for the worker of {self._name}")

    def _alone(self, step, note_failure):
        """Run a step of this one record and commit it; whatever goes wrong is noted,
        and the records that wait behind it go on.
        """
        try:
            self._committed(self._step_of_existing, step, note_failure)
        except ConcurrencyError:
            _logger.warning("%s %s: no turn until the next run", self._name, self.id)

    def _step_of_existing(self, step, note_failure):
        if self.exists():  # it may have been deleted since the run began
            self._step_or_note(step, note_failure)

    def _step_or_note(self, step, note_failure):
        """Run a step that leaves nothing half done: all of it, or a noted failure.

        :param note_failure: takes the error, and writes down what people are told
        :return: what the step returned; None where it failed
        """
        try:
            with self.env.cr.savepoint():
                result = step()
                self.env.flush_all()
        except (TransactionRollbackError, ConcurrencyError):
            raise  # another transaction was faster: not this record's fault
        except Exception as error:  # noqa: BLE001 - whatever it is, others go on
            self.env.invalidate_all(flush=False)
            kind = type(error).__name__
            _logger.log(self._level_of(error), "%s %s: %s", self._name, self.id, kind)
            # The words may hold a number or a text: they stand on the record.
            _logger.debug("%s %s", self._name, self.id, exc_info=True)
            note_failure(error)
            return None
        return result

    def _leave_as_it_is(self, _error):
        """The log has told it, and the next run comes upon it."""

    def _level_of(self, _error):
        """How loudly the log tells of an error that nobody expected."""
        return logging.ERROR

    def _work_in_pool(self, in_flight, claim, ask):
        """Claim jobs, ask about each in the pool, settle its answer; until none is due.

        :param claim: takes a number of jobs at most, and returns them
        :param ask: answers one job, in a thread, without the database
        """
        calls, end = {}, time.monotonic() + RUN
        with ThreadPoolExecutor(in_flight, self._table) as pool:
            while calls or time.monotonic() < end:
                free = in_flight - len(calls) if time.monotonic() < end else 0
                # Claimed and committed: the rows are ours before anything leaves.
                for job in self._claimed(claim, free):
                    calls[pool.submit(ask, job)] = job
                if not calls and not self._is_due_within(SOON):
                    break
                done = {call: calls.pop(call) for call in _finished(calls)}
                answers = [(job, call.result()) for call, job in done.items()]
                self._settle_together(answers)
                if self._must_make_way():
                    end = time.monotonic()

    def _claimed(self, claim, limit):
        """The next jobs; none where others are at the same rows all the time."""
        try:
            return self._committed(claim, limit)
        except ConcurrencyError:
            return ()

    def _settle_together(self, answers):
        """Write down several answers in one transaction; where that fails, each in
        its own, so that none holds up another.
        """
        try:
            self._committed(self._settle_each, answers)
        except Exception:  # noqa: BLE001 - told below, by the record that it is about
            self.env.cr.rollback()
            for job, answer in answers:
                row = self.browse(job.row_id)
                row._alone(partial(row._settle, job, answer), row._leave_as_it_is)

    def _settle_each(self, answers):
        rows = self.browse(job.row_id for job, _answer in answers)
        rows.invalidate_recordset()
        for job, answer in answers:
            rows._settle(job, answer)

    def _settle(self, job, answer):
        """Write down the answer to the job of one of these rows."""
        raise NotImplementedError

    @api.model
    def _must_make_way(self):
        """Whether what people write finds no worker, as there may be only one."""
        ledger, since = self._ledger(), fields.Datetime.now() - PATIENCE
        return ledger._is_customer_waiting(since) or ledger._is_reply_waiting(since)

    @api.model
    def _ledger(self):
        return self.env["whatsapp.twilio.message"]

    def _is_due_within(self, seconds):
        """Whether a row is due so soon that it is not worth to end the run."""
        raise NotImplementedError

    def _in(self, seconds):
        """So many seconds from now, at least: a Datetime counts whole seconds."""
        return fields.Datetime.now() + timedelta(seconds=seconds + 1)


def _finished(calls):
    """The calls that have an answer; waits a moment where none has."""
    if not calls:
        time.sleep(LOOK)
        return ()
    wait(calls, timeout=LOOK, return_when=FIRST_COMPLETED)
    return wait(calls, timeout=GATHER).done


def in_words(error):
    """An error that nobody expected, in one line for whoever looks after Odoo."""
    return f"{type(error).__name__}: {error}".partition("\n")[0][:500]
