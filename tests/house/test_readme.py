"""The README keeps its word: targets, commands, settings, links."""

import re
import subprocess
from collections.abc import Iterator

import pytest
import typer

from infra.cli.app import app
from services.domain.plan.draft import ItemKind, expand
from services.planyaml.yaml_plan import read_plan
from tests.house.tree import ROOT, functions_of, ours, text_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = "api/static/own/help/"  # taken by the browser tests, served as help
_TARGET = re.compile(r"\bmake ([a-z]+)")
_LINK = re.compile(r"\]\((?!https?://|#)([^)\s]+)\)|src=\"([^\"]+)\"")
_SETTING = re.compile(r"`([A-Z][A-Z_]{5,})(?:=[^`]*)?`")
_COMMAND = re.compile(r"`dondoc ((?:[a-z]+(?:-[a-z]+)* ?)+)")
_OPTION = re.compile(r"`(--[a-z-]+)")
_DOCS = ("README.md", "services/README.md", "CHANGELOG.md")


def _documents() -> Iterator[str]:
    yield from _DOCS
    yield from (name for name in ours() if re.match(r"infra/(?:docs|decisions)/.*\.md$", name))


def _links(name: str) -> set[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(first or second).split("#")[0] for first, second in _LINK.findall(text)}


def test_every_target_that_the_documents_name_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {
        target
        for line in re.findall(r"^([a-z][a-z ]*):", makefile, re.MULTILINE)
        for target in line.split()
    }
    named = {target for name in _documents() for target in _TARGET.findall(_code(name))}
    assert {"demo", "run", "check", "test", "bench"} <= named
    assert named - targets == set()


def _code(name: str) -> str:
    """What stands as code in a document: in backquotes or in a fence."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


@pytest.mark.parametrize("target", ["demo", "run", "check", "test", "bench", "clean"])
def test_make_understands_each_target(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target],  # noqa: S607  (the reader's own make)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    if target in {"demo", "run"}:
        assert ("dondoc up --demo" in done.stdout) == (target == "demo")
        assert "dondoc up" in done.stdout


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    broken = [
        f"{name} → {link}"
        for name in _documents()
        for link in _links(name)
        if link and not ((ROOT / name).parent / link).exists()
    ]
    assert broken == []


def test_the_readme_shows_every_page() -> None:
    shown = {
        link.removeprefix(PICTURES) for link in _links("README.md") if link.startswith(PICTURES)
    }
    topics = {
        "sign-in",
        "my-work",
        "task",
        "task-mobile",
        "admin",
        "plan-document",
        "period-sheet",
    }
    topics |= {"board", "overview", "plan-tree", "log", "directive", "programme"}
    assert shown == {f"{kit}.webp" for kit in topics}


def test_every_command_that_the_readme_names_is_there() -> None:
    known = set(_commands(typer.main.get_command(app), ""))
    named = {command.strip() for command in _COMMAND.findall(README)}
    assert {"up", "plan check", "plan load", "ledger verify"} <= named
    assert named - known == set()
    groups = {each.rpartition(" ")[0] for each in known}
    assert known - groups - named == set()


def _commands(command: object, before: str) -> Iterator[str]:
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield f"{before}{name}"
            yield from _commands(child, f"{before}{name} ")


def test_every_option_and_setting_that_the_readme_names_is_read_somewhere() -> None:
    sources = [*(name for name in ours() if name.startswith("infra/")), "Makefile", ".ci/run"]
    code = "\n".join(text_of(name) or "" for name in sources if not name.endswith(".md"))
    settings = set(_SETTING.findall(README))
    assert {"DATABASE_URL", "TEMPORAL_ADDRESS", "DONDOC_TEMPORAL_SERVER"} <= settings
    assert {name for name in settings if name not in code} == set()
    options = {option.lstrip("-").replace("-", "_") for option in _OPTION.findall(README)}
    assert {name for name in options if name not in code} == set()


def test_the_one_test_that_the_readme_runs_is_there() -> None:
    named = re.findall(r"\b(tests/[\w/]+\.py)::(\w+)", README)
    assert named
    for path, test in named:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert test in [name for name, _ in functions_of(source)]


def test_the_readme_speaks_to_the_ward_first() -> None:
    first = next(part for part in README.split("\n\n")[1:] if not part.startswith(("!", "<", "#")))
    assert "make demo" in first
    assert re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", first)


def test_the_figures_of_the_plan_are_those_of_the_plan() -> None:
    file = ROOT / "infra" / "plans" / "thach-khoi-2026-2030.yaml"
    draft = read_plan(file.read_text(encoding="utf-8"), file.name)
    kinds = [item.kind for item in draft.items]
    counted = (
        f"{kinds.count(ItemKind.INDICATOR)} indicators with "
        f"{sum(len(item.measures) for item in draft.items)} measures, "
        f"{kinds.count(ItemKind.SCHEME)} schemes, {kinds.count(ItemKind.DUTY)} duties"
    )
    alone = [
        assignment_draft.code
        for assignment_draft in expand(draft)
        if assignment_draft.lead is None
    ]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for text in (README, changes):
        assert counted in text
        assert f"{len(draft.findings)} findings" in text
    assert f"without a lead ({', '.join(alone)})" in README
