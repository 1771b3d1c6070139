"""What cannot easily be taken back is written down: why, what follows, what else there was."""

import re

from tests.house.tree import ROOT, project, table_rows

FOLDER = ROOT / "infra" / "decisions"
PARTS = ("## Context", "## Decision", "## Consequences", "## Alternatives")
FILES = sorted(FOLDER.glob("*.md"))


def test_decisions_are_numbered_without_gaps_and_named_by_what_was_decided() -> None:
    assert len(FILES) >= 15
    for number, file in enumerate(FILES, 1):
        assert re.fullmatch(rf"{number:04d}-[a-z0-9-]+\.md", file.name), file.name
        title = file.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {number}\. \S", title), title


def test_each_decision_says_context_decision_consequences_and_alternatives() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        headings = re.findall(r"^## .*$", text, re.MULTILINE)
        assert tuple(headings) == PARTS, file.name
        assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE))


def test_every_library_has_its_line_of_reason() -> None:
    (file,) = (file for file in FILES if file.name.endswith("-libraries.md"))
    text = file.read_text(encoding="utf-8")
    reasons = {row[0].strip("`"): row[-1] for row in table_rows(text, "library")}
    settings = project()
    wanted = {
        re.split(r"[\[<>=~! ]", line, maxsplit=1)[0]
        for line in (
            *settings["project"]["dependencies"],
            *settings["dependency-groups"]["dev"],
            *settings["build-system"]["requires"],
        )
    }
    assert wanted - reasons.keys() == set(), "a new library wants a reason"
    assert reasons.keys() - wanted == set(), "a library that is gone needs no reason"
    assert all(len(reason) > 20 for reason in reasons.values())


def test_the_project_is_not_published_by_mistake() -> None:
    assert "Private :: Do Not Upload" in project()["project"]["classifiers"]
    (file,) = (file for file in FILES if file.name.endswith("-no-public-licence.md"))
    assert "Private :: Do Not Upload" in file.read_text(encoding="utf-8")
    assert not (ROOT / "LICENSE").exists()
