"""Some recipients of a batch at a time: what each gets, or why they get nothing."""

from odoo.exceptions import UserError

from ..whatsapp import reply_state
from ..whatsapp.address import Address, canonical
from .mail_thread_recipient import Recipient


class Mailing:
    """``batch`` has the rights of who sends; ``rows`` are the worker's to write."""

    def __init__(self, batch, rows):
        self.batch, self.sender, self.rows = batch, batch.sender_id, rows
        self.records = batch.env[batch.res_model].browse(rows.mapped("res_id"))
        # sudo: whatsapp.twilio.conversation - agents write in them through us only
        self.conversations = batch.env["whatsapp.twilio.conversation"].sudo()
        self.templates = {}  # language: the template in it
        self.letters = {}  # row: (Recipient, Letter)
        self.talks = {}  # row: its conversation, which may have yet to begin

    def prepare(self):
        """Fill in each letter; a UserError or AccessError concerns all of them."""
        self.sender.check_access("read")
        self.sender._check_may_send(self.batch.template_id)
        for row, recipient in self._recipients():
            self._fill_in(row, recipient)
        self._find_talks()
        self._check_our_side()
        self._leave_out_refused()

    def _check_our_side(self):
        """What stops our whole side stops the batch: it leaves nobody out."""
        for talk in self.talks.values():
            if talk.reply_state in reply_state.OUR_SIDE:
                raise UserError(talk._words_of_refusal())

    def without_a_place(self):
        """The rows for which the messaging limit has no place."""
        lacking = set(self.conversations.union(*self.talks.values())._without_a_place())
        return [row for row, talk in self.talks.items() if talk in lacking]

    def drop(self, row):
        """Leave it as it is, for another time."""
        self.letters.pop(row, None)
        self.talks.pop(row, None)

    def leave_out(self, row, reason):
        self.drop(row)
        row.write({"state": "left_out", "reason": reason})

    def send(self):
        """Queue what is left, in its conversations, and show it there."""
        if not self.letters:
            return
        self._begin_talks()
        posts = [
            (self.talks[row], letter, self._about(recipient))
            for row, (recipient, letter) in self.letters.items()
        ]
        queued = self.conversations._send_each(posts)
        for row, message in zip(self.letters, queued, strict=True):
            row.write({"state": "made", "message_id": message.id})

    def _recipients(self):
        """Those whose record is there, and may be read by who sends."""
        readable = self.records.exists()._filtered_access("read")
        partners = readable._mail_get_partners()
        for row in self.rows:
            record = self.records.browse(row.res_id)
            if record in readable:
                partner = partners[record.id][:1]
                yield (
                    row,
                    Recipient(record.with_prefetch(readable.ids), partner, row.number),
                )
            else:
                self.leave_out(row, self._words_of_unseen())

    def _fill_in(self, row, recipient):
        lang, batch = recipient.lang, self.batch
        if lang not in self.templates:
            self.templates[lang] = batch.template_id._in_language(lang)
        try:
            letter = self.records._whatsapp_letter(
                recipient, self.templates[lang], batch.values, batch.paths
            )
        except UserError as refusal:
            self.leave_out(row, str(refusal))
        else:
            self.letters[row] = recipient, letter

    def _find_talks(self):
        """Each one's conversation; with whom we have none, as it would begin."""
        recipients = {row: one for row, (one, _letter) in self.letters.items()}
        addresses = {row: canonical(one.number) for row, one in recipients.items()}
        known = {
            talk.address: talk for talk in self.sender._known_to(addresses.values())
        }
        newcomers = [row for row in recipients if addresses[row] not in known]
        imagined = self.sender._imagined([recipients[row] for row in newcomers])
        self.talks = dict(zip(newcomers, imagined, strict=True)) | {
            row: known[address]
            for row, address in addresses.items()
            if address in known
        }

    def _leave_out_refused(self):
        """By what WhatsApp, the customer or our settings say."""
        talks = self.conversations.union(*self.talks.values())
        refused = talks._refusals(self.batch.template_id)
        for row, talk in list(self.talks.items()):
            _recipient, letter = self.letters[row]
            try:
                talk._check_template(letter.template, letter.values)
            except UserError as refusal:
                refused.setdefault(talk, str(refusal))
            if talk in refused:
                self.leave_out(row, refused[talk])

    def _begin_talks(self):
        """Begin the conversations that there are none of."""
        newcomers = {row: talk for row, talk in self.talks.items() if not talk.id}
        begun = self.conversations._start_each(
            # sudo: whatsapp.twilio.sender - its account is not for agents to see
            self.sender.sudo(),
            [(Address(phone=row.number), self._partner(row)) for row in newcomers],
        )
        self.talks.update(zip(newcomers, begun, strict=True))

    def _partner(self, row):
        recipient, _letter = self.letters[row]
        return recipient.partner or self.records._whatsapp_contact(recipient)

    def _about(self, recipient):
        """What a row of the ledger knows of its batch and its record."""
        return {
            "batch_id": self.batch.id,
            "is_bulk": True,
            "res_model": recipient.record._name,
            "res_id": recipient.record.id,
        }

    def _words_of_unseen(self):
        return self.batch.env._(
            "It is gone, or %(user)s may no longer see it",
            user=self.batch.env.user.name,
        )
