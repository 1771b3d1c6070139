"""Times of duties that the product has no period for, or that lack their year."""

from collections.abc import Iterator

from services.domain.plan_document.reading import ReadFinding
from services.plandoc.findings.noting import DOUBT, finding, quote
from services.plandoc.items.timing import timing_of
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.rhythm import RhythmKind

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
    RhythmKind.NO_YEAR: (
        "day-without-year",
        "“{words}” không nói năm nào nên không biết hạn là ngày nào.",
        "Chưa lấy làm hạn.",
    ),
}


def times(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A rhythm of weeks or days, other days of a rhythm, a day whose year nothing says."""
    for duty in read.duties:
        for each in timing_of(duty.rhythms).unkept:
            code, sentence, assumed = _SAID[each.kind]
            yield finding(
                code,
                DOUBT,
                items=(duty.code,),
                subject=(duty.text[:80], each.words),
                quotes=[quote(duty.entry, duty.text)],
                sentence=sentence.format(words=each.words),
                assumed=assumed,
            )
