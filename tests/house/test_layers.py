"""The folders are the architecture: the contracts hold, and each of them can be broken."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, project

LINTER = Path(sys.executable).with_name("lint-imports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """One import that the house does not allow, and the one contract that says so."""

    name: str
    module: str
    line: str
    broken: str


LAYERS = "the packages stand in layers"
SERVICES = "inside services"
DOMAIN = "the domain is standard library"
SIBLINGS = "siblings know each other in one direction"
INSIDE_DOMAIN = "inside the domain"
INSIDE_API = "inside the pages and calls"
SOCKETS = "workflows and activities reach no socket, even through others"
PAGES = "pages never talk to Temporal"
OFFENCES = (
    Offence(
        name="an act that folds what all acts make",
        module="services/domain/task/acts/stray.py",
        line="import services.domain.task.evolving",
        broken=SIBLINGS,
    ),
    Offence(
        name="a rule of no noun without a place",
        module="services/domain/stray.py",
        line="import json",
        broken=INSIDE_DOMAIN,
    ),
    Offence(
        name="a part of the pages without a place",
        module="api/stray.py",
        line="import json",
        broken=INSIDE_API,
    ),
    Offence(
        name="the frame of all calls that reads a page",
        module="api/rest/stray.py",
        line="import api.status.health",
        broken=INSIDE_API,
    ),
    Offence(
        name="a door that knows everything",
        module="activities/stray.py",
        line="import infra.randomness",
        broken=LAYERS,
    ),
    Offence(
        name="a handler that looks into a page",
        module="services/commands/stray.py",
        line="import api.web.static_files",
        broken=LAYERS,
    ),
    Offence(
        name="a rule that reads the ledger",
        module="services/domain/task/stray.py",
        line="import services.ledger.port",
        broken=SERVICES,
    ),
    Offence(
        name="a projection that asks a handler",
        module="services/projections/stray.py",
        line="import services.commands.ports",
        broken=SERVICES,
    ),
    Offence(
        name="a room without a place in the order",
        module="services/lobby/__init__.py",
        line="import json",
        broken=SERVICES,
    ),
    Offence(
        name="a rule that needs a library",
        module="services/domain/task/stray.py",
        line="import pydantic",
        broken=DOMAIN,
    ),
    Offence(
        name="a door that reaches the database through another module",
        module="activities/stray.py",
        line="import services.ledger.postgres",
        broken=SOCKETS,
    ),
    Offence(
        name="a workflow that reads a board",
        module="workflows/stray.py",
        line="import services.queries.views",
        broken=SOCKETS,
    ),
    Offence(
        name="a page that rings Temporal itself",
        module="api/board/stray.py",
        line="import temporalio.client",
        broken=PAGES,
    ),
    Offence(
        name="a page that opens the store by its back door",
        module="api/board/stray.py",
        line="import services.ledger.postgres",
        broken=PAGES,
    ),
)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the five packages and the contracts; each test sets it right again."""
    copy = tmp_path_factory.mktemp("layers")
    only_code = shutil.ignore_patterns("static", "templates", "__pycache__", "docs", "plans")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=only_code)
    shutil.copy2(ROOT / "pyproject.toml", copy)
    return copy


def _contracts(where: Path, cache: Path) -> dict[str, bool]:
    """Each contract of that tree, and whether it is kept."""
    done = subprocess.run(
        [str(LINTER), "--no-logo", "--cache-dir", str(cache)],
        cwd=where,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    reported = re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE)
    assert reported, done.stdout + done.stderr
    kept = {name: word == "KEPT" for name, word in reported}
    assert (done.returncode == 0) == all(kept.values()), done.stdout + done.stderr
    return kept


def test_every_contract_is_kept(tmp_path: Path) -> None:
    names = [contract["name"] for contract in project()["tool"]["importlinter"]["contracts"]]
    assert _contracts(ROOT, tmp_path) == dict.fromkeys(names, True)


def test_every_contract_has_somebody_here_who_breaks_it() -> None:
    names = {contract["name"] for contract in project()["tool"]["importlinter"]["contracts"]}
    assert names == {offence.broken for offence in OFFENCES}


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda offence: offence.name)
def test_an_import_that_is_not_allowed_breaks_its_contract_and_no_other(
    installation: Path, offence: Offence
) -> None:
    stray = installation / offence.module
    made = not stray.parent.exists()
    stray.parent.mkdir(exist_ok=True)
    stray.write_text(f'"""Astray."""\n\n{offence.line}\n', encoding="utf-8")
    try:
        broken = [
            name
            for name, kept in _contracts(installation, installation / "cache").items()
            if not kept
        ]
    finally:
        stray.unlink()
        if made:
            stray.parent.rmdir()
    assert broken == [offence.broken]
