import os
import shutil
import subprocess

from sandbox.launcher import ffmpeg


def test_odoo_finds_an_ffmpeg_that_makes_voice_notes():
    path = ffmpeg.environ()["PATH"]
    assert path.startswith(os.environ["PATH"]), "the machine's own comes first"
    program = shutil.which("ffmpeg", path=path)
    asked = [program, "-hide_banner", "-encoders"]
    assert b"libopus" in subprocess.run(asked, capture_output=True).stdout
