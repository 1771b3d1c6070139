"""`dondoc plan check`: a document or a plan file, read without any server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.settings import SettingsError
from services.domain.errors import Refusal
from services.domain.plan_document.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.reading.report import as_json, as_lines, reading_of
from services.plandoc.sources.docx_package import MOST_BYTES
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import SourceDocument
from services.planyaml.draft_yaml import write_draft
from services.planyaml.problems import PlanFileError
from services.planyaml.yaml_plan import read_plan
from services.scoring.expected import ExpectedReading
from services.scoring.expected_yaml import read_expected
from services.scoring.reading_score import score
from services.scoring.score_report import score_json, score_lines

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the command prints: the report for programs, the lines for people, how many errors."""

    report: dict[str, Any]
    lines: tuple[str, ...]
    errors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What the score prints; `exact` where nothing is missed, otherwise read or invented."""

    report: dict[str, Any]
    lines: tuple[str, ...]
    exact: bool


class ExpectedFileInvalid(Refusal):
    """The file that says what is expected of a reading cannot be used; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__("expected-file", sentence)


def score_plan(file: Path, expected: Path) -> Scored:
    """Read a file and compare it with what is expected of it.

    Raises ExpectedFileInvalid where that file is wrong, and whatever `check_plan` raises.
    """
    wanted = _expected(expected)
    document, reading = _read(file)
    scored = score(wanted, reading, document)
    return Scored(
        report=score_json(scored),
        lines=tuple(score_lines(scored)),
        exact=not scored.shortfalls,
    )


def check_plan(file: Path, draft: Path | None) -> Checked:
    """Read a file and, where asked, write its draft.

    Raises DocumentError or PlanFileError where it cannot be read, SettingsError where the draft
    cannot be written.
    """
    _, reading = _read(file)
    lines = list(as_lines(reading))
    if draft is not None:
        _write(draft, write_draft(reading))
        lines.append(f"\nĐã ghi bản nháp vào {draft}.")
    return Checked(report=as_json(reading), lines=tuple(lines), errors=len(reading.errors))


def _read(file: Path) -> tuple[SourceDocument | None, Reading]:
    """The document (none for a plan file) and what was read in it."""
    content = _content(file)
    if file.suffix.lower() in _YAML:
        return None, reading_of(read_plan(content, file.name))
    document = read_source(content, file.name)
    return document, read_document(document)


def _expected(file: Path) -> ExpectedReading:
    try:
        return read_expected(_content(file), file.name)
    except (PlanFileError, SettingsError) as problem:
        raise ExpectedFileInvalid(str(problem)) from problem


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            # One byte more than any reader takes: a huge file is refused without being read.
            return source.read(MOST_BYTES + 1)
    except OSError as problem:
        raise SettingsError(f"Không mở được tệp {file}. Kiểm tra quyền đọc tệp.") from problem


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as problem:
        raise SettingsError(f"Tệp {file} đã có. Chọn tên khác để không mất bản cũ.") from problem
    except OSError as problem:
        raise SettingsError(f"Không ghi được tệp {file}. Kiểm tra thư mục.") from problem
