"""A voice recording of Discuss (MP3) as WhatsApp's own kind of voice note."""

import logging
import subprocess

from odoo.tools import find_in_path

from ..whatsapp import media

_logger = logging.getLogger(__name__)

# Seconds; Discuss records a minute at most, which takes a second or two.
TIMEOUT = 20
# OGG with Opus, one channel: what WhatsApp shows as a voice note.
# https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
_ARGUMENTS = (
    "-hide_banner -loglevel error -nostdin -f mp3 -i pipe:0 -vn -map_metadata -1 "
    "-ac 1 -ar 48000 -c:a libopus -b:a 32k -application voip -f ogg pipe:1"
).split()


def convert(content):
    """The recording as OGG with Opus; None where this machine cannot do that."""
    known = media.recognise(content)
    if not known or known.label != "MP3":
        return None
    try:
        program = find_in_path("ffmpeg")
        done = subprocess.run(
            [program, *_ARGUMENTS], input=content, capture_output=True, timeout=TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _logger.info("A voice recording stays MP3: %s", type(error).__name__)
        return None
    if done.returncode or media.check(done.stdout):
        _logger.warning("A voice recording stays MP3: ffmpeg ended %s", done.returncode)
        return None
    return done.stdout
