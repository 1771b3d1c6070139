"""`dondoc plan check --score`: a reading beside what a careful reader expects of the document."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.cli.plan_check import content_of, read_file
from infra.errors import SettingsError
from services.domain.errors import Refusal
from services.planyaml.problems import PlanFileError
from services.scoring.expected import ExpectedReading
from services.scoring.expected_yaml import read_expected
from services.scoring.reading_score import score
from services.scoring.score_report import score_json, score_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What the score prints; `exact` where nothing is missed, read otherwise or invented."""

    report: dict[str, Any]
    lines: tuple[str, ...]
    exact: bool


class ExpectedFileInvalid(Refusal):
    """The file that says what is expected of a reading cannot be used; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__("expected-file", sentence)


def score_plan(file: Path, expected: Path) -> Scored:
    """Read a file and compare it with what is expected of it.

    Raises ExpectedFileInvalid where the expected file is wrong, and whatever `read_file` raises.
    """
    wanted = _expected(expected)
    document, reading = read_file(file)
    scored = score(wanted, reading, document)
    return Scored(
        report=score_json(scored),
        lines=tuple(score_lines(scored)),
        exact=not scored.shortfalls,
    )


def _expected(file: Path) -> ExpectedReading:
    try:
        return read_expected(content_of(file), file.name)
    except (PlanFileError, SettingsError) as problem:
        raise ExpectedFileInvalid(str(problem)) from problem
