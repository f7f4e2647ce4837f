"""ffmpeg, which makes voice notes: a Python package brings it under another name."""

import os
from contextlib import suppress

from .paths import cache
from .venv import ODOO_VENV

_BROUGHT = "lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*"


def environ() -> dict[str, str]:
    """The environment in which Odoo finds ffmpeg: the machine's own, or this one."""
    folder = cache() / "ffmpeg"
    folder.mkdir(parents=True, exist_ok=True)
    for program in sorted(ODOO_VENV.folder.glob(_BROUGHT))[-1:]:
        link = folder / "ffmpeg"
        if not link.exists():
            link.unlink(missing_ok=True)  # it may lead to what an update removed
            with suppress(FileExistsError):  # another launcher was faster
                link.symlink_to(program)
    return {"PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), str(folder)])}
