"""Waiting for an effect, with a deadline; and for asynchronous work without a loop."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_TICK = 0.02
_Answer = TypeVar("_Answer")


def wait_until(
    effect: Callable[[], bool], seconds: float, *, unless: Callable[[], bool] | None = None
) -> bool:
    """Say whether the effect came within so many seconds; give up early when `unless` holds.

    The pause between two looks grows from 20 ms to 200 ms: short waits stay short, long ones
    (crash recovery) cost nothing.
    """
    deadline = time.monotonic() + seconds
    pause = _TICK
    idle = threading.Event()
    while not effect():
        if unless is not None and unless():
            return effect()
        if time.monotonic() >= deadline:
            return False
        idle.wait(pause)
        pause = min(pause * 1.3, _TICK * 10)
    return True


def in_own_loop(work: Coroutine[Any, Any, _Answer]) -> _Answer:
    """Run the work to its end in a loop and a thread of its own, wherever the caller stands."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
