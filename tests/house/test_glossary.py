"""One word for one thing: the office's words, the code's words and the stored names agree."""

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from services.domain.facts import Event
from services.domain.registry import EVENTS
from tests.house.tree import ROOT, functions_of, table_rows

README = (ROOT / "services" / "README.md").read_text(encoding="utf-8")
KEPT = Path(__file__).with_name("stored_names.txt")
# `TaskIssued` (`task-issued`), as the last column of the glossary writes an event.
_EVENT = re.compile(r"`([A-Z][A-Za-z]+)` \(`([a-z-]+)`\)")
_STEP = re.compile(r"^\d+\. (.*)$", re.MULTILINE)
# `services/commands/tasks.py` `ActCommands.handle`: a file and what it holds.
_PLACE = re.compile(r"`([\w/]+\.(?:py|sql))` ((?:`[\w.]+`(?:, | and )?)+)")


def _rows() -> list[list[str]]:
    return list(table_rows(README, "Tiếng Việt"))


def _reported(event: type[Event]) -> str:
    """The office's words for an event: what its docstring says before the colon."""
    return (event.__doc__ or "").split(":", 1)[0]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_an_event_is_first_shown_in_the_words_of_the_office(event: type[Event]) -> None:
    first_line = (event.__doc__ or "").splitlines()[0]
    words, colon, meaning = first_line.partition(": ")
    assert colon, f"{event.__name__}: “Vietnamese words: what it means” is the form"
    assert meaning.strip()
    marks = unicodedata.normalize("NFD", words.lower())
    assert "đ" in marks or any(unicodedata.combining(mark) for mark in marks), words


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_every_event_stands_in_the_glossary_with_its_stored_name(event: type[Event]) -> None:
    collected = [row for row in _rows() if (event.__name__, event.TYPE) in _EVENT.findall(row[-1])]
    assert len(collected) == 1, (
        f"{event.__name__} ({event.TYPE}) stands once in services/README.md"
    )
    spoken = [words.strip().casefold() for words in collected[0][0].split(";")]
    assert _reported(event).casefold() in spoken, (
        f"{_reported(event)!r} is how {event.__name__} is told"
    )


def test_the_glossary_names_no_event_that_is_not_written() -> None:
    written = {(event.__name__, event.TYPE) for event in EVENTS}
    reported = {pair for row in _rows() for pair in _EVENT.findall(row[-1])}
    assert reported - written == set()


def test_a_row_of_the_glossary_has_three_cells_and_none_of_them_is_blank_by_accident() -> None:
    rows = _rows()
    assert len(rows) > len(EVENTS)
    assert [row for row in rows if len(row) != 3 or not row[0] or not (row[1] + row[2])] == []


def test_no_word_of_the_office_stands_twice_in_the_glossary() -> None:
    spoken = [words.strip().casefold() for row in _rows() for words in row[0].split(";")]
    assert sorted({words for words in spoken if spoken.count(words) > 1}) == []


def test_a_stored_name_is_never_dropped_renamed_or_given_twice() -> None:
    kept = KEPT.read_text(encoding="utf-8").split("\n")
    assert kept.pop() == ""
    types = [event.TYPE for event in EVENTS]
    assert len(types) == len(set(types))
    lost = {line.split()[0] for line in kept} - set(types)
    assert lost == set(), "history holds these names for ever"
    now = {f"{event.TYPE} {event.SCHEMA}" for event in EVENTS}
    assert now - set(kept) == set(), f"a new name or schema: add it to {KEPT.name}, never replace"
    for event in EVENTS:
        schemas = {int(line.split()[1]) for line in kept if line.split()[0] == event.TYPE}
        assert schemas == set(range(1, event.SCHEMA + 1)), event.TYPE


def test_stored_names_are_plain_words_in_the_past() -> None:
    for event in EVENTS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", event.TYPE)
        spelt = re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower()
        assert spelt == event.TYPE, "class and stored name say the same word"
        assert not event.TYPE.endswith(("-updated", "-changed"))


def _life() -> list[str]:
    chapter = README.split("## Life of a task", 1)[1].split("\n## ", 1)[0]
    return _STEP.findall(chapter)


def test_the_life_of_a_task_is_numbered_and_one_line_a_step() -> None:
    chapter = README.split("## Life of a task", 1)[1].split("\n## ", 1)[0]
    numbers = re.findall(r"^(\d+)\. ", chapter, re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 15
    for step in _life():
        assert _PLACE.search(step), f"a step names the functions it passes: {step}"


def test_every_function_on_the_way_of_a_task_is_where_it_is_said_to_be() -> None:
    missing = [
        f"{path} {name}"
        for step in _life()
        for path, names in _PLACE.findall(step)
        for name in re.findall(r"`([\w.]+)`", names)
        if not _holds(ROOT / path, name)
    ]
    assert missing == []


def _holds(path: Path, name: str) -> bool:
    if not path.exists():
        return False
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        return name in re.findall(r"(?:-- name: |CREATE (?:OR REPLACE )?FUNCTION )(\w+)", source)
    classes = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)}
    return name in classes or any(name == each for each, _ in functions_of(source))
