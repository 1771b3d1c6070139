"""`dondoc witness` in a process of its own, as it runs on another machine."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from infra.engines.waiting import wait_until
from services.ledger.tlog.keys import NoteVerifier
from tests.house.tree import ROOT

START: Final = "import sys; from infra.cli.app import main; sys.exit(main())"
SECONDS: Final = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@dataclass
class RunningWitness:
    """One witness: its folder, its key, its address, and its process while it runs."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", START, "witness", "--store", str(self.folder), *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            capture_output=True,
            check=False,
            text=True,
            timeout=SECONDS,
        )

    def init(self, *arguments: str) -> NoteVerifier:
        made = self.run("--init", *arguments)
        assert made.returncode == 0, made.stderr
        return NoteVerifier.read(made.stdout.strip())

    def start(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            self.command("--port", str(self.port), *arguments),
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        process = self.process
        assert wait_until(self._answers, SECONDS, unless=lambda: process.poll() is not None), (
            process.stderr and process.stderr.read()
        )

    def kill(self) -> None:
        """As a power cut would end it."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As systemd ends it."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(SECONDS)
        if self.process.stderr:
            self.process.stderr.close()
        self.process = None
        return code

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


@contextmanager
def witness_beside(folder: Path) -> Iterator[RunningWitness]:
    """A witness that is not started yet, and ends with the test."""
    running = RunningWitness(folder)
    try:
        yield running
    finally:
        if running.process is not None:
            running.kill()
