"""The words of the genre, read once from vocabulary.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.domain.assignment.events import DueRule
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import DeliverableDraft

# The C parser where it was built: every start reads this file, ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILE = Path(__file__).with_name("vocabulary.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitForms:
    """Một đơn vị trong từ vựng: its code, its kind, the forms in which plans print it."""

    code: str
    kind: UnitKind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """Một sự kiện có ngày: words that name it, the year its term begins, its calendar day."""

    words: str
    term: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Điều đề xuất khi văn bản không nói: frequencies, deliverables, words of growth."""

    indicator: Frequency
    duty: Frequency
    scheme: tuple[DeliverableDraft, ...]
    growth: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Chữ quanh con số: what binds a figure, what makes of a number a name, what it counts in."""

    counters: tuple[str, ...]
    classifiers: tuple[str, ...]
    parts: tuple[str, ...]
    comparisons: dict[str, tuple[str, ...]]
    numbered: dict[str, tuple[str, ...]]
    keeping: frozenset[str]
    per_head: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Từ vựng của văn bản kế hoạch; each part is explained in the file."""

    units: tuple[UnitForms, ...]
    heads: dict[str, UnitKind]
    placed_heads: tuple[str, ...]
    internal: frozenset[UnitKind]
    restricted: frozenset[UnitKind]
    groups: dict[str, tuple[UnitKind, ...]]
    groups_alone: dict[str, tuple[UnitKind, ...]]
    with_front: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    sections: dict[str, tuple[str, ...]]
    whole_headings: dict[str, tuple[str, ...]]
    verbs: tuple[str, ...]
    verbs_in_names: tuple[str, ...]
    takes_object: tuple[str, ...]
    branches: tuple[str, ...]
    no_heads: tuple[str, ...]
    verb_heads: tuple[str, ...]
    statements: tuple[str, ...]
    whole_formulas: tuple[str, ...]
    titles_of_many: tuple[str, ...]
    residents: tuple[str, ...]
    behind_names: tuple[str, ...]
    asking: tuple[str, ...]
    beginning: tuple[str, ...]
    listing: tuple[str, ...]
    list_openings: tuple[str, ...]
    openings: tuple[str, ...]
    own_part: tuple[str, ...]
    own_reports: tuple[str, ...]
    persons: tuple[str, ...]
    above: tuple[str, ...]
    informed_only: tuple[str, ...]
    papers: tuple[str, ...]
    events: tuple[DatedEvent, ...]
    nouns: tuple[str, ...]
    types: tuple[str, ...]
    official: tuple[str, ...]
    signs: tuple[str, ...]
    formulas: tuple[str, ...]
    sizes: tuple[str, ...]
    of_which: tuple[str, ...]
    numbers: NumberWords
    proposals: Proposals
    time_names: tuple[str, ...]
    time_papers: tuple[str, ...]
    time_daily: tuple[str, ...]
    time_reports: tuple[str, ...]
    time_only: tuple[str, ...]


# Parts of the file that are plain lists of words.
_LISTS = (
    "placed_heads",
    "with_front",
    "verbs",
    "verbs_in_names",
    "takes_object",
    "branches",
    "no_heads",
    "verb_heads",
    "statements",
    "whole_formulas",
    "titles_of_many",
    "residents",
    "behind_names",
    "asking",
    "beginning",
    "listing",
    "list_openings",
    "openings",
    "own_part",
    "own_reports",
    "persons",
    "above",
    "informed_only",
    "papers",
    "nouns",
    "types",
    "official",
    "signs",
    "formulas",
    "sizes",
    "of_which",
    "time_names",
    "time_papers",
    "time_daily",
    "time_reports",
    "time_only",
)


@cache
def verbs_behind_names() -> tuple[str, ...]:
    """Verbs that end a name in running text; those of one syllable are parts of nouns, too."""
    words = vocabulary()
    return (*words.verbs, *(verb for verb in words.asking if " " in verb))


@cache
def vocabulary() -> Vocabulary:
    """Read the file that stands beside this module."""
    text = _FILE.read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  (safe, either of them)
    return Vocabulary(
        **{name: tuple(raw[name]) for name in _LISTS},
        units=tuple(
            UnitForms(code=each["code"], kind=UnitKind(each["kind"]), forms=tuple(each["forms"]))
            for each in raw["units"]
        ),
        heads={word: UnitKind(kind) for word, kind in raw["heads"].items()},
        internal=frozenset(map(UnitKind, raw["internal"])),
        restricted=frozenset(map(UnitKind, raw["restricted"])),
        groups=_kinds(raw["groups"]),
        groups_alone=_kinds(raw["groups_alone"]),
        columns={role: tuple(words) for role, words in raw["columns"].items()},
        roles={role: tuple(words) for role, words in raw["roles"].items()},
        sections={kind: tuple(words) for kind, words in raw["sections"].items()},
        whole_headings={role: tuple(words) for role, words in raw["whole_headings"].items()},
        events=tuple(DatedEvent(**each) for each in raw["events"]),
        numbers=NumberWords(
            counters=tuple(raw["counters"]),
            classifiers=tuple(raw["classifiers"]),
            parts=tuple(raw["parts"]),
            per_head=tuple(raw["per_head"]),
            levels=tuple(raw["levels"]),
            comparisons={name: tuple(words) for name, words in raw["comparisons"].items()},
            numbered={place: tuple(words) for place, words in raw["numbered"].items()},
            keeping=frozenset(raw["keeping"]),
        ),
        proposals=Proposals(
            indicator=Frequency(raw["proposals"]["indicator"]),
            duty=Frequency(raw["proposals"]["duty"]),
            scheme=tuple(map(_deliverable, raw["proposals"]["scheme"])),
            growth=tuple(raw["proposals"]["growth"]),
        ),
    )


def _kinds(raw: dict[str, list[str]]) -> dict[str, tuple[UnitKind, ...]]:
    return {noun: tuple(map(UnitKind, kinds)) for noun, kinds in raw.items()}


def _deliverable(raw: dict[str, Any]) -> DeliverableDraft:
    due = None
    if "after" in raw:
        month, day = raw["after"]
        due = DueRule(
            after_month=month,
            after_day=day,
            working_days_after_issue=raw["working_days_after_issue"],
        )
    return DeliverableDraft(
        name=DeliverableName(raw["name"]),
        frequency=Frequency(raw["frequency"]),
        proposed=True,
        due=due,
    )


def longest_first(words: tuple[str, ...]) -> list[str]:
    """Order alternatives of a pattern so that the longest is tried first."""
    return sorted(words, key=len, reverse=True)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest tried first."""
    return "|".join(map(re.escape, longest_first(tuple(words))))
