"""Passwords are hashed beside the event loop: pages go on, and nobody waits without end."""

import asyncio
import threading

import pytest

from infra.hashing import HashingQueue
from infra.randomness import Argon2Passwords
from services.commands.gate import DUMMY
from services.domain.errors import Paused


class HeldPassword:
    """A hasher that works until it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = threading.Event()

    def hash(self, password: str) -> str:
        self.begun += 1
        assert self.go.wait(30)
        return password

    def verify(self, stored: str, password: str) -> bool:
        return self.hash(password) == stored

    def stale(self, stored: str) -> bool:
        return stored == "old"


async def test_the_loop_goes_on_while_passwords_are_hashed_and_the_queue_is_short() -> None:
    held = HeldPassword()
    queue = HashingQueue(held, at_once=1, waiting=2)
    asked = [asyncio.create_task(queue.verify("right", word)) for word in ("right", "no", "no")]
    await asyncio.sleep(0)  # they take their places
    assert queue.full()
    for refused in (queue.verify("right", "right"), queue.hash("right")):
        with pytest.raises(Paused) as caught:  # at once, though nothing is done yet
            await refused
        assert caught.value.code == "server-busy"
    assert not any(task.done() for task in asked)
    held.go.set()
    assert await asyncio.gather(*asked) == [True, False, False]
    assert held.begun == 3
    assert not queue.full()
    assert await queue.hash("right") == "right"
    queue.close()


async def test_whoever_goes_away_leaves_the_place_when_the_work_is_done() -> None:
    held = HeldPassword()
    queue = HashingQueue(held, at_once=1, waiting=0)
    asked = asyncio.create_task(queue.hash("x"))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert queue.full(), "the thread still works"
    held.go.set()
    queue.close(wait=True)
    assert not queue.full()


async def test_a_real_password_is_kept_and_known_again() -> None:
    queue = HashingQueue(Argon2Passwords())
    stored = await queue.hash("mưa nguồn chớp bể")
    assert stored.startswith("$argon2id$")
    assert await queue.verify(stored, "mưa nguồn chớp bể")
    assert not await queue.verify(stored, "mưa nguồn chớp biển")
    assert not await queue.verify("không phải chuỗi argon2", "x")
    assert not queue.stale(stored)
    queue.close()


def test_a_name_that_nobody_has_costs_as_much_work_as_a_real_one() -> None:
    assert not Argon2Passwords().stale(DUMMY), "the same parameters as a password of today"
