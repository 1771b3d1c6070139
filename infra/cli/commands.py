"""What stands behind the commands that work on an installation or on a file."""

import asyncio
import os
import platform
import shutil
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from infra.cli.clock_check import clock_words
from infra.cli.plan_check import past_lines
from infra.clocks import rehydrate as clocks
from infra.errors import SettingsError
from infra.proving.examining import log_problems
from infra.proving.key_folder import KeyFolder
from infra.proving.log_keys import rotate_log_key
from infra.serve.web_processes import web_processes
from infra.settings import Installation, InstallationFile, data_that_exists
from infra.supervise import first_start
from infra.supervise.lock import holder_of
from infra.wiring import build_name, make_ward
from services.domain.instants import written_day
from services.ledger.engine import make_engine
from services.ledger.port import LedgerError
from services.ledger.postgres_outbox import ParkedWakeUp, PostgresOutbox
from services.planyaml.policy_yaml import read_policy
from services.planyaml.yaml_plan import read_calendars

_AWAY: Final = "Chưa đọc được: cơ sở dữ liệu chưa chạy."


def installation_at(data: Path | None) -> InstallationFile:
    """The installation at that place, or the only one there is; raises SettingsError."""
    return Installation(data_that_exists(data)).read()


@asynccontextmanager
async def _database(installation: InstallationFile) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(installation.app, part="command", pool_size=2)
    try:
        yield engine
    finally:
        await engine.dispose()


async def rehydrate_installation(installation: InstallationFile) -> int:
    """Start or ring the clock of every open stream; how many there are."""
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        client = await installation.temporal.connect()
        return await clocks.rehydrate(client, installation.ledger_id, ward.agendas)


async def load_plan_file(
    installation: InstallationFile,
    file: Path,
    active_from: date | None,
    backfill_from: date | None,
    document: Path | None = None,
) -> str:
    """Activate a plan file, with its document beside it; the sentence that says what happened."""
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        # What is wrong with the document is said before anything is activated.
        source = first_start.read_beside(document, file) if document else None
        loaded = await first_start.load_plan(ward, file, active_from, backfill_from)
        past, first = await first_start.past_work_of(ward, file) if loaded else ((), date.min)
        quoted = await first_start.quote_plan(ward, file, source) if source else None
    said = (
        f"Đã đưa kế hoạch trong {file.name} vào thực hiện. Việc của kỳ này đang được giao."
        if loaded
        else f"Kế hoạch trong {file.name} đã được đưa vào thực hiện từ trước."
    )
    return "\n".join((said, *past_lines(past, first), *filter(None, (quoted,))))


async def unquote_plan_file(installation: InstallationFile, file: Path, document: Path) -> str:
    """Take back what a document says beside a plan; the sentence that says what happened."""
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        return await first_start.unquote_plan(ward, file, document)


async def load_calendar_file(installation: InstallationFile, file: Path) -> str:
    """Adopt the calendars of a file; the sentence that says what happened."""
    source = _read(file)
    years = read_calendars(source, file.name)
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        outcome = await ward.opening.adopt_calendars(years, source)
    if outcome is None:
        return f"Lịch nghỉ trong {file.name} đang có hiệu lực, không có gì thay đổi."
    named = ", ".join(str(year.year) for year in years)
    return f"Đã ban hành lịch nghỉ năm {named}. Hạn của việc đang mở đang được tính lại."


async def load_policy_file(installation: InstallationFile, file: Path) -> str:
    """Adopt the rules of a file; the sentence that says what happened."""
    source = _read(file)
    policy = read_policy(source, file.name)
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        outcome = await ward.opening.adopt_policy(policy, source)
    if outcome is None:
        return f"Quy tắc trong {file.name} đã được ban hành từ trước, không có gì thay đổi."
    return f"Đã ban hành quy tắc, có hiệu lực từ ngày {policy.effective_on:%d/%m/%Y}."


