"""Times of duties and indicators that the product has no period for, or that lack their year."""

from collections.abc import Iterator

from services.domain.instants import written_day
from services.domain.plan_document.reading import ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, finding, quote
from services.plandoc.items.times import is_whole_period
from services.plandoc.items.timing import timing_of
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.rhythm import Rhythm, RhythmKind

_SAID = {
    RhythmKind.UNOFFERED: (
        "rhythm-unoffered",
        "“{words}” là nhịp báo cáo mà phần mềm không có kỳ tương ứng.",
        "Không nhắc theo nhịp này; hãy tự theo dõi hoặc chọn một kỳ khác.",
    ),
    RhythmKind.EVERY: (
        "rhythm-other-days",
        "“{words}” đặt thêm hạn khác cho một kỳ đã có hạn.",
        "Lấy hạn ghi trước.",
    ),
    RhythmKind.WEEK: (
        "week-of-month",
        "“{words}” là một tuần, không nói ngày nào là hạn.",
        "Lấy ngày {day} làm hạn: mỗi tuần bảy ngày, tính từ ngày 01 của tháng.",
    ),
    RhythmKind.PHASE: (
        "years-unclear",
        "“Giai đoạn {words}” có thể là thời gian thực hiện, cũng có thể thuộc một tên gọi.",
        "Chưa lấy làm thời gian thực hiện.",
    ),
    RhythmKind.ONE_HALF: (
        "half-year-one-day",
        "“{words}” chỉ nói hạn của một trong hai kỳ báo cáo trong năm.",
        "Lấy cùng ngày ấy, cách sáu tháng, làm hạn của kỳ kia; hãy sửa nếu khác.",
    ),
    RhythmKind.NO_YEAR: (
        "day-without-year",
        "“{words}” không nói năm nào nên không biết hạn là ngày nào.",
        "Chưa lấy làm hạn.",
    ),
}


def times(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A rhythm of weeks or days, other days of a rhythm, a day whose year nothing says."""
    for duty in read.duties:
        said = quote(duty.entry, duty.text)
        yield from _asked(duty.rhythms, duty.code, duty.text, said, read.head.period)
    for each in read.indicators:
        if each.paragraph is not None:
            text, said = each.paragraph.text, quote(each.paragraph.entry)
            yield from _asked(each.rhythms, each.code, text, said, read.head.period)


def _asked(
    rhythms: tuple[Rhythm, ...],
    code: str,
    text: str,
    said: SentenceQuote,
    period: tuple[int, int] | None,
) -> Iterator[ReadFinding]:
    for each in timing_of(rhythms).unkept:
        if each.kind is RhythmKind.PHASE and not _within(each, period):
            continue
        kind, sentence, assumed = _SAID[each.kind]
        yield finding(
            kind,
            DOUBT,
            items=(code,),
            subject=(text[:80], each.words),
            quotes=[said],
            sentence=sentence.format(words=each.words),
            assumed=assumed.format(day=written_day(each.last_day) if each.last_day else ""),
        )


def _within(rhythm: Rhythm, period: tuple[int, int] | None) -> bool:
    """Whether years are a part of the plan's: other years are a name, and so are its own."""
    if period is None or rhythm.first_day is None or rhythm.last_day is None:
        return True
    inside = period[0] <= rhythm.first_day.year and rhythm.last_day.year <= period[1]
    return inside and not is_whole_period(rhythm, period)
