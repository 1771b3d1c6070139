"""The counts of the evidence in words: each of the three groups of work apart, and no sum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from api.appraisal import labels
from api.labels import count_groups, words
from services.domain import numerals
from services.domain.task.appraisal_lines import Tally
from services.domain.task.births import CountGroup
from services.domain.task.terms import GROUNDS
from services.queries.appraisal_views import Appraisal, AppraisalCount, AppraisalGroup

NO_DUE: Final = "Không đủ dữ liệu: không có sản phẩm đến hạn trong kỳ"
# What has no day is never due and never late: such a count does not exist of it.
NOT_COUNTED: Final = "Không tính (không thời hạn)"
COUNTED_APART: Final = "Ba nhóm việc được đếm riêng, không cộng vào nhau."
NOTHING: Final = frozenset({"0", "0 (0)", "0 / 0 / 0"})  # a dash on the page
_NO_LINE: Final = "không có dòng nào"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWords:
    """The counts of a unit or an official in one group of work, in the order of the columns."""

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


# Counts by a due day: of work without one they do not exist.
_BY_DUE_DAY: Final = frozenset({"due", "in_time", "in_time_by_original", "undecided", "late"})


def cells(counts: CountWords) -> tuple[str, ...]:
    """The words in the order of the columns."""
    return tuple(getattr(counts, each.name) for each in fields(counts))


def count_columns(group: CountGroup) -> Mapping[str, str]:
    """The columns of counts that a group of work has, with their names."""
    undated = group is CountGroup.ASSIGNED_UNDATED
    return {
        key: said for key, said in COUNT_COLUMNS.items() if not (undated and key in _BY_DUE_DAY)
    }


def count_words(
    count: AppraisalCount, found: Appraisal, group: CountGroup, *, of_unit: bool = False
) -> CountWords:
    """The counts of a unit, or of one official, in a group, as page and workbook say them."""
    known = count_columns(group)
    said = {key: said if key in known else NOT_COUNTED for key, said in _counts(count.counts)}
    return CountWords(
        unit=labels.unit(count.unit, found),
        official="Cả đơn vị" if of_unit else labels.name(count.person_id, found),
        **said,
    )


def _counts(counts: Tally) -> Iterator[tuple[str, str]]:
    """Each count in words, by its column."""
    yield "due", numerals.count(counts.due)
    yield "confirmed", numerals.count(counts.confirmed)
    yield "in_time", share(counts.in_time, counts)
    yield "in_time_by_original", share(counts.in_time_by_original, counts)
    yield "undecided", numerals.count(counts.undecided)
    yield "late", _late_counts(counts)
    yield "contributions_late", numerals.count(counts.contributions_late)
    for ground in GROUNDS:
        yield ground.value, numerals.count(counts.returns[ground])
    yield (
        "causes",
        _of_each(counts.causes_claimed, counts.causes_confirmed, counts.causes_rejected),
    )
    yield (
        "contests",
        _of_each(counts.contests_open, counts.contests_accepted, counts.contests_rejected),
    )


def _of_each(*amounts: int) -> str:
    return " / ".join(numerals.count(amount) for amount in amounts)


def sum_words(group: AppraisalGroup) -> str:
    """What a group shows as a whole, in one line: its products, and those done in time."""
    if not group.found:
        return f"Nhóm này {_NO_LINE}."
    total = group.total
    if group.group is CountGroup.ASSIGNED_UNDATED:
        confirmed = numerals.count(total.confirmed)
        return f"Sản phẩm được xác nhận: {confirmed}. Không có hạn nên không tính đúng hạn, chậm."
    return (
        f"Sản phẩm đến hạn: {numerals.count(total.due)}. "
        f"Xong đúng hạn hiện hành: {share(total.in_time, total)}. "
        f"Xong đúng hạn gốc: {share(total.in_time_by_original, total)}. "
        f"Còn trong hạn, hoặc chờ trả lời gia hạn: {numerals.count(total.undecided)}."
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


def filters_of(found: Appraisal) -> str:
    """What is listed, for paper and workbook, in one sentence; each group with its own count."""
    which = found.which
    said = [f"Kỳ: {words.period(which.period.code)}"]
    said.append(
        f"Đơn vị: {labels.unit(which.unit, found) if which.unit else 'tất cả trong phạm vi'}"
    )
    whose = labels.name(which.person_id, found) if which.person_id else "tất cả trong phạm vi"
    groups = [f"{count_groups.NAMES[each.group]}: {lines_said(each)}" for each in found.groups]
    return ". ".join([*said, f"Cán bộ: {whose}", *groups])


def lines_said(group: AppraisalGroup) -> str:
    """How many lines a group has."""
    return f"{numerals.count(group.found)} dòng" if group.found else _NO_LINE
