"""`dondoc plan check`: a document or a plan file, read without any server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from infra.errors import SettingsError
from services.domain.instants import written_day
from services.domain.plan.past_work import PastWork, past_work
from services.domain.plan_document.reading import Reading
from services.plandoc.reading.coverage import coverage_lines
from services.plandoc.reading.reader import read_document
from services.plandoc.reading.report import as_json, as_lines, reading_of
from services.plandoc.sources.docx_changes import Tracked
from services.plandoc.sources.docx_package import MOST_BYTES
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import SourceDocument
from services.planyaml.draft_yaml import write_draft
from services.planyaml.yaml_plan import read_plan

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the command prints: the report for programs, the lines for people, how many errors."""

    report: dict[str, Any]
    lines: tuple[str, ...]
    errors: int


def check_plan(
    file: Path,
    draft: Path | None,
    *,
    coverage: bool = False,
    tracked: str = Tracked.ACCEPTED,
    active_from: date | None = None,
) -> Checked:
    """Read a file and, where asked, write its draft; `coverage` prints the document itself.

    `tracked` says how the tracked changes of a Word file are read. With `active_from` it is also
    said which days would be past on that day.

    Raises DocumentError or PlanFileError where it cannot be read, SettingsError where the draft
    cannot be written.
    """
    _, reading = read_file(file, Tracked(tracked))
    lines = list(coverage_lines(reading.pieces) if coverage else as_lines(reading))
    report = as_json(reading)
    if active_from is not None:
        past = past_work(reading.draft, active_from)
        lines += past_lines(past, active_from)
        report["past_work"] = [
            {"item": each.item.code, "days": [on.isoformat() for on in each.days]} for each in past
        ]
    if draft is not None:
        _write(draft, write_draft(reading))
        lines.append(f"\nĐã ghi bản nháp vào {draft}.")
    return Checked(report=report, lines=tuple(lines), errors=len(reading.errors))


def past_lines(past: Sequence[PastWork], active_from: date) -> Iterator[str]:
    """What becomes of work whose day is past when the plan comes into force."""
    if not past:
        return
    yield f"\nHạn đã qua trước ngày bắt đầu giao việc {written_day(active_from)}: {len(past)} mục."
    for each in past:
        yield f"- {each.item.code} ({each.item.section}) {each.item.title}: {each.sentence}."
        yield f"    {each.assumed}"


def read_file(
    file: Path, tracked: Tracked = Tracked.ACCEPTED
) -> tuple[SourceDocument | None, Reading]:
    """Read a file: the document (none for a plan file) and what stands in it.

    Raises DocumentError or PlanFileError where it cannot be read.
    """
    content = content_of(file)
    if file.suffix.lower() in _YAML:
        return None, reading_of(read_plan(content, file.name))
    document = read_source(content, file.name, tracked)
    return document, read_document(document)


def content_of(file: Path) -> bytes:
    """The bytes of a file; raises SettingsError where it cannot be opened."""
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
