"""The auditor part: makes the ward's log provable, under a login that can write nothing.

It builds the tiles of the log behind the ledger, signs checkpoints and hands them to the anchors
(`infra/proving`), and does what pages ask of it (`infra/fulfilling`). How it fares it writes
beside the log, since not to the database.
"""

import asyncio
import fcntl
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.engines.errors import EngineError
from infra.proving.anchors import Anchor, AnchorRunner
from infra.proving.disk_words import disk_words
from infra.proving.folder_copy import FolderCopy
from infra.proving.key_folder import KeyFolder, origin_of
from infra.proving.log_job import LogJob
from infra.settings import Installation, InstallationFile
from infra.wiring import CODEC
from infra.witness.configured import configured_anchors
from services.domain.log_keys import STREAM, LogKey, log_keys
from services.ledger.leaves import PostgresLeaves
from services.ledger.postgres import PostgresLedger
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.status import AnchorStatus, LogStatus

BEAT_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 0.5
_log = structlog.get_logger("auditor")


def anchors_of(
    there: Installation, installation: InstallationFile, environment: Mapping[str, str]
) -> list[Anchor]:
    """Where this installation keeps checkpoints outside: folder, witness, time stamps."""
    origin, tiles = origin_of(installation.ledger_id), LogFolder(there.log).tiles
    folders = [FolderCopy(installation.anchor, origin)] if installation.anchor else []
    return [*folders, *configured_anchors(environment, origin, tiles, there.log, _now)]


def make_log_job(
    engine: AsyncEngine, there: Installation, ledger_id: str, anchors: Sequence[Anchor]
) -> LogJob:
    """The job of one installation on the auditor's login."""
    folder = LogFolder(there.log)
    ledger = PostgresLedger(engine, ledger_id, CODEC)

    async def read_keys() -> Sequence[LogKey]:
        return log_keys((await ledger.read([STREAM])).of(STREAM))

    return LogJob(
        origin=origin_of(ledger_id),
        folder=folder,
        key_folder=KeyFolder(there.log_key),
        leaves=PostgresLeaves(engine, ledger_id),
        read_keys=read_keys,
        now=_now,
        monotonic=time.monotonic,
        anchors=[AnchorRunner(anchor, folder) for anchor in anchors],
    )


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """The right to write a log's folder; the kernel gives it up with the process.

    Raises EngineError where another process has it, or the disk does not give it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise EngineError(
            f"Không mở được thư mục nhật ký ký số {folder}: {disk_words(problem)}. Hãy sửa ổ đĩa "
            "hoặc quyền của thư mục rồi chạy lại."
        ) from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EngineError(
                f"Nhật ký ký số trong {folder} đang được một tiến trình khác ghi. Hãy dừng tiến "
                "trình đó rồi chạy lại."
            ) from None
        yield
    finally:
        os.close(handle)


async def tell(job: LogJob) -> None:
    """Write for ever how the job fares: every few seconds, and at once when that changes."""
    written: tuple[object, ...] = ()
    at = float("-inf")
    while True:
        now = (job.state, job.said, *((each.state, each.size) for each in job.anchors))
        if now != written or time.monotonic() - at >= BEAT_SECONDS:
            written, at = now, time.monotonic()
            try:
                status_of(job).write(job.folder.path)
            except OSError as problem:
                _log.warning("status_not_written", error=problem.strerror)
        await asyncio.sleep(_LOOK_SECONDS)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def log_beats(folder: Path) -> bool:
    """Whether an auditor part has told of itself lately, for the supervisor."""
    status = LogStatus.read(folder)
    return status is not None and time.time() - status.at < 2 * BEAT_SECONDS


def status_of(job: LogJob) -> LogStatus:
    """How the log stands at this moment."""
    return LogStatus(
        state=job.state.value,
        said=job.said,
        built=job.built,
        signed=job.signed_size,
        at=time.time(),
        pid=os.getpid(),
        anchors={
            each.anchor.name: AnchorStatus(
                kind=each.anchor.kind, state=each.state, said=each.said, size=each.size
            )
            for each in job.anchors
        },
    )
