"""The words of the pages about work programmes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from api.labels import words
from services.domain.assignment.terms import period_or_code
from services.domain.instants import written_day
from services.domain.programme.findings import ProgrammeFinding
from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import (
    PRESENTED_TO,
    ROW_RESULTS,
    ProgrammeFindingKind,
    RowState,
)
from services.queries.programme_candidates import AT_MOST
from services.queries.programme_views import ProgrammeLine, ProgrammePage, ProgrammeRowLine

ALL_PRESENTED_TO: Final = PRESENTED_TO
period = period_or_code
WITHHELD: Final = "Chế độ mật: nội dung không hiển thị"
ERASED: Final = "(nội dung đã xóa)"
_WEEK: Final = timedelta(days=6)
MOST_CANDIDATES: Final = AT_MOST
FEW_ROWS: Final = 6  # of a finding: each has a link of its own


def name(code: str) -> str:
    """A programme by its period."""
    return f"Chương trình công tác {period_or_code(code)}"


def days(of: ProgrammePeriod) -> str:
    """From its first day to its last."""
    return f"{written_day(of.first_on)} – {written_day(of.last_on)}"


def state_in_list(line: ProgrammeLine, today: date) -> str:
    """How a programme of the list stands."""
    return _state(
        closed=line.closed, signed=line.signed, over=today > line.closes_on, by=line.closes_on
    )


def state(programme: Programme, today: date) -> str:
    """How a programme stands: its registration, its composition, in force, its result."""
    over = programme.registration_closed_at is not None or today > programme.closes_on
    return _state(
        closed=programme.closed, signed=programme.signed, over=over, by=programme.closes_on
    )


def _state(*, closed: bool, signed: bool, over: bool, by: date) -> str:
    if closed:
        return "Đã tổng kết"
    if signed:
        return "Đã ký ban hành"
    if over:
        return f"Đang lập; hết hạn đăng ký ngày {written_day(by)}"
    return f"Đang đăng ký đến hết ngày {written_day(by)}"


def unit_list(codes: Sequence[str], units: Mapping[str, str]) -> str:
    """Units by their names, in one line."""
    return "; ".join(units.get(code, code) for code in codes)


def finding(found: ProgrammeFinding) -> str:
    """What collides, in a sentence, with the rows by their numbers."""
    rows = rows_named(found.rows)
    match found.kind:
        case ProgrammeFindingKind.SAME_PRODUCT:
            return f"{rows} trùng nội dung hoặc cùng một việc."
        case ProgrammeFindingKind.TWO_SITTINGS:
            return f"{rows} họp cùng ngày, cùng giờ, do cùng một lãnh đạo chủ trì."
        case ProgrammeFindingKind.HEAVY_WEEK:
            week = _week(found.week_from)
            return f"Tuần {week} dồn {len(found.rows)} dòng so với các tuần khác: {_lower(rows)}."
        case ProgrammeFindingKind.REST_DAY:
            return f"{rows} có thời hạn vào ngày nghỉ."
        case ProgrammeFindingKind.AFTER_SUPERIOR:
            return f"{rows} có thời hạn sau hạn của cấp trên."


def _week(monday: date | None) -> str:
    return f"{written_day(monday)} – {written_day(monday + _WEEK)}" if monday else ""


def rows_named(rows: Sequence[int]) -> str:
    """Rows by the numbers under which they were registered: these never change."""
    return f"Dòng {', '.join(map(str, rows))}"


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def when(row: ProgrammeRow) -> str:
    """The last day, with the hour where there is a sitting."""
    day = written_day(row.terms.due_on)
    return f"{row.terms.sits_at} ngày {day}" if row.terms.sits_at else day


def changes(row: ProgrammeRow) -> tuple[str, ...]:
    """What makes a row another one than was registered or signed first."""
    return tuple(_changes(row))


def _changes(row: ProgrammeRow) -> Iterator[str]:
    if row.from_period is not None:
        yield f"Từ chương trình {period_or_code(row.from_period)} chuyển sang"
    if row.added:
        yield "Bổ sung sau khi ký"
    if row.moved and row.planned_on is not None and row.planned_on != row.terms.due_on:
        yield f"Đã điều chỉnh thời hạn, ban đầu {written_day(row.planned_on)}"


def gone(row: ProgrammeRow) -> str:
    """Why a row is no part of the programme any more."""
    match row.state:
        case RowState.WITHDRAWN:
            return "Đơn vị đã rút"
        case RowState.STRUCK:
            return "Không đưa vào chương trình"
        case RowState.MERGED:
            return f"Đã gộp vào dòng {row.merged_into}"
        case RowState.DROPPED:
            return "Đã đưa ra khỏi chương trình"
        case RowState.CARRIED:
            return f"Đã chuyển sang chương trình {period_or_code(row.carried_to or '')}"
        case RowState.KEPT:
            return "Còn trong chương trình"


def content(line: ProgrammeRowLine) -> str:
    """The words of a row, or why they are not there."""
    if line.withheld:
        return WITHHELD
    return line.content or ERASED


def status(line: ProgrammeRowLine) -> str:
    """The result at the end of the period, else how its task stands today; blank without one."""
    if line.result is not None:
        said = ROW_RESULTS[line.result]
        return said[:1].upper() + said[1:]
    return words.BOXES[line.status] if line.status is not None else ""


def parts_once(page: ProgrammePage) -> tuple[tuple[str, tuple[ProgrammeRowLine, ...]], ...]:
    """The rows of the shorter periods, each under its own one, each work in one place only."""
    seen = {line.row.work for line in page.rows if line.row.work}
    shown: list[tuple[str, tuple[ProgrammeRowLine, ...]]] = []
    for code, lines in page.parts.items():
        fresh: list[ProgrammeRowLine] = []
        for line in lines:
            if line.row.work and line.row.work in seen:
                continue
            if line.row.work:
                seen.add(line.row.work)
            fresh.append(line)
        shown.append((code, tuple(fresh)))
    return tuple(shown)


def dated(programme: Programme) -> str:
    """The day of the paper as papers write it: what is below ten with a nought, and two months."""
    if programme.signature is None:
        return f"ngày ... tháng ... năm {programme.period.first_on.year}"
    day = programme.signature.paper.dated_on
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"  # noqa: PLR2004  (Nghị định 30/2020)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def paper_name(code: str) -> str:
    """The period in the heading of the paper, in words: tháng 12 năm 2026."""
    return period_or_code(code).replace("/", " năm ")


def note_on_paper(line: ProgrammeRowLine) -> str:
    """What stands in the last column of the paper: what was changed since, and the note."""
    return ". ".join([*changes(line.row), *filter(None, [line.note])])
