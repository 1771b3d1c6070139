"""Passwords are hashed beside the event loop, a few at a time, with a short queue before them."""

import os
import threading
from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Protocol, TypeVar

from services.commands.gate import busy

# argon2 takes 64 MB and all cores for some 100 ms: one at a time a process, and whoever waits
# longer than a click may take is better told so.
AT_ONCE: Final = 1
WAITING: Final = 16
# A page that somebody waits for comes before a password that a stranger guesses.
_NICE: Final = 10
_T = TypeVar("_T")


class Hasher(Protocol):
    """A way of keeping passwords that takes its time (argon2id)."""

    def hash(self, password: str) -> str:
        """The stored form."""
        ...

    def verify(self, stored: str, password: str) -> bool:
        """Whether it is the password."""
        ...

    def stale(self, stored: str) -> bool:
        """Whether the stored form should be made again with today's parameters."""
        ...


class HashingQueue:
    """See `Passwords`: `at_once` threads, `waiting` places before them, no place for more."""

    def __init__(self, hasher: Hasher, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._hasher = hasher
        self._places = at_once + waiting
        self._taken = 0
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(at_once, "hashing", initializer=_step_back)

    async def hash(self, password: str) -> str:
        """The stored form; raises Paused where the queue is full."""
        return await self._run(lambda: self._hasher.hash(password))

    async def verify(self, stored: str, password: str) -> bool:
        """Whether it is the password; raises Paused where the queue is full."""
        return await self._run(lambda: self._hasher.verify(stored, password))

    def stale(self, stored: str) -> bool:
        """Whether the stored form should be made again with today's parameters."""
        return self._hasher.stale(stored)

    def full(self) -> bool:
        """Whether another password would be turned away now."""
        return self._taken >= self._places

    def close(self, *, wait: bool = False) -> None:
        """Let the threads go; what waits is not done any more, what is being done may be."""
        self._threads.shutdown(wait=wait, cancel_futures=True)

    async def _run(self, work: Callable[[], _T]) -> _T:
        with self._lock:
            if self.full():
                raise busy()
            self._taken += 1
        # The place is free when the thread is, not when whoever asked has gone away.
        done = self._threads.submit(work)
        done.add_done_callback(self._leave)
        return await wrap_future(done)

    def _leave(self, _: Future[_T]) -> None:
        with self._lock:
            self._taken -= 1


def _step_back() -> None:
    """Linux keeps a nice value for each thread, and those that argon2 starts take it over."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
