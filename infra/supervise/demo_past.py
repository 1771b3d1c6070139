"""The demonstration's past: invented work of eleven months, in its ledger before any fact."""

from datetime import datetime
from typing import Final

import psycopg

from infra.clocks.ward_clock import WardClock
from infra.migrations.state_rows import Say, renew_rows, say_progress
from infra.settings import Installation, InstallationFile
from infra.simulation.loading import is_empty, load
from infra.simulation.past import days_of, first_day, past
from infra.simulation.ward import SimulatedWard
from infra.stores.files import DirectoryFileStore
from infra.wiring import build_name
from services.domain.instants import day_of
from services.ledger.engine import plain_url

_NOW: Final = "SELECT clock_timestamp()"


async def enter_past(
    migrator: str,
    installation: Installation,
    settings: InstallationFile,
    say: Say = say_progress,
    clock: WardClock | None = None,
) -> bool:
    """Invent a past for an empty ledger; False where it holds a fact or the plan is not on.

    Whole or not at all: a start that is cut off before the end of the load begins it anew, one
    that is cut off after it only makes the rows of the pages again.
    """
    with psycopg.connect(plain_url(migrator), autocommit=True) as connection:
        if not is_empty(connection, settings.ledger_id):
            return False
        asked = _now(connection)
        now = asked if clock is None else clock.now(asked)
        begins = first_day(day_of(now))
        if begins is None:
            return False
        say(f"Đang dựng việc giả của bản trình diễn ({days_of(begins, now)}), chỉ một lần…")

        def progress(at: datetime, facts: int) -> None:
            say(f"  đã đến ngày {day_of(at):%d/%m/%Y}: {facts} sự kiện")

        simulated = await past(
            settings.ledger_id, begins, now, build=build_name(), progress=progress
        )
        # Before the facts that name them; without these facts they are files of a later try.
        await _keep_files(installation, simulated.ward)
        say("Đang ghi các sự kiện vào sổ…")
        load(connection, simulated.ward, wakes=True)
    await renew_rows(settings.app, settings.ledger_id, say)
    return True


async def _keep_files(installation: Installation, ward: SimulatedWard) -> None:
    store = DirectoryFileStore(installation.files)
    for file in ward.files.values():
        await store.put(file.content)


def _now(connection: psycopg.Connection) -> datetime:
    row = connection.execute(_NOW).fetchone()
    assert row is not None, "a clock always answers"  # noqa: S101
    at: datetime = row[0]
    return at
