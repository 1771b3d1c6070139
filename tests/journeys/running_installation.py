"""`dondoc up` as a person would start it, and people who use its pages over HTTP."""

import functools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid5

import httpx2
import psycopg

from infra.engines.ports import PortBook
from infra.settings import Installation
from services.domain.calendar import Calendar, PeriodRules
from services.domain.instants import day_of
from services.domain.plan.schedule import tasks_on
from services.planyaml.yaml_plan import read_calendars
from tests import givens
from tests.memory_ward import PLANS, shipped_plan

PATIENCE = 180.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 0.6
ROOT = Path(__file__).resolve().parents[2]
CALENDARS = PLANS / "calendars.yaml"


def wait_for(what: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Poll an effect in another process until it is there; ask less often the longer it takes.

    An answer about a house's health costs its web process as much as a page does.
    """
    end, pause = time.monotonic() + seconds, SHORTEST_PAUSE
    while time.monotonic() < end:
        if what():
            return
        time.sleep(pause)  # noqa: TID251  (nothing tells a test about another process's effect)
        pause = min(LONGEST_PAUSE, pause * 1.2)
    raise AssertionError(f"nothing after {seconds} seconds: {what}")


@functools.cache
def expected_on(day: date) -> frozenset[str]:
    """The streams of the tasks that the shipped plan has on a day."""
    calendar = Calendar(years=read_calendars(CALENDARS.read_bytes(), CALENDARS.name))
    tasks = tasks_on(shipped_plan()[0], day, calendar, PeriodRules())
    return frozenset(task.stream for task in tasks)


@dataclass
class RunningInstallation:
    """One installation, started by the command line in a session of its own."""

    data: Path
    port: int
    command: tuple[str, ...] = (sys.executable, "-m", "dondoc", "up", "--demo", "--empty")
    process: "subprocess.Popen[bytes] | None" = None
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.data.parent / f"{self.data.name}.out"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> list[str]:
        """The command of a start."""
        return [*self.command, "--data", str(self.data), "--port", str(self.port)]

    def start(self) -> None:
        """Start it and wait for the one screen."""
        self.start_with(self.up(), dict(os.environ))

    def start_with(self, command: list[str], environment: dict[str, str]) -> None:
        """Start it by another command and wait for the one screen."""
        mark = self.said().count("Dừng lại")
        with self.output.open("ab") as said:
            self.process = subprocess.Popen(
                command, env=environment, stdout=said, stderr=said, start_new_session=True
            )
        wait_for(lambda: self.said().count("Dừng lại") > mark or self.ended(), 600)
        assert not self.ended(), self.said()[-2000:]

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8") if self.output.exists() else ""

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> int:
        """Ctrl-C, as a terminal sends it: to the foreground group, where no part is."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)

    def pid(self, part: str) -> int:
        """The process of a part, as it is now."""
        content = (self.data / "run" / f"{part}.pid").read_text(encoding="utf-8")
        return int(re.findall(r"\d+", content)[0])

    def kill(self, part: str) -> None:
        """`kill -9`."""
        os.kill(self.pid(part), signal.SIGKILL)

    def health(self) -> dict[str, Any]:
        """What `/healthz` says; empty while nobody answers."""
        try:
            answer = httpx2.get(f"{self.address}/healthz", timeout=5)
        except httpx2.TransportError:
            return {}
        collected: dict[str, Any] = answer.json()
        return collected

    def well(self) -> bool:
        return self.health().get("status") == "ok"

    def password(self, login: str) -> str:
        kept = (self.data / "secrets" / "demo-passwords.json").read_text(encoding="utf-8")
        return str(json.loads(kept)[login])

    def all_issued(self) -> bool:
        """Whether exactly the tasks of its plan exist, of the days that it has lived through."""
        began, now = self.query(
            "SELECT recorded_at, clock_timestamp() FROM events WHERE type = 'plan-activated'"
        )[0]
        assert isinstance(began, datetime)
        assert isinstance(now, datetime)
        expected = expected_on(day_of(began)) | expected_on(day_of(now))
        # Beside them stand those that the demonstration's invented directives give.
        routine = self.query("SELECT stream FROM tasks WHERE count_group = 'routine'")
        return {str(row[0]) for row in routine} == expected

    def query(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the database as the ward's own login."""
        url = Installation(self.data).read().app.set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
            return connection.execute(statement, list(values)).fetchall()


@dataclass
class SignedInVisitor:
    """Somebody at the pages, without a browser."""

    installation: RunningInstallation
    login: str
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=20))

    def __enter__(self) -> Self:
        self.sign_in()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def headers(self) -> dict[str, str]:
        return {"Origin": self.installation.address, "Host": f"127.0.0.1:{self.installation.port}"}

    def sign_in(self) -> None:
        form = {"login": self.login, "password": self.installation.password(self.login)}
        answer = self.post("/dang-nhap", form)
        assert answer.status_code == 303, answer.text

    def post(self, path: str, form: dict[str, str]) -> httpx2.Response:
        return self.client.post(
            f"{self.installation.address}{path}",
            data=form,
            headers=self.headers(),
            follow_redirects=False,
        )

    def post_and_hang_up(self, path: str, form: dict[str, str]) -> None:
        """Send everything and read nothing: the outcome is unknown to the sender."""
        request = self.client.build_request(
            "POST", f"{self.installation.address}{path}", data=form, headers=self.headers()
        )
        lines = [f"POST {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        content = ("\r\n".join(lines) + "\r\n\r\n").encode() + request.read()
        with socket.create_connection(("127.0.0.1", self.installation.port), timeout=5) as wire:
            wire.sendall(content)


def command_id(key: str) -> UUID:
    """A random-looking id that the test knows."""
    return UUID(bytes=uuid5(givens.SPACE, f"journey/{key}").bytes, version=4)


def clone_of_this(folder: Path) -> Path:
    """What a new user gets: the tracked files alone, in a folder closed to everybody else."""
    clone = folder / "clone"
    clone.mkdir(mode=0o700)
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    return clone


def installation_of(
    clone: Path, target: str, folder: Path, options: str = ""
) -> RunningInstallation:
    """A house that is started by `make`, with its data beside the clone."""
    folder.mkdir(mode=0o700)
    data, port = folder / "data", PortBook(folder).take("web")
    installation = RunningInstallation(data=data, port=port)
    installation.start_with(
        ["make", "-C", str(clone), target, f"ARGS=--data {data} --port {port} {options}"],
        {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
    )
    return installation
