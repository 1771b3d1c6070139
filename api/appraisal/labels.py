"""The words of a line of evidence: the page, the printed sheet and the workbook say the same."""

from dataclasses import dataclass, fields
from typing import Final
from uuid import UUID

from api.appraisal import contest_words, reading_words
from api.labels import titles, words
from services.domain import numerals
from services.domain.instants import day_of, written_day
from services.domain.task.appraisal import CountedReturn, Lateness
from services.domain.task.appraisal_lines import AppraisalLine, Tally
from services.domain.task.appraised_causes import ClaimedCause
from services.domain.task.appraised_contributions import ContributionLateness, CountedTo
from services.domain.task.cause_claims import claimed_for
from services.domain.task.owners import OwnedBy, Owner
from services.domain.task.terms import GROUNDS
from services.queries.appraisal_views import Appraisal, AppraisalCount, AppraisalRow

NO_SCORE: Final = (
    "Trang này chỉ nêu bằng chứng, không tính và không lưu điểm. Điểm do người có thẩm quyền chấm "
    "theo nghị định."
)
NO_DUE: Final = "Không đủ dữ liệu: không có sản phẩm đến hạn trong kỳ"
NOBODY: Final = "Chưa có người"
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
class CountWords:
    """The counts of a unit or an official in words, in the order of the columns."""

    unit: str
    official: str
    due: str
    confirmed: str
    in_time: str
    in_time_by_original: str
    undecided: str
    late: str
    contributions_late: str
    formal_gap: str
    supplement: str
    failed_content: str
    failed_quality: str
    causes: str
    contests: str


COUNT_COLUMNS: Final = {
    "unit": "Đơn vị",
    "official": "Cán bộ",
    "due": "Sản phẩm đến hạn",
    "confirmed": "Sản phẩm được xác nhận",
    "in_time": "Xong đúng hạn hiện hành",
    "in_time_by_original": "Xong đúng hạn gốc",
    "undecided": "Còn trong hạn, hoặc chờ trả lời gia hạn",
    "late": "Lần chậm (ngày làm việc)",
    "contributions_late": "Lần phối hợp chậm",
    **{ground.value: words_of for ground, words_of in GROUNDS.items()},
    "causes": "Nguyên nhân khách quan: nêu / xác nhận / không",
    "contests": "Đề nghị xem lại: đang chờ / được chấp nhận / không",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLink:
    """A fact behind a line, and where it stands in the log."""

    said: str
    position: int


def cells(line: LineWords | CountWords) -> tuple[str, ...]:
    """The words in the order of the columns."""
    return tuple(getattr(line, each.name) for each in fields(line))


def line_words(row: AppraisalRow, found: Appraisal) -> LineWords:
    """A row as the page and the workbook say it."""
    line = row.line
    product = line.product
    status = words.BOXES[product.status]
    if product.awaits_extension:
        status += "; chờ trả lời đề nghị gia hạn nên chưa ghi nhận quá hạn"
    return LineWords(
        task=titles.named(row.task),
        unit=unit(line.owner.unit, found),
        official=official(line.owner, found),
        due=_due(row),
        counted=_counted(line),
        status=status,
        status_by_original=words.BOXES[product.status_by_original],
        late=_late(line.lateness),
        contributions="; ".join(_contribution(each) for each in line.contributions) or "Không",
        returns="; ".join(_return(each) for each in line.returns) or "Không",
        causes="; ".join(_cause(each, found) for each in line.causes) or "Không",
        contests=contest_words.contests(row, found),
        readings=reading_words.readings(row),
    )


def count_words(count: AppraisalCount, found: Appraisal, *, of_unit: bool = False) -> CountWords:
    """The counts of a unit, or of one official, as the page and the workbook say them."""
    counts = count.counts
    return CountWords(
        unit=unit(count.unit, found),
        official="Cả đơn vị" if of_unit else name(count.person_id, found),
        due=numerals.count(counts.due),
        confirmed=numerals.count(counts.confirmed),
        in_time=share(counts.in_time, counts),
        in_time_by_original=share(counts.in_time_by_original, counts),
        undecided=numerals.count(counts.undecided),
        contributions_late=numerals.count(counts.contributions_late),
        late=_late_counts(counts),
        **{ground.value: numerals.count(counts.returns[ground]) for ground in GROUNDS},
        causes=(
            f"{numerals.count(counts.causes_claimed)} / {numerals.count(counts.causes_confirmed)}"
            f" / {numerals.count(counts.causes_rejected)}"
        ),
        contests=(
            f"{numerals.count(counts.contests_open)} / "
            f"{numerals.count(counts.contests_accepted)} / "
            f"{numerals.count(counts.contests_rejected)}"
        ),
    )


def _late_counts(counts: Tally) -> str:
    """How often, and in brackets how many days; days that are not known are not nought."""
    days = numerals.count(counts.days_late)
    if counts.late_uncounted:
        unknown = "chưa đủ lịch nghỉ để đếm"
        if counts.late_uncounted == counts.late:
            days = unknown
        else:
            days = f"{days}; {numerals.count(counts.late_uncounted)} lần {unknown}"
    return f"{numerals.count(counts.late)} ({days})"


def share(part: int, counts: Tally) -> str:
    """So many of the products due; without any it says so instead of a number."""
    if not counts.due:
        return NO_DUE
    return f"{numerals.count(part)} trên {numerals.count(counts.due)}"


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


def filters_of(found: Appraisal) -> str:
    """What is listed, in one sentence, for paper and workbook."""
    which = found.which
    said = [f"Kỳ: {words.period(which.period.code)}"]
    said.append(f"Đơn vị: {unit(which.unit, found) if which.unit else 'tất cả trong phạm vi'}")
    whose = name(which.person_id, found) if which.person_id else "tất cả trong phạm vi"
    return ". ".join([*said, f"Cán bộ: {whose}", f"{numerals.count(found.found)} dòng"])


def _due(row: AppraisalRow) -> str:
    due = row.task.due
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
