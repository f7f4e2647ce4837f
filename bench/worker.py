"""The receive worker's work, done by us, as Odoo's scheduler would have it done."""

from odoo.sql_db import db_connect

from odoo.addons.base.models.ir_cron import IrCron


class Worker:
    """One run of the scheduled action, kept open: each row is claimed and committed."""

    def __init__(self, database: str, env):
        self.database = database
        cron = env.ref("whatsapp_twilio.ir_cron_receive").with_context(active_test=True)
        self.cron_id = cron.id
        running, _progress = cron.with_context(cron_id=cron.id)._add_progress()
        env.cr.commit()
        self.messages = running.env["whatsapp.twilio.message"]

    def receive_one(self) -> None:
        """Claim a row, bring it into Discuss, commit: the worker's inner step."""
        if not self.messages._committed(self.messages._receive_next):
            raise AssertionError("no message waited for the worker")

    def receive_all(self) -> None:
        """The same for all that waits."""
        while self.messages._committed(self.messages._receive_next):
            pass

    def wake_up(self) -> None:
        """All that the scheduler does for one wake-up: lock, run, reschedule."""
        with db_connect(self.database).cursor() as cr:
            IrCron._process_jobs_loop(cr, job_ids=[self.cron_id])
