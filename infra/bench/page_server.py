"""One web process of a simulated ward: the pages as everywhere, at the moment its years end.

`python -m infra.bench.page_server DATA PART MOMENT SOCKET`; `SOCKET` is its number.
"""

import asyncio
import socket
import sys
from datetime import datetime
from pathlib import Path

from infra.clocks.ward_clock import WardClock
from infra.logging import configure
from infra.serve.web import serve
from infra.settings import Installation


def main() -> None:
    """Serve until told to stop."""
    data, part, moment, listener = sys.argv[1:]
    configure(json_lines=True)
    installation = Installation(Path(data))
    clock = WardClock(datetime.fromisoformat(moment))
    entry = socket.socket(fileno=int(listener))
    asyncio.run(serve(installation.read(), installation, part, entry, clock))


if __name__ == "__main__":
    main()
