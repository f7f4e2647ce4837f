"""What is wrong with a file, in words: what WhatsApp takes, and what to do."""

from math import ceil

from odoo.tools.translate import LazyTranslate

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


def tell(env, problem, name, size, mimetype=""):
    """A problem that WhatsApp has with a file: its name, the rule and the remedy.

    :param size: in bytes
    :param mimetype: what the file claims to be
    """
    kind = problem.type.kind if problem.type else _claimed_kind(mimetype)
    words = env._(PROBLEMS[problem.reason])
    return words % {"name": name, "rule": env._(RULES[kind]), "size": _megabytes(size)}


def rules(env):
    """What WhatsApp takes, by kind of file."""
    return {kind: env._(rule) for kind, rule in RULES.items()}


def _claimed_kind(mimetype):
    """The kind that a file claims to be, to tell the rule its sender needs."""
    claimed = (mimetype or "").partition("/")[0]
    return claimed if claimed in RULES else media.DOCUMENT


def _megabytes(size):
    """A size as people read it, rounded up: what is too much never looks all right."""
    return f"{ceil(size / limits.MB * 10) / 10} MB"
