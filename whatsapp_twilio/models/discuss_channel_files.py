"""The files of a post: who may send them, and whether WhatsApp takes them."""

from odoo import api, models
from odoo.exceptions import UserError

from ..tools import jpeg
from ..whatsapp import limits, media
from . import file_sentences


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _files_of(self, kwargs):
        """The files of a post in its order, whichever way they were given."""
        ids = dict.fromkeys(kwargs.get("attachment_ids") or ())  # each once
        files = self.env["ir.attachment"].browse(ids)
        if not self.env.su:
            files.check_access("read")
        if given := kwargs.pop("attachments", None):
            files += self._attach(given)
            kwargs["attachment_ids"] = files.ids
        # sudo: ir.attachment - who may post them may have them sent
        return files.sudo()

    def _attach(self, given):
        """Attachments of what other code gives as (name, content[, info])."""
        values = [
            {
                "name": name,
                "raw": content.encode() if isinstance(content, str) else content,
                "res_model": self._name,
                "res_id": self.id,
            }
            for name, content, *_info in given
        ]
        extras = [
            (False, name, False, info[0] if info else {}) for name, _, *info in given
        ]
        return self._create_attachments_for_post(values, extras)

    @api.model
    def _check_file(self, file):
        """The type of a file by its bytes, or a UserError: file, rule and remedy."""
        problem = media.check(file.raw or b"", file.name)
        if not problem:
            return media.recognise(file.raw, file.name)
        words = file_sentences.tell(
            self.env, problem, file.name, file.file_size, file.mimetype
        )
        raise UserError(words)

    @api.model
    def _whatsapp_limits(self):
        """WhatsApp's limits, for browsers to tell before anything is sent."""
        return {
            "text_max": limits.TEXT_MAX,
            "text_counts_from": limits.TEXT_COUNTS_FROM,
            "head_bytes": media.HEAD_BYTES,
            "files": [_to_store(known) for known in media.FILES],
            "convertible": [_to_store(known) for known in jpeg.convertible()],
            "rules": file_sentences.rules(self.env),
        }


def _to_store(known):
    return {
        "mimetype": known.mimetype,
        "kind": known.kind,
        "label": known.label,
        "extensions": list(known.extensions),
        "is_told_by_name": known.is_told_by_name,
        "max_bytes": known.max_bytes,
        "signatures": [
            [[offset, part.hex()] for offset, part in signature]
            for signature in known.signatures
        ],
    }