async def restore_administrator(installation: InstallationFile, login: str) -> str:
    """Make a known person administrator again; the sentence with the one-time link."""
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        token = await ward.directory.restore_administrator(login)
    return (
        f"“{login}” là quản trị hệ thống. Liên kết đặt mật khẩu, dùng một lần, có hiệu lực ngay:\n"
        f"{installation.address}/lien-ket/{token}\n"
        "Việc này đã được ghi vào sổ; các quản trị khác và thanh tra thấy trong Nhật ký."
    )


async def rotate_key(there: Installation, overlap_days: int) -> str:
    """Let a new key sign the log; the sentence that says what becomes of the old one."""
    installation = there.read()
    async with _database(installation) as engine:
        ward = make_ward(engine, installation.ledger_id)
        keys = await rotate_log_key(ward.ledger, KeyFolder(there.log_key), overlap_days)
    said = f"Khóa ký sổ mới: {keys[-1].key}\n"
    before = keys[-2].last_day if len(keys) > 1 and overlap_days else None
    said += (
        f"Khóa trước còn ký cùng đến hết ngày {written_day(before)} rồi bị xóa khỏi máy."
        if before
        else "Khóa trước thôi ký từ bây giờ và đã bị xóa khỏi máy."
    )
    return f"{said}\nViệc này đã được ghi vào sổ; lịch sử khóa có trên trang “Khóa ký sổ”."


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"Không đọc được tệp {file} (cần văn bản UTF-8).") from problem


def examine(data: Path | None) -> dict[str, Any]:
    """What matters of this machine and this installation."""
    report: dict[str, Any] = {
        "build": build_name(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "cpus": os.cpu_count(),
        "web_processes": web_processes(os.environ),
        "database_url_given": bool(os.environ.get("DATABASE_URL")),
        "temporal_address_given": bool(os.environ.get("TEMPORAL_ADDRESS")),
    }
    try:
        folder = data_that_exists(data)
    except SettingsError as problem:
        return {**report, "installation": str(problem)}
    holder = holder_of(folder)
    return {
        **report,
        "outbox_parked": asyncio.run(_parked_or_words(folder)),
        "installation": str(folder),
        "log_problems": "; ".join(_of_log(folder, running=holder is not None)) or "không có",
        "database_clock": asyncio.run(_clock_or_words(folder)),
        "free_gigabytes": round(shutil.disk_usage(folder).free / 1e9, 1),
        "running": None if holder is None else holder.address,
        "pid": None if holder is None else holder.pid,
    }


def _of_log(folder: Path, *, running: bool) -> list[str]:
    there = Installation(folder)
    return log_problems(there, time.time(), running=running)


async def _parked_or_words(folder: Path) -> int | str:
    """How many wake-ups stand aside, or why that is not known."""
    try:
        return len(await parked_wake_ups(Installation(folder).read()))
    except (LedgerError, SettingsError, OSError):
        return _AWAY


async def _clock_or_words(folder: Path) -> str:
    """Whether the database's clock runs forward, or why that is not known."""
    try:
        return await clock_words(Installation(folder).read())
    except (LedgerError, SettingsError, OSError):
        return _AWAY


@asynccontextmanager
async def _outbox(installation: InstallationFile) -> AsyncIterator[PostgresOutbox]:
    engine = make_engine(installation.relay, part="command", pool_size=1)
    try:
        yield PostgresOutbox(engine)
    finally:
        await engine.dispose()


async def parked_wake_ups(installation: InstallationFile) -> Sequence[ParkedWakeUp]:
    """The wake-ups of this ward that Temporal refused for good, oldest first."""
    async with _outbox(installation) as outbox:
        return await outbox.parked(installation.ledger_id)


async def retry_wake_ups(installation: InstallationFile) -> int:
    """Let the wake-ups of this ward that stand aside ring again; how many there were."""
    async with _outbox(installation) as outbox:
        return await outbox.retry(installation.ledger_id)
