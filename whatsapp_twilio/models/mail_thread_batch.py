"""Send a template about many records, in the background."""

from odoo import models

from .whatsapp_twilio_batch import WAIT


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _whatsapp_begin_batch(
        self, chosen, values=None, *, sender, paths=None, over_limit=WAIT
    ):
        """Send a template about many records in the background; returns the batch.

        As ``_whatsapp_send_template``, which takes a moment for each record.

        :param over_limit: whether those for whom the messaging limit has no place
            ``"wait"`` or are ``"leave_out"``
        """
        sender._check_may_send(chosen)
        recipients = self._whatsapp_recipients()
        return self.env["whatsapp.twilio.batch"]._begin(
            self._whatsapp_letters(recipients, chosen, values, paths),
            [(one, one.problem) for one in recipients if one.problem],
            res_model=self._name,
            template_id=chosen.id,
            sender_id=sender.id,
            values=values,
            paths=paths,
            over_limit=over_limit,
        )
