"""`dondoc` as a person runs it: in a process of its own, with its exit code and its two outputs.

The process is forked from one that has imported the program already: importing it takes two
seconds of computing, and tests ask for a hundred commands. That the program also starts from
nothing is seen in `tests/journeys` and `tests/house/test_wheel.py`.
"""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from infra.cli.app import main

SECONDS: Final = 60  # a hang; no command that is tested takes five
_SERVER: Final = multiprocessing.get_context("forkserver")
# With what a command imports only when it is asked for.
_SERVER.set_forkserver_preload(
    [
        __name__,
        "infra.cli.commands",
        "infra.verify.ledger_check",
        "infra.cli.plan_check",
        "infra.cli.plan_score",
        "infra.cli.problems",
        "infra.migrations.state_rows",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How a command ended, what it printed, what it complained of."""

    code: int | None
    out: str
    err: str


def run_command(*arguments: object, settings: Mapping[str, str] | None = None) -> Reported:
    """Run `dondoc` with these arguments, and with settings laid over the environment."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        words = [str(argument) for argument in arguments]
        process = _SERVER.Process(
            target=_become, args=(words, out, err, {**os.environ, **(settings or {})})
        )
        process.start()
        process.join(SECONDS)
        assert not process.is_alive(), "the command does not end"
        code = process.exitcode
        process.close()
        return Reported(
            code=code, out=out.read_text(encoding="utf-8"), err=err.read_text(encoding="utf-8")
        )


def _become(arguments: list[str], out: Path, err: Path, environment: dict[str, str]) -> NoReturn:
    """The command itself: nothing but its imports came from another process."""
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        with file.open("wb") as target:
            os.dup2(target.fileno(), stream.fileno())
    sys.argv = ["dondoc", *arguments]
    sys.exit(main())
