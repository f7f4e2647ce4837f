"""How far a batch is: counted from its recipients and from the ledger."""

from odoo import api, fields, models

from ..whatsapp import status
from .left_out import as_list
from .whatsapp_twilio_batch_recipient import LEFT_OUT, WAITING

# Which states of the ledger a number of the form counts.
COUNTED = {
    "sent_count": {status.SENT, status.DELIVERED, status.READ},
    "delivered_count": {status.DELIVERED, status.READ},
    "read_count": {status.READ},
    "failed_count": {*status.LOST, status.CANCELED},
    "on_its_way_count": {status.QUEUED, status.SENDING, status.UNKNOWN},
}


class WhatsappTwilioBatch(models.Model):
    _inherit = "whatsapp.twilio.batch"

    recipient_count = fields.Integer("Recipients", compute="_compute_recipient_counts")
    waiting_count = fields.Integer("Waiting", compute="_compute_recipient_counts")
    left_out_count = fields.Integer("Left out", compute="_compute_recipient_counts")
    on_its_way_count = fields.Integer("On its way", compute="_compute_message_counts")
    sent_count = fields.Integer("Sent", compute="_compute_message_counts")
    delivered_count = fields.Integer("Delivered", compute="_compute_message_counts")
    read_count = fields.Integer("Read", compute="_compute_message_counts")
    failed_count = fields.Integer("Failed", compute="_compute_message_counts")
    progress = fields.Float(compute="_compute_progress")
    left_out = fields.Html("Who was left out", compute="_compute_left_out")

    def _compute_recipient_counts(self):
        found = self.env["whatsapp.twilio.batch.recipient"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count"]
        )
        counts = {(batch, state): count for batch, state, count in found}
        for batch in self:
            of_batch = {s: n for (one, s), n in counts.items() if one == batch}
            batch.recipient_count = sum(of_batch.values())
            batch.waiting_count = of_batch.get(WAITING, 0)
            batch.left_out_count = of_batch.get(LEFT_OUT, 0)

    def _compute_message_counts(self):
        # sudo: whatsapp.twilio.message - counted, not shown
        found = (
            self.env["whatsapp.twilio.message"]
            .sudo()
            ._read_group(
                [("batch_id", "in", self.ids), ("retried_by_id", "=", False)],
                ["batch_id", "state"],
                ["__count"],
            )
        )
        for batch in self:
            of_batch = {s: count for one, s, count in found if one.id == batch.id}
            for name, states in COUNTED.items():
                batch[name] = sum(of_batch.get(state, 0) for state in states)

    @api.depends("recipient_count", "waiting_count", "on_its_way_count")
    def _compute_progress(self):
        """Percent of the recipients of whom nothing is to be done any more."""
        for batch in self:
            to_do = batch.waiting_count + batch.on_its_way_count
            done = batch.recipient_count - to_do
            batch.progress = 100 * done / (batch.recipient_count or 1)

    def _compute_left_out(self):
        for batch in self:
            found = batch.recipient_ids._read_group(
                [("batch_id", "=", batch.id), ("state", "=", LEFT_OUT)],
                ["reason"],
                ["name:array_agg"],
            )
            batch.left_out = as_list(
                batch.env, [(name, why) for why, names in found for name in names]
            )

    def action_open_recipients(self):
        """Everybody, by name, with what came of it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Recipients of %(batch)s", batch=self.name),
            "res_model": "whatsapp.twilio.batch.recipient",
            "views": [[False, "list"]],
            "domain": [("batch_id", "=", self.id)],
        }
