"""Twilio's calls: genuine or refused, kept before anything else, answered at once."""

import logging
import time

from psycopg2.extensions import TransactionRollbackError
from psycopg2.pool import PoolError
from werkzeug.exceptions import Forbidden

from odoo import SUPERUSER_ID, http
from odoo.exceptions import ConcurrencyError
from odoo.http import request

from ..gateway import events, refusal, signature

_logger = logging.getLogger(__name__)

# Twilio's longest form is some 64 kB; what is larger never came from there.
MAX_FORM = 1024 * 1024
# What a call is checked against, fetched with the account in one query.
WEBHOOK_FIELDS = ["public_url", "webhook_key", "auth_token", "auth_token_next"]
# Seconds that a call does the worker's work: Twilio waits 15 for its answer.
STAND_IN = 2
EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
ROUTE = {
    "type": "http",
    "auth": "none",  # the signature says who calls; a user costs queries
    "readonly": False,
    "methods": ["POST"],
    "csrf": False,
    "save_session": False,
    "max_content_length": MAX_FORM,
}


class TwilioWebhook(http.Controller):
    _inbound_url = "/whatsapp_twilio/<string:webhook_key>/inbound"
    _status_url = "/whatsapp_twilio/<string:webhook_key>/status/<string:uuid>"

    @http.route(_inbound_url, **ROUTE)
    def inbound(self, webhook_key, **_form):
        """A customer's message: one row in the ledger, committed, then the answer."""
        account, form = self._genuine(webhook_key, "inbound")
        messages = account.env["whatsapp.twilio.message"]
        receiver = messages._receiver()
        is_alive = messages._is_alive(receiver)
        if self._keep(messages, account, form, receiver) and not is_alive:
            self._receive(messages)
        return request.make_response(EMPTY_TWIML, [("Content-Type", "text/xml")])

    @http.route(_status_url, **ROUTE)
    def status(self, webhook_key, uuid, **_form):
        """News about a message of ours."""
        account, form = self._genuine(webhook_key, f"status/{uuid}")
        account.env["whatsapp.twilio.message"]._apply_status(
            account, uuid, events.read_status(form)
        )
        return request.make_response("", status=204)

    def _genuine(self, webhook_key, path):
        """The account and the form of a call that Twilio signed; others get a 403.

        The answer is the same for an unknown key and a wrong signature.
        """
        if not request.db:  # several databases, and none that the host name picks
            raise Forbidden("Forbidden")
        accounts = request.env(user=SUPERUSER_ID)["whatsapp.twilio.account"]
        account = accounts.with_context(active_test=False).search_fetch(
            [("webhook_key", "=", webhook_key)], WEBHOOK_FIELDS
        )
        form, headers = request.httprequest.form, request.httprequest.headers
        if not account or not signature.is_genuine(
            account._webhook_url(path),
            form,
            headers,
            account._webhook_secrets(headers),
        ):
            self._note_refusal(account, path)
            raise Forbidden("Forbidden")
        return account, form.to_dict()

    def _note_refusal(self, account, path):
        """Count a call that is not genuine, with the likeliest cause."""
        _logger.info("Refused a WhatsApp webhook call for account %s", account.id)
        asked = request.httprequest
        call = refusal.Call(asked.url, asked.form, asked.headers)
        try:
            account.env["whatsapp.twilio.refusal"]._note(account, path, call)
            request.env.cr.commit()
        except (TransactionRollbackError, PoolError):  # another one was counted
            request.env.cr.rollback()

    def _keep(self, messages, account, form, receiver):
        """Commit the form into the ledger; False if it was already there."""
        try:
            is_new = messages._keep_inbound(account, form)
        except TransactionRollbackError:  # the same form, committed a moment ago
            request.env.cr.rollback()
            return False
        if is_new:
            receiver._trigger()
        try:
            request.env.cr.commit()
        except PoolError:  # committed; only the wake-up call found no connection
            _logger.warning("No connection was free to wake the WhatsApp worker")
        return is_new

    def _receive(self, messages):
        """The worker does this; where none is alive, this request does, and what waits
        since the worker was seen last: else each call would bring a former one's.
        """
        end = time.monotonic() + STAND_IN
        try:
            while messages._committed(messages._receive_next):
                if time.monotonic() > end:
                    break
        except ConcurrencyError:
            _logger.warning("No turn to receive a WhatsApp message: the next call does")
