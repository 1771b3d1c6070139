"""Work that the plan wants by a day which was past when the plan itself was issued."""

from collections.abc import Iterator
from datetime import date

from services.domain.instants import written_day
from services.domain.plan_document.reading import ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, finding, quote
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.rhythm import Rhythm, RhythmKind
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain

_KEPT = (
    "Giữ trong mục nhưng không giao việc cho hạn đã qua. Nếu việc chưa xong, hãy ghi hạn mới khi "
    "kế hoạch được thực hiện."
)
_LEFT = "Không lấy làm hạn; vẫn mở mục để theo dõi phần việc còn lại."


def already_past(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A duty or an indicator with such a day, one finding for all of its days."""
    signed = _signed(read)
    if signed is None:
        return
    first_day = date(read.head.period[0], 1, 1) if read.head.period else date.min
    for duty in read.duties:
        said = quote(duty.entry, duty.text)
        yield from _past(duty.code, duty.text, duty.rhythms, said, (signed, first_day))
    for each in read.indicators:
        if each.paragraph is not None:
            text, said = each.paragraph.text, quote(each.paragraph.entry)
            yield from _past(each.code, text, each.rhythms, said, (signed, first_day))


def _past(
    code: str,
    text: str,
    rhythms: tuple[Rhythm, ...],
    said: SentenceQuote,
    since: tuple[date, date],
) -> Iterator[ReadFinding]:
    """`since` are the day of the plan and the first day of its years."""
    signed, first_day = since
    last_days = [each.last_day for each in rhythms if each.kind is RhythmKind.ONCE]
    days = sorted({day for day in (*last_days, _event_in(text)) if day and day < signed})
    if days:
        yield finding(
            "duty-in-past",
            DOUBT,
            items=(code,),
            subject=text[:120],
            quotes=[said],
            sentence=f"Hạn {', '.join(map(written_day, days))} đã qua khi kế hoạch được ban hành.",
            assumed=_KEPT if days[-1] >= first_day and days[-1] in last_days else _LEFT,
        )


def _signed(read: UnderstoodWords) -> date | None:
    """The day of the plan, or the first day that its unfinished date line still allows."""
    line = read.head.dated
    if line is None or line.year is None or line.month is None:
        return None
    try:
        return line.whole or date(line.year, line.month, 1)
    except ValueError:
        return None


def _event_in(text: str) -> date | None:
    """The day of a known event that the words name: an election has its day by law."""
    words = plain(text)
    named = (
        event.day
        for event in vocabulary().events
        if event.words in words and f"nhiệm kỳ {event.term}" in words
    )
    return next(named, None)
