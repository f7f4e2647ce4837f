"""One hour in which nobody answers Twilio's calls, then the sweep."""

from concurrent.futures import ThreadPoolExecutor

from sandbox.launcher.console import say, step
from sandbox.launcher.paths import site

from . import records
from .cluster import own_cluster
from .fleet import Fleet
from .options import Options
from .report import show
from .run import DATABASE, Run
from .verdict import Verdict

_HOUR = 3600
_MESSAGES = 2000
# What the clock would do if we waited: all that was known is two hours older, and the
# scheduled actions last ran an hour ago.
_AN_HOUR_GOES_BY = """
    UPDATE mail_message SET date = date - interval '2 hours';
    UPDATE whatsapp_twilio_message SET create_date = create_date - interval '2 hours';
    UPDATE whatsapp_twilio_account SET create_date = create_date - interval '2 hours',
           swept_at = swept_at - interval '1 hour';
    UPDATE ir_cron SET lastcall = lastcall - interval '1 hour',
           nextcall = nextcall - interval '1 hour'
     WHERE id IN (SELECT res_id FROM ir_model_data
                   WHERE module = 'whatsapp_twilio' AND model = 'ir.cron')
"""
_DARK = "SELECT began_at, ended_at, message_count, cause FROM whatsapp_twilio_outage"
_ALARMS = """
    SELECT count(*) FROM mail_activity activity
      JOIN ir_model_data data ON data.res_id = activity.activity_type_id
     WHERE data.module = 'whatsapp_twilio' AND data.name = 'mail_activity_type_outage'
"""


def outage(options: Options) -> Verdict:
    """Stop every Odoo, let customers write for an hour, start again, compare."""
    say(f"\n  {_MESSAGES:,} messages of {options.customers} customers in one hour")
    folder = site("chaos")
    with own_cluster(folder, DATABASE) as cluster, Fleet(folder, DATABASE) as fleet:
        run = Run(fleet, cluster, options)
        run.open()
        for server in fleet.servers:
            server.stop()
        records.rows(fleet.database, _AN_HOUR_GOES_BY)
        with step("One hour without Odoo, on Twilio's clock"):
            _write_for_an_hour(run)
        with step("Odoo starts, and sweeps by itself"):
            for server in fleet.servers:
                server.start()
            run.wait_for_agreement()
        verdict = run.judge()
        _check_alarm(fleet.database, verdict)
        show(run, verdict)
    return verdict


def _write_for_an_hour(run):
    each = _MESSAGES // len(run.customers)

    def write(customer):
        for number in range(each):
            ago = _HOUR - number * (_HOUR - 180) / each
            run.fleet.twilio.write(
                customer.number,
                customer.sender,
                customer.next_text(),
                seconds_ago=ago,
            )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, run.customers))


def _check_alarm(database, verdict):
    """One dark period, and an administrator who was told."""
    for dark in records.rows(database, _DARK):
        say(
            "  Dark from {began_at} to {ended_at}: {message_count} ({cause})".format(
                **dark
            )
        )
        verdict.counts["brought by the sweep"] += dark["message_count"]
    [alarms] = records.rows(database, _ALARMS)
    verdict.counts["administrators told"] = alarms["count"]
    if not alarms["count"]:
        verdict.complain("no alarm", "no administrator has a to-do")
