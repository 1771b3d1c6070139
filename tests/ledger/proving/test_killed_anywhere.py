"""A start that is cut off at any step leaves a log that the next start goes on with."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from infra.proving.faults import Stopped
from infra.proving.log_keys import ensure_log_key, rotate_log_key
from tests.ledger.proving.kit import ProvedWard

pytestmark = pytest.mark.postgres


class PowerCut(BaseException):
    """Nothing runs after it, as after `kill -9`."""


class Disk:
    """The operating system's disk that fails at the n-th step which makes something durable."""

    def __init__(self, fails_at: int, failing: BaseException) -> None:
        self.steps, self._fails_at, self._failing = 0, fails_at, failing
        self._flush, self._rename = os.fsync, os.replace

    def fsync(self, handle: int) -> None:
        self._step()
        self._flush(handle)

    def replace(self, source: Path, target: Path) -> Path:
        self._step()
        self._rename(source, target)
        return Path(target)

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self._fails_at:
            raise self._failing


@contextmanager
def disk(monkeypatch: pytest.MonkeyPatch, fails_at: int, failing: BaseException) -> Iterator[Disk]:
    failing_disk = Disk(fails_at, failing)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing_disk.fsync)
        # A function is bound to the path that it is called on, a bound method is not.
        patch.setattr(Path, "replace", lambda path, to: failing_disk.replace(path, to))  # noqa: PLW0108
        yield failing_disk


async def test_killed_between_every_two_steps_it_goes_on_where_it_was(
    ward: ProvedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ward.add(255)
    await ward.signed_anew(ward.copy)
    before = ward.saved("before", ward.there.log, ward.copy.path)
    await ward.add(300)
    steps = 0
    for fails_at in range(1, 200):
        for folder in (ward.there.log, ward.copy.path):
            shutil.rmtree(folder)
            shutil.copytree(before / folder.name, folder)
        cut = False
        with disk(monkeypatch, fails_at, PowerCut()) as failing:
            try:
                await ward.signed_anew(ward.copy)
            except PowerCut:
                cut = True
        steps = failing.steps
        job = await ward.signed_anew(ward.copy)
        assert (job.state, job.signed_size) == (Stopped.OK, 556), fails_at
        await ward.demand_all_consistent()
        assert ward.copied_sizes() == [256, 556]
        if not cut:
            break
    assert steps > 10


async def test_a_full_disk_is_said_and_the_signing_goes_on_by_itself(
    ward: ProvedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ward.add(99)
    async with ward.job() as job:
        with disk(monkeypatch, 1, OSError(errno.ENOSPC, "No space left on device")):
            await ward.round(job)
        assert job.state is Stopped.DISK_FULL
        assert "Ổ đĩa hết chỗ" in job.said
        await ward.round(job)
        assert (job.state, job.signed_size) == (Stopped.OK, 100)


async def test_a_second_start_introduces_no_second_key(ward: ProvedWard) -> None:
    [key] = await ward.verifiers()
    await ensure_log_key(ward.ledger, ward.keys)
    assert await ward.verifiers() == [key]
    assert len(list(ward.there.log_key.iterdir())) == 1


async def test_a_key_without_its_fact_is_the_one_that_the_next_try_introduces(
    ward: ProvedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = ward.keys.next_key(ward.origin, {key.text() for key in await ward.verifiers()})

    def cut_off(*_: object, **__: object) -> NoReturn:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(type(ward.ledger), "append", cut_off)
        with pytest.raises(PowerCut):
            await rotate_log_key(ward.ledger, ward.keys, 30)
    await rotate_log_key(ward.ledger, ward.keys, 30)
    assert [key.text() for key in await ward.verifiers()][1:] == [drawn.verifier.text()]
    assert len(list(ward.there.log_key.iterdir())) == 2
