"""Bringing the rows that pages read to this release's shape, and making them again by hand."""

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.errors import SettingsError
from infra.settings import InstallationFile
from infra.wiring import CODEC
from services.domain.numerals import count
from services.ledger.engine import make_engine
from services.ledger.port import Ledger
from services.ledger.postgres import PostgresLedger
from services.projections import STATE_ROWS
from services.projections.rebuild import Progress, bring_up_to_date, rebuild

Say = Callable[[str], None]
_log = structlog.get_logger("projections")


def say_progress(line: str) -> None:
    """One line to whoever started the command; what a program reads stays apart from it."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  (the command line speaks to a person)


async def renew_rows(login: URL, ledger_id: str, say: Say = say_progress) -> Sequence[str]:
    """Make those tables again whose rows have another shape; their names.

    Raises LedgerUnavailable, Undecodable.
    """
    async with _ledger(login, ledger_id) as (engine, ledger):
        renewed = await bring_up_to_date(engine, ledger, STATE_ROWS, _teller(say))
    if renewed:
        _log.info("projections_rebuilt", tables=list(renewed))
    return renewed


async def rebuild_rows(
    installation: InstallationFile, name: str | None, say: Say = say_progress
) -> str:
    """Make one table, or all, again from the ledger; the sentence that says what was done.

    Raises SettingsError for a name that no projection has, LedgerUnavailable, Undecodable.
    """
    wanted = [state_row for state_row in STATE_ROWS if name in {None, state_row.name}]
    if not wanted:
        known = ", ".join(state_row.name for state_row in STATE_ROWS)
        raise SettingsError(f"Không có bảng {name}. Các bảng lập lại được: {known}.")
    async with _ledger(installation.app, installation.ledger_id) as (engine, ledger):
        facts = await rebuild(engine, ledger, wanted, _teller(say))
    tables = "mọi bảng kê" if name is None else f"bảng kê {name}"
    _log.info("projections_rebuilt", tables=[one.name for one in wanted], facts=facts)
    return f"Đã lập lại {tables} từ {count(facts)} sự kiện của sổ."


@asynccontextmanager
async def _ledger(login: URL, ledger_id: str) -> AsyncIterator[tuple[AsyncEngine, Ledger]]:
    engine = make_engine(login, part="projections", pool_size=2)
    try:
        yield engine, PostgresLedger(engine, ledger_id, CODEC)
    finally:
        await engine.dispose()


def _teller(say: Say) -> Progress:
    def reported(facts: int) -> None:
        say(f"Đang lập lại các bảng kê từ sổ: đã đọc {count(facts)} sự kiện…")

    return reported
