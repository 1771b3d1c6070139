"""Sealed archives of an installation, whole or of a case, written as one private file."""

import os
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from api.cases.report import NAME as REPORT
from api.cases.report import ReportHead, report, title
from infra.engines.private_files import sync_folder
from infra.errors import SettingsError
from infra.proving.key_folder import KeyFileBroken
from infra.sealing.log_on_disk import LogOnDisk, read_log
from infra.settings import Installation, InstallationFile
from infra.wiring import CODEC
from infra.witness.stamps import FOLDER
from services.archive.records import file_name
from services.archive.sealing import MadeBy, Sealing, seal
from services.archive.whole import whole_ledger
from services.archive.zipping import Content, measure, pack
from services.domain.inspection_scope import limits_of
from services.ledger.engine import make_engine
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_source import PostgresSource, postgres_source
from services.ledger.tlog.errors import NotProven
from services.queries.case_file import (
    MOST_FACTS,
    CaseFile,
    CaseSource,
    CaseTooLarge,
    case_file,
)
from services.queries.case_scope import CaseScope
from services.queries.log_rights import Reader
from services.queries.reading import reading

VERIFIER: Final = Path(__file__).parents[1] / "verifier" / "dondoc_verify.py"
_WHOLE: Final = "Toàn bộ sổ sự kiện"
_NOT_THE_LOG: Final = (
    "Sổ sự kiện không khớp điểm kiểm tra đã ký, nên không lập gói ({problem}). Hãy chạy “dondoc "
    "ledger verify” để biết sai ở đâu."
)
_TOO_LARGE: Final = (
    "Hồ sơ có {count} sự kiện, nhiều nhất {most}. Hãy chọn khoảng thời gian ngắn hơn."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who has an archive made and when (UTC); without `who` it is the machine's operator."""

    at: datetime
    who: MadeBy | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeArchive:
    """What was written: its facts, its evidence files, those that the store has no longer.

    `limits` is how the account of who may take it was limited.
    """

    of: str
    facts: int
    files: int
    missing: Sequence[str]
    limits: str = ""


async def export_ledger(there: Installation, out: Path, maker: Maker) -> MadeArchive:
    """Every fact up to the newest signed checkpoint, with its evidence. Raises SettingsError."""
    installation = there.read()
    with _proven(), _scratch(out) as folder:
        async with auditing(installation) as engine:
            log = await _log(there, engine, installation, maker)
            async with postgres_source(engine, installation.ledger_id) as source:
                whole = await whole_ledger(source, log.checkpoint.checkpoint, folder)
        files, missing = await to_thread(_evidence, there, whole.files)
        sealing = _sealing(installation, log, maker, _about("ledger", "", _WHOLE))
        made = replace(sealing, complete=True, facts=whole.facts)
        members = {**whole.members, **files, **_stamp(log, complete=True)}
        await to_thread(_write, members, made, log, out)
    return MadeArchive(of=_WHOLE, facts=whole.facts, files=len(files), missing=missing)


async def export_case(
    there: Installation, out: Path, maker: Maker, reader: Reader, scope: CaseScope
) -> MadeArchive:
    """A case as this reader may take it away. Raises SettingsError, NotFound."""
    installation = there.read()
    with _proven():
        async with auditing(installation) as engine:
            log = await _log(there, engine, installation, maker)
            case = await _case(engine, reader, scope, log)
        files, missing = await to_thread(_evidence, there, case.files)
        head = _head(installation, log, maker, {name.rpartition("/")[2] for name in files})
        stamp = _stamp(log, complete=False)
        members = {**case.members, **files, **stamp, REPORT: report(case, head)}
        of = title(case)
        sealing = _sealing(installation, log, maker, _about(scope.kind.value, scope.key, of))
        await to_thread(_write, members, replace(sealing, facts=case.facts), log, out)
    limits = limits_of(reader.holder.scopes)
    return MadeArchive(of=of, facts=case.facts, files=len(files), missing=missing, limits=limits)


async def _log(
    there: Installation, engine: AsyncEngine, installation: InstallationFile, maker: Maker
) -> LogOnDisk:
    ledger = PostgresLedger(engine, installation.ledger_id, CODEC)
    return await read_log(there, ledger, maker.at)


async def _case(engine: AsyncEngine, reader: Reader, scope: CaseScope, log: LogOnDisk) -> CaseFile:
    ledger = PostgresLedger(engine, reader.ledger_id, CODEC)
    async with reading(engine) as connection:
        rows = PostgresSource(connection, reader.ledger_id)
        source = CaseSource(connection, ledger, rows, log.tree)
        try:
            return await case_file(source, reader, scope)
        except CaseTooLarge as problem:
            said = _TOO_LARGE.format(count=problem.count, most=MOST_FACTS)
            raise SettingsError(said) from problem


@contextmanager
def _scratch(out: Path) -> Iterator[Path]:
    """A private folder beside the archive, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as folder:
        yield Path(folder)


@asynccontextmanager
async def auditing(installation: InstallationFile) -> AsyncIterator[AsyncEngine]:
    """The auditor's login reads all that an archive holds, and can write nothing."""
    engine = make_engine(installation.auditor, part="sealing", pool_size=2)
    try:
        yield engine
    finally:
        await engine.dispose()


@contextmanager
def _proven() -> Iterator[None]:
    try:
        yield
    except NotProven as problem:
        which = f"tệp {problem.where}" if problem.where else "nội dung"
        said = _NOT_THE_LOG.format(problem=f"{which} {problem.kind.words}")
        raise SettingsError(said) from problem
    except KeyFileBroken as problem:
        raise SettingsError(str(problem)) from problem


def _evidence(
    there: Installation, digests: Collection[str]
) -> tuple[dict[str, Content], list[str]]:
    """The files of the store by their members, and the digests of those that are not there."""
    kept: dict[str, Content] = {}
    missing = []
    for sha256 in digests:
        path = there.files / sha256[:2] / sha256
        if path.is_file() and measure(sha256, path).sha256 == sha256:
            kept[file_name(sha256)] = path
        else:
            missing.append(sha256)
    return kept, missing


def _sealing(
    installation: InstallationFile, log: LogOnDisk, maker: Maker, about: Mapping[str, str]
) -> Sealing:
    return Sealing(
        ledger_id=installation.ledger_id,
        about=about,
        complete=False,
        facts=0,
        checkpoint=log.checkpoint,
        keys=log.keys,
        made_at=maker.at,
        made_by=maker.who,
        verifier=VERIFIER.read_bytes(),
    )


def _about(kind: str, key: str, name: str) -> Mapping[str, str]:
    return {"kind": kind, "key": key, "name": name}


def _head(
    installation: InstallationFile, log: LogOnDisk, maker: Maker, kept: Collection[str]
) -> ReportHead:
    return ReportHead(
        ward_name=installation.ward_name,
        ledger_id=installation.ledger_id,
        demonstration=installation.demonstration,
        at=maker.at,
        name=maker.name,
        office=maker.who.office if maker.who else None,
        checkpoint=log.checkpoint.checkpoint,
        vkeys=tuple(key.vkey for key in log.keys),
        kept=kept,
    )


def _stamp(log: LogOnDisk, *, complete: bool) -> Mapping[str, Content]:
    """The newest time stamp with the lines that it stamps.

    Of an earlier size only a whole ledger has the leaves that lead to it.
    """
    stamp, size = log.stamp, log.checkpoint.checkpoint.size
    if stamp is None or not (complete or stamp.size == size):
        return {}
    name = f"{FOLDER}/{stamp.size:019}"
    return {f"{name}.tsr": stamp.token, f"{name}.txt": stamp.text.encode()}


def _write(members: Mapping[str, Content], sealing: Sealing, log: LogOnDisk, out: Path) -> None:
    """Whole or not at all, readable by its owner only; what is there already stays."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            pack(seal(members, sealing, log.signers), file)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, out)
    except FileExistsError:
        raise SettingsError(f"Đã có tệp {out}. Hãy chọn tên khác.") from None
    finally:
        os.unlink(name)  # noqa: PTH108  (mkstemp gives a name, not a Path)
    sync_folder(out.parent)
