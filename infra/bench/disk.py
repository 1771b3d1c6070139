"""How fast this disk flushes right now: without it no durable figure means anything."""

import os
import time
from pathlib import Path

BLOCK = b"\x00" * 8192
SECONDS = 1.5


def probe(folder: Path) -> dict[str, float]:
    """Flushes of 8 KiB: how many a second, and the middle and slow ones in milliseconds."""
    took: list[float] = []
    path = folder / "probe"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            begun = time.perf_counter()
            os.pwrite(handle, BLOCK, 0)
            os.fdatasync(handle)
            took.append(time.perf_counter() - begun)
    finally:
        os.close(handle)
        path.unlink()
    took.sort()
    return {
        "per_second": len(took) / SECONDS,
        "p50_ms": 1000 * took[len(took) // 2],
        "p99_ms": 1000 * took[len(took) * 99 // 100],
    }
