"""The words of a line of evidence: the page, the printed sheet and the workbook say the same."""

from dataclasses import dataclass, fields
from typing import Final
from uuid import UUID

from api.appraisal import contest_words, reading_words
from api.labels import phrases, titles, words
from services.domain import numerals
from services.domain.instants import day_of, written_day
from services.domain.task.appraisal import CountedReturn, Lateness
from services.domain.task.appraisal_lines import AppraisalLine
from services.domain.task.appraised_causes import ClaimedCause
from services.domain.task.appraised_contributions import ContributionLateness, CountedTo
from services.domain.task.cause_claims import claimed_for
from services.domain.task.lateness import OfficialStatus
from services.domain.task.owners import OwnedBy, Owner
from services.domain.task.terms import GROUNDS
from services.queries.appraisal_views import Appraisal, AppraisalRow

NO_SCORE: Final = (
    "Trang này chỉ nêu bằng chứng, không tính và không lưu điểm. Điểm do người có thẩm quyền chấm "
    "theo nghị định."
)
NOBODY: Final = "Chưa có người"
DONE_UNDATED: Final = "Hoàn thành, việc không thời hạn"
_OWNED: Final = {
    OwnedBy.NAMED: "",
    OwnedBy.SENT: " (người gửi báo cáo; lúc gửi chưa giao cho ai trong đơn vị)",
    OwnedBy.EXPECTED: " (được giao, chưa gửi báo cáo)",
    OwnedBy.NOBODY: "",
}
_NOT_GIVEN: Final = "chưa gửi hoặc chưa được duyệt"
# What became of a late contribution: why its days are counted to that day.
_COUNTED_TO: Final = {
    CountedTo.GIVEN: "đã gửi, tính ngày {on}",
    CountedTo.WAIVED: "được miễn từ ngày {on}",
    CountedTo.ENDED: f"{_NOT_GIVEN} khi việc kết thúc ngày {{on}}",
    CountedTo.SUSPENDED: f"{_NOT_GIVEN} khi việc tạm dừng ngày {{on}}",
    CountedTo.TODAY: _NOT_GIVEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """One line in words; the names of the fields are the columns, in their order."""

    task: str
    unit: str
    official: str
    due: str
    counted: str
    status: str
    status_by_original: str
    late: str
    contributions: str
    returns: str
    causes: str
    contests: str
    readings: str


COLUMNS: Final = {
    "task": "Sản phẩm (việc)",
    "unit": "Đơn vị",
    "official": "Cán bộ",
    "due": "Hạn",
    "counted": "Trong kỳ",
    "status": "Theo hạn hiện hành",
    "status_by_original": "Theo hạn gốc",
    "late": "Chậm",
    "contributions": "Phối hợp chậm",
    "returns": "Trả lại",
    "causes": "Nguyên nhân khách quan",
    "contests": "Đề nghị xem lại",
    "readings": "Hai cách đọc nghị định",
}


# The columns of the page that have no other beside them in one cell.
EACH: Final = ("late", "contributions", "returns", "causes", "contests", "readings")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLink:
    """A fact behind a line, and where it stands in the log."""

    said: str
    position: int


def cells(line: LineWords) -> tuple[str, ...]:
    """The words in the order of the columns."""
    return tuple(getattr(line, each.name) for each in fields(line))


def line_words(row: AppraisalRow, found: Appraisal) -> LineWords:
    """A row as the page and the workbook say it."""
    line = row.line
    product = line.product
    status = _status(row, product.status)
    if product.awaits_extension:
        status += "; chờ trả lời đề nghị gia hạn nên chưa ghi nhận quá hạn"
    return LineWords(
        task=titles.named(row.task),
        unit=unit(line.owner.unit, found),
        official=official(line.owner, found),
        due=_due(row),
        counted=_counted(line),
        status=status,
        status_by_original=_status(row, product.status_by_original),
        late=_late(line.lateness),
        contributions="; ".join(_contribution(each) for each in line.contributions) or "Không",
        returns="; ".join(_return(each) for each in line.returns) or "Không",
        causes="; ".join(_cause(each, found) for each in line.causes) or "Không",
        contests=contest_words.contests(row, found),
        readings=reading_words.readings(row),
    )


def unit(code: str, found: Appraisal) -> str:
    """A unit by its official name."""
    return found.units.get(code, code)


def name(person_id: UUID | None, found: Appraisal) -> str:
    """An official by name."""
    return NOBODY if person_id is None else found.people.get(person_id, words.ERASED)


def official(owner: Owner, found: Appraisal) -> str:
    """Whose line it is, and why where nobody had named them."""
    return name(owner.person_id, found) + _OWNED[owner.by]


def facts_of(row: AppraisalRow) -> tuple[FactLink, ...]:
    """The facts behind a line; none where the task's page does not exist for the viewer."""
    line = row.line
    known: list[tuple[str, int | None]] = []
    if line.is_confirmed:
        known.append(("Xác nhận hoàn thành", line.product.confirmed_at))
    if line.lateness is not None:
        known.append(("Quá hạn đã ghi", line.lateness.position))
    known += [("Phối hợp chậm đã ghi", each.position) for each in line.contributions]
    known += [(f"Trả lại bản {each.submission}", each.position) for each in line.returns]
    for cause in line.causes:
        known.append((f"Nêu nguyên nhân (đề nghị {cause.claim.number})", cause.claimed_at))
        known.append((f"Trả lời đề nghị {cause.claim.number}", cause.answered_at))
    for each in line.contests:
        number = each.contest.number
        known.append((f"Đề nghị xem lại {number}", each.asked.position))
        answer = each.answered
        known.append((f"Trả lời xem lại {number}", answer.position if answer else None))
    if not row.opens:
        return ()
    return tuple(FactLink(said=said, position=at) for said, at in known if at is not None)


def _status(row: AppraisalRow, status: OfficialStatus) -> str:
    """The official words; what was finished without a day was neither in time nor late."""
    if row.task.due is None and status is OfficialStatus.DONE_IN_TIME:
        return DONE_UNDATED
    return words.BOXES[status]


def _due(row: AppraisalRow) -> str:
    due = row.task.due
    if due is None:
        return phrases.NO_DUE_DAY
    if due.on == due.original:
        return written_day(due.on)
    return f"{written_day(due.on)} (hạn gốc {written_day(due.original)})"


def _counted(line: AppraisalLine) -> str:
    said = [
        *(["đến hạn"] if line.is_due else []),
        *(["được xác nhận"] if line.is_confirmed else []),
    ]
    return ", ".join(said).capitalize() or "Không tính sản phẩm, chỉ có việc ghi nhận"


def _late(late: Lateness | None) -> str:
    if late is None:
        return "Không"
    days = _days_late(late.working_days)
    said = f"{days} (hạn {written_day(late.since_on)}, tính đến {written_day(late.until_on)})"
    return said if late.position is not None else f"{said}; chưa ghi vào sổ"


def _days_late(working_days: int | None) -> str:
    if working_days is None:
        return "Chậm; chưa có lịch nghỉ của năm để đếm ngày"
    if working_days == 0:
        return "Chậm, chưa qua ngày làm việc nào"
    return f"{numerals.count(working_days)} ngày làm việc"


def _contribution(late: ContributionLateness) -> str:
    days = _days_late(late.working_days)
    span = f"hạn {written_day(late.due_on)}, tính đến {written_day(late.until_on)}"
    return f"{days} ({span}); {_COUNTED_TO[late.counted_to].format(on=written_day(late.until_on))}"


def _return(each: CountedReturn) -> str:
    return f"Bản {each.submission}: {GROUNDS[each.ground].lower()}, {written_day(each.on)}"


def _cause(cause: ClaimedCause, found: Appraisal) -> str:
    claim = cause.claim
    what = f"Về {claimed_for(claim.matter)}"
    if claim.answer is None:
        return f"{what}: đã nêu {written_day(day_of(claim.made_at))}, chưa được trả lời"
    how = "được xác nhận" if claim.answer.confirmed else "không được xác nhận"
    by = name(claim.answer.person_id, found)
    return f"{what}: {how}, {by}, {written_day(day_of(claim.answer.answered_at))}"
