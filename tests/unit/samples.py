"""Twilio's real forms, one file each, as a webhook gets them."""

from pathlib import Path
from urllib.parse import parse_qsl

_FOLDER = Path(__file__).resolve().parents[1] / "samples"


def form(name):
    """A recorded form as a dict of strings, blank values kept."""
    raw = (_FOLDER / f"{name}.txt").read_text().strip()
    return dict(parse_qsl(raw, keep_blank_values=True))
