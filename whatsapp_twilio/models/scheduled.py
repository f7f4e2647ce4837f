"""Our scheduled actions, by their names in ``data/ir_cron_data.xml``."""

from .known import known

RECEIVE = "ir_cron_receive"
SEND = "ir_cron_send"
BATCH = "ir_cron_batch"
FETCH_MEDIA = "ir_cron_fetch_media"
SWEEP = "ir_cron_sweep"
CHECK_ACCOUNTS = "ir_cron_check_accounts"
SYNC_TEMPLATES = "ir_cron_sync_templates"
SUBMIT_TEMPLATES = "ir_cron_submit_templates"


def action(env, name):
    """One of our scheduled actions, as a record of ``ir.cron``."""
    # sudo: ir.cron - whoever makes work for a worker may wake it
    return known(env, f"whatsapp_twilio.{name}").sudo()


def wake(env, name, at=None):
    """Have a worker run once this transaction is committed, or at a later moment."""
    action(env, name)._trigger(at)
