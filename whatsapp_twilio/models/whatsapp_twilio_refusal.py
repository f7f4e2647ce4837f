"""Refused webhook calls: counted, with the likeliest cause, and nothing private.

There is one row for each hour, account and cause, so that nobody can fill the
database; guessing a cause takes a moment, so it is done once in a while only.
"""

import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..gateway import refusal
from ..gateway.events import read_sid

_lt = LazyTranslate(__name__)

# The last guess about an account holds so long.
GUESS_HOLDS = timedelta(seconds=10)
KEPT = timedelta(days=30)
SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
STATUS = re.compile(r"/status/[^/?]*")
LABELS = {
    refusal.UNKNOWN_KEY: _lt("Unknown address"),
    refusal.UNSIGNED: _lt("Not signed"),
    refusal.OTHER_ACCOUNT: _lt("Another Twilio account"),
    refusal.SHARED_KEY: _lt("Unknown shared key"),
    refusal.URL: _lt("Another URL"),
    refusal.OTHER_TOKEN: _lt("Another account's token"),
    refusal.TOKEN: _lt("Unknown token"),
}
WAYS_OUT = {
    refusal.UNKNOWN_KEY: _lt(
        "No account has this address. Copy the account's webhook URL into the sender "
        "at Twilio; if you deleted the account here, remove the URL there."
    ),
    refusal.UNSIGNED: _lt(
        "The call has no signature: it is not Twilio's, or a proxy removes the header."
    ),
    refusal.OTHER_ACCOUNT: _lt(
        "The sender belongs to another Twilio account or subaccount. Give it that "
        "account's webhook URL."
    ),
    refusal.SHARED_KEY: _lt(
        "Twilio signs with a shared key. Copy it into the account's credentials."
    ),
    refusal.URL: _lt(
        "Twilio was given another URL than this account expects. Make both the same: "
        "change the URL at Twilio, or the account's Public URL."
    ),
    refusal.OTHER_TOKEN: _lt(
        "It is signed with the token of another account in Odoo. The tokens may be "
        "mixed up."
    ),
    refusal.TOKEN: _lt(
        "No token of this account fits. If you rotated it at Twilio, copy the new one "
        "into the credentials; else it is not Twilio who calls."
    ),
}


class WhatsappTwilioRefusal(models.Model):
    _name = "whatsapp.twilio.refusal"
    _description = "Refused WhatsApp Webhook"
    _order = "last_at desc, id desc"
    _rec_name = "cause"

    account_id = fields.Many2one(
        "whatsapp.twilio.account", readonly=True, ondelete="cascade"
    )
    cause = fields.Selection(
        selection=lambda self: [(name, str(LABELS[name])) for name in refusal.CAUSES],
        required=True,
        readonly=True,
    )
    way_out = fields.Char("What to do", compute="_compute_way_out")
    hour = fields.Datetime(required=True, readonly=True)
    first_at = fields.Datetime("First", required=True, readonly=True)
    last_at = fields.Datetime("Last", required=True, readonly=True)
    count = fields.Integer("Calls", required=True, readonly=True)
    configured_url = fields.Char("We expect", readonly=True)
    signed_url = fields.Char("Twilio signed", readonly=True)
    sample = fields.Char("For example", readonly=True)

    _one_per_hour = models.UniqueIndex("(COALESCE(account_id, 0), cause, hour)")
    _last_idx = models.Index("(account_id, last_at)")

    @api.depends("cause")
    def _compute_way_out(self):
        for row in self:
            row.way_out = str(WAYS_OUT[row.cause])

    @api.model
    def _note(self, account, path, call):
        """Count a refused call to an account, or to none, under its likeliest cause."""
        cause, url = self._cause_of(account, path, call)
        expected = account._webhook_url(path) if account else ""
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO whatsapp_twilio_refusal
                    (account_id, cause, hour, first_at, last_at, count,
                     configured_url, signed_url, sample)
                VALUES (%(account)s, %(cause)s, %(hour)s, %(now)s, %(now)s, 1,
                        %(configured)s, %(signed)s, %(sample)s)
                ON CONFLICT (COALESCE(account_id, 0), cause, hour) DO UPDATE
                   SET count = whatsapp_twilio_refusal.count + 1,
                       last_at = EXCLUDED.last_at
                """,
                account=account.id or None,
                cause=cause,
                hour=now.replace(minute=0, second=0),
                now=now,
                configured=self._shortened(account, expected) or None,
                signed=self._shortened(account, url) or None,
                sample=_sample(call.form),
            )
        )

    def _cause_of(self, account, path, call):
        """The likeliest cause, and the URL that Twilio signed."""
        if not account:
            return refusal.UNKNOWN_KEY, ""
        has_shared_key = bool(account.shared_key_secret)
        seen = refusal.at_a_glance(call, account.account_sid, has_shared_key)
        if seen:
            return seen, ""
        if known := self._last_guess(account):
            return known.cause, ""
        others = account.search([("id", "!=", account.id)])
        own, *foreign = (one._webhook_secrets(call.headers) for one in account + others)
        return refusal.guess(call, account._webhook_url(path), own, sum(foreign, []))

    def _last_guess(self, account):
        return self.search(
            [
                ("account_id", "=", account.id),
                ("cause", "in", (refusal.URL, refusal.OTHER_TOKEN, refusal.TOKEN)),
                ("last_at", ">", fields.Datetime.now() - GUESS_HOLDS),
                ("hour", "=", fields.Datetime.now().replace(minute=0, second=0)),
            ],
            limit=1,
        )

    def _shortened(self, account, url):
        """A URL without what makes it ours: the webhook key, and the message's uuid."""
        if not url:
            return ""
        key = account.webhook_key
        return STATUS.sub("/status/…", url.replace(key, f"{key[:4]}…"))[:500]

    @api.autovacuum
    def _gc_old(self):
        self.search([("last_at", "<", fields.Datetime.now() - KEPT)]).unlink()


def _sample(form):
    """Enough to find the call in Twilio's logs, and nothing that was said."""
    sid, sender = read_sid(form), form.get("From", "")[-4:]
    parts = (
        sid if SID.fullmatch(sid) else "",
        f"…{sender}" if sender.isdecimal() else "",
    )
    return " ".join(part for part in parts if part) or None
