"""`python -m sandbox.twilio --port 8070 [--state FILE]`"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from . import demo
from .life import approval, journey
from .sandbox import Sandbox
from .server import PortTaken, make_server
from .world.snapshot import BadState


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.twilio",
        description="A local Twilio for WhatsApp: API, webhooks and a web phone.",
    )
    parser.add_argument("--port", type=int, default=demo.PORT)
    parser.add_argument("--host", default="127.0.0.1", help="default: loopback only")
    parser.add_argument(
        "--state", type=Path, help="JSON file that keeps everything over restarts"
    )
    return parser.parse_args()


def main() -> int:
    wanted = arguments()
    try:
        sandbox = Sandbox(wanted.state)
        server = make_server(sandbox, wanted.host, wanted.port)
    except (PortTaken, BadState) as error:
        print(error, file=sys.stderr)
        return 1
    for end in (signal.SIGTERM, signal.SIGINT):  # the latter also in the background
        signal.signal(end, lambda *_: sys.exit(0))
    journey.resume(sandbox)
    approval.resume(sandbox)
    print(
        f"Local Twilio and web phone: http://{wanted.host}:{server.port}/", flush=True
    )
    try:
        server.serve_forever()
    finally:
        if sandbox.snapshot:
            sandbox.snapshot.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
