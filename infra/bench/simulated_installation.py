"""A simulated ward that serves its pages: a database, web processes, people who are signed in."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import URL

from infra.bench.visitor import sign_in
from infra.clocks.ward_clock import WardClock
from infra.engines.ports import PortBook
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.connection import TemporalConnection
from infra.engines.waiting import wait_until
from infra.migrations.migrate import Kind, Logins, migrate
from infra.randomness import RANDOMNESS
from infra.serve.web_processes import listening_socket, web_parts
from infra.settings import Installation, InstallationFile
from infra.shipped import WARD_CODE, WARD_NAME
from infra.simulation.loading import analyse, load, rebuild_rows
from infra.simulation.simulator import Simulated, simulate
from infra.wiring import make_ward
from services.ledger.engine import make_engine, plain_url

PATIENCE: Final = 60.0
# No clock and no relay run beside these pages: nobody connects to it.
_NO_TEMPORAL: Final = TemporalConnection(address="127.0.0.1:1")
Seconds = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedInstallation:
    """A ward after its years: where its pages are, and the cookie of each login.

    `file` says how its parts open the database, `app` how its application does.
    `seconds` say how long each step of its making took.
    """

    simulated: Simulated
    file: InstallationFile
    app: URL
    port: int
    processes: int
    cookies: Mapping[str, str]
    seconds: Seconds


@contextmanager
def simulated_installation(
    server: PostgresEngine,
    folder: Path,
    until: date,
    logins: Sequence[str],
    *,
    processes: int,
) -> Iterator[SimulatedInstallation]:
    """Live up to a day, load, rebuild, serve; these people are signed in. Stopped at the end."""
    name = folder.name
    server.ensure_database(name)
    url = server.admin_dsn(name)
    parts = migrate(url, folder, kind=Kind.DEMO, ward=WARD_CODE)
    simulated, seconds = _made(url, parts, until)
    passwords = asyncio.run(_passwords(parts, simulated, logins))
    port = PortBook(folder).take("web")
    installation = InstallationFile(
        ledger_id=parts.ledger_id,
        ward_name=WARD_NAME,
        app=parts.app,
        relay=parts.relay,
        auditor=parts.auditor,
        temporal=_NO_TEMPORAL,
        web_port=port,
        web_processes=processes,
    )
    Installation(folder).write(installation)
    with _served(folder, simulated, installation, url):
        yield SimulatedInstallation(
            simulated=simulated,
            file=installation,
            app=parts.app,
            port=port,
            processes=processes,
            cookies=asyncio.run(_cookies(port, passwords)),
            seconds=seconds,
        )


def _made(url: str, parts: Logins, until: date) -> tuple[Simulated, Seconds]:
    """The ward's years in its database, and how long that took."""
    moments = [time.perf_counter()]
    simulated = asyncio.run(simulate(until, ledger_id=parts.ledger_id))
    moments.append(time.perf_counter())
    with psycopg.connect(plain_url(url), autocommit=True) as owner:
        load(owner, simulated.ward)
        moments.append(time.perf_counter())
        asyncio.run(rebuild_rows(parts.app, parts.ledger_id))
        moments.append(time.perf_counter())
        analyse(owner)
    steps = ("simulate", "load", "rebuild")
    spans = zip(steps, pairwise(moments), strict=True)
    return simulated, {name: end - begun for name, (begun, end) in spans}


async def _passwords(parts: Logins, simulated: Simulated, logins: Sequence[str]) -> dict[str, str]:
    """Give people a password, as an administrator's link lets them choose it."""
    engine = make_engine(parts.app, part="bench", pool_size=2)
    try:
        ward = make_ward(engine, parts.ledger_id, WardClock(simulated.at))
        chosen = {login: RANDOMNESS.token() for login in logins}
        for login, password in chosen.items():
            person_id = simulated.roster.workers[login].person_id
            await ward.directory.restore_login(person_id)
            await ward.accounts.set_password(person_id, password)
    finally:
        await engine.dispose()
    return chosen


async def _cookies(port: int, passwords: Mapping[str, str]) -> dict[str, str]:
    return {login: await sign_in(port, login, typed) for login, typed in passwords.items()}


@contextmanager
def _served(
    folder: Path, simulated: Simulated, installation: InstallationFile, url: str
) -> Iterator[None]:
    listener = listening_socket(installation.web_port)
    processes = [
        _start(folder, part, simulated, listener.fileno())
        for part in web_parts(installation.web_processes)
    ]
    try:
        with psycopg.connect(plain_url(url), autocommit=True) as owner:
            if not wait_until(lambda: _all_open(owner, installation.web_processes), PATIENCE):
                said = (folder / "web.out").read_text(encoding="utf-8")
                raise RuntimeError(said[-2000:])
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(PATIENCE)
        listener.close()


def _start(
    folder: Path, part: str, simulated: Simulated, listener: int
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "infra.bench.page_server", str(folder), part]
    with (folder / "web.out").open("ab") as said:
        return subprocess.Popen(
            [*command, simulated.at.isoformat(), str(listener)],
            stdout=said,
            stderr=said,
            pass_fds=(listener,),
        )


def _all_open(owner: psycopg.Connection, processes: int) -> bool:
    """Whether each process has said that it lets visitors in."""
    row = owner.execute("SELECT count(*) FROM part_health WHERE part LIKE 'web-%'").fetchone()
    return row is not None and row[0] >= processes
