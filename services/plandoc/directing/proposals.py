"""What a clause of a directing text proposes; nothing of it is taken without a person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.plandoc.directing.folding import Place


class Asking(StrEnum):
    """What a clause looks like: giao việc, yêu cầu số liệu, thông tin."""

    ORDER = "order"
    FIGURE = "figure"
    INFORMATION = "information"


class SpokenRhythm(StrEnum):
    """How often an order recurs: hằng tuần, hằng tháng, hằng quý."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadUnit:
    """Đơn vị đọc được: its code and the words that name it; `inherited` from a clause above."""

    code: str
    read_at: Place
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDay:
    """Ngày đọc được: the last day that lies inside of the words."""

    on: date
    read_at: Place
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWords:
    """Chữ đọc được: what is to be made, or what figure is asked for, in the text's own words."""

    words: str
    read_at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRepeat:
    """Nhịp đọc được: how often, on which day, until when.

    `weekday` counts from 0 (Monday) for what is weekly; `day` is of the month, for what is
    quarterly of the month `month` (1 to 3) of the quarter; None is what the words do not say.
    """

    rhythm: SpokenRhythm
    read_at: Place
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseDoubt:
    """Điều chưa chắc: a Vietnamese sentence and the words that it speaks of."""

    code: str
    sentence: str
    read_at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseProposal:
    """Đề xuất cho một ý: what it asks for and why we think so, who, by when, and what is unsure.

    `suggested` is a day for words that are none ("cuối quý"): shown, never taken by itself.
    """

    asks: Asking
    reason: str
    lead: ReadUnit | None = None
    supporters: tuple[ReadUnit, ...] = ()
    due: ReadDay | None = None
    suggested: ReadDay | None = None
    repeats: ReadRepeat | None = None
    product: ReadWords | None = None
    figure: ReadWords | None = None
    doubts: tuple[ClauseDoubt, ...] = ()


def doubt_at(words: str, place: Place, code: str, said: str) -> ClauseDoubt:
    """A doubt about these words: they are quoted, and `said` goes on with the sentence."""
    quoted = " ".join(words[place[0] : place[1]].split())
    return ClauseDoubt(code=code, sentence=f"“{quoted}” {said}.", read_at=place)


def moved(proposal: ClauseProposal, to: Callable[[Place], Place]) -> ClauseProposal:
    """The same proposal with each of its places moved: from a clause to the text, and so on."""

    def unit(each: ReadUnit) -> ReadUnit:
        return replace(each, read_at=to(each.read_at))

    def day(each: ReadDay | None) -> ReadDay | None:
        return each and replace(each, read_at=to(each.read_at))

    def words(each: ReadWords | None) -> ReadWords | None:
        return each and replace(each, read_at=to(each.read_at))

    repeats = proposal.repeats
    return replace(
        proposal,
        lead=proposal.lead and unit(proposal.lead),
        supporters=tuple(map(unit, proposal.supporters)),
        due=day(proposal.due),
        suggested=day(proposal.suggested),
        repeats=repeats and replace(repeats, read_at=to(repeats.read_at)),
        product=words(proposal.product),
        figure=words(proposal.figure),
        doubts=tuple(replace(each, read_at=to(each.read_at)) for each in proposal.doubts),
    )
