"""The files of a post: who may send them, and whether WhatsApp takes them."""

from math import ceil

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..tools import jpeg
from ..whatsapp import limits, media

_lt = LazyTranslate(__name__)

# What WhatsApp takes, one sentence for each kind of file.
RULES = {
    media.IMAGE: _lt("WhatsApp takes images as JPG or PNG up to 5 MB."),
    media.STICKER: _lt("WhatsApp takes stickers as WEBP up to 5 MB."),
    media.AUDIO: _lt(
        "WhatsApp takes audio as OGG (Opus), AMR, 3GP, AAC or MP3 up to 16 MB."
    ),
    media.VIDEO: _lt("WhatsApp takes videos as MP4 (H.264 and AAC) up to 16 MB."),
    media.DOCUMENT: _lt(
        "WhatsApp takes documents as PDF, DOC, DOCX, PPTX or XLSX up to 16 MB."
    ),
}
# What is wrong with a file, and what to do.
PROBLEMS = {
    media.EMPTY: _lt("%(name)s is empty. Remove it, or attach it again."),
    media.WRONG_TYPE: _lt(
        "%(name)s cannot be sent: %(rule)s Convert it, or send a link to it."
    ),
    media.TOO_BIG: _lt(
        "%(name)s has %(size)s, which is too much: %(rule)s Make it smaller, or send "
        "a link to it."
    ),
    media.WRONG_CODEC: _lt(
        "%(name)s is recorded in a way that phones may not play: %(rule)s Convert it, "
        "or send a link to it."
    ),
}


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
        kind = problem.type.kind if problem.type else _claimed_kind(file)
        words = self.env._(PROBLEMS[problem.reason])
        rule, size = self.env._(RULES[kind]), _megabytes(file.file_size)
        raise UserError(words % {"name": file.name, "rule": rule, "size": size})

    @api.model
    def _whatsapp_limits(self):
        """WhatsApp's limits, for browsers to tell before anything is sent."""
        return {
            "text_max": limits.TEXT_MAX,
            "text_counts_from": limits.TEXT_COUNTS_FROM,
            "head_bytes": media.HEAD_BYTES,
            "files": [_to_store(known) for known in media.FILES],
            "convertible": [_to_store(known) for known in jpeg.convertible()],
            "rules": {kind: self.env._(rule) for kind, rule in RULES.items()},
        }


def _claimed_kind(file):
    """The kind that a file's name claims, to tell the rule its sender needs."""
    claimed = (file.mimetype or "").partition("/")[0]
    return claimed if claimed in RULES else media.DOCUMENT


def _megabytes(size):
    """A size as people read it, rounded up: what is too much never looks all right."""
    return f"{ceil(size / limits.MB * 10) / 10} MB"


def _to_store(known):
    return {
        "mimetype": known.mimetype,
        "kind": known.kind,
        "label": known.label,
        "extensions": list(known.extensions),
        "max_bytes": known.max_bytes,
        "signatures": [
            [[offset, part.hex()] for offset, part in signature]
            for signature in known.signatures
        ],
    }
