"""What each clause of a directing text proposes: ask, lead, supporters, day, rhythm, doubts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from services.domain.calendar import Calendar
from services.plandoc.directing.asks import AskReading, ask_of, is_preamble
from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.day_forms import Moment
from services.plandoc.directing.days import DueReading, due_in
from services.plandoc.directing.folding import FoldedText, Place, fold
from services.plandoc.directing.leading import LeadReading, led_by
from services.plandoc.directing.products import product_in
from services.plandoc.directing.proposals import (
    Asking,
    ClauseDoubt,
    ClauseProposal,
    ReadDay,
    ReadRepeat,
    ReadUnit,
    ReadWords,
    doubt_at,
    moved,
)
from services.plandoc.directing.repeats import RepeatReading, repeat_in
from services.plandoc.directing.table_rows import (
    Columns,
    by_columns,
    columns_of,
    deadline_alone,
)
from services.plandoc.directing.unit_names import OrderUnit, UnitFinder
from services.plandoc.directing.unit_roles import UnitRole, roles_in

_MOST: Final = 6000  # letters of a clause that are read: no order of an office is longer
_ADDRESSED: Final = re.compile(r"Kính (?:gửi|chuyển)", re.IGNORECASE)
_WITHOUT: Final = {
    TextPart.HEAD: "phần đầu của văn bản",
    TextPart.SIGNATURE: "nơi nhận và chữ ký",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """What a clause says for those below it; its places are of the whole folded text."""

    depth: int
    is_heading: bool
    lead: ReadUnit | None
    due: ReadDay | None
    repeats: ReadRepeat | None
    doubts: tuple[ClauseDoubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one clause says by itself; its places are of its own words."""

    words: str
    begin: int
    who: LeadReading
    repeat: RepeatReading
    due: DueReading
    ask: AskReading


@dataclass(slots=True, kw_only=True)
class _Proposer:
    folded: FoldedText
    finder: UnitFinder
    moment: Moment
    today: date
    above: list[_Above] = field(default_factory=list)
    addressee: ReadUnit | None = None
    columns: Columns = field(default_factory=dict)

    def propose(self, clause: TextClause) -> ClauseProposal:
        begin, end = self.folded.at(clause.start), self.folded.at(clause.end)
        words = self.folded.words[begin : min(end, begin + _MOST)]
        if clause.kind in _WITHOUT:
            self._learn_addressee(clause, words, begin)
            return ClauseProposal(asks=Asking.INFORMATION, reason=_WITHOUT[clause.kind])
        while self.above and self.above[-1].depth >= clause.depth:
            self.above.pop()
        heading = columns_of(words) if "\t" in words else None
        if heading is not None:
            self.columns = heading
            return ClauseProposal(asks=Asking.INFORMATION, reason="tiêu đề của bảng")
        read = self._read(clause, words, begin)
        proposal = self._proposal(clause, read, cut=end - begin > _MOST)
        return _placed(proposal, self.folded)

    def _learn_addressee(self, clause: TextClause, words: str, begin: int) -> None:
        """Whom the paper is sent to, where that is one unit."""
        addressed = _ADDRESSED.search(words)
        if clause.kind is not TextPart.HEAD or addressed is None:
            return
        named = [each for each in self.finder.named(words) if each.start >= addressed.end()]
        if len(named) == 1 and len(named[0].codes) == 1:
            place = begin + named[0].start, begin + named[0].end
            self.addressee = ReadUnit(code=named[0].codes[0], read_at=place, inherited=True)

    def _read(self, clause: TextClause, words: str, begin: int) -> _Read:
        start = len(words) - len(words.lstrip())
        if clause.mark and words.startswith(clause.mark, start):
            start += len(clause.mark)
        named = list(self.finder.named(words))
        roles = roles_in(words, named, start, len(words))
        if "\t" not in words:
            self.columns = {}
        elif self.columns:
            roles = list(by_columns(words, roles, self.columns))
        who = led_by(words[start:].rjust(len(words)), roles, self.finder.units)
        repeat = repeat_in(words, self.moment)
        mark = (0, start)
        dated = deadline_alone(words, self.columns) or words
        due = due_in(dated, (mark, *repeat.taken), self.moment, self.today)
        if clause.kind is TextPart.HEADING and (is_preamble(words) or not due.firm):
            due = DueReading()  # a heading dates what stands below it only by a limit
        listed = any(each.lead for each in self.above if each.is_heading)
        joins = any(each.role is UnitRole.SUPPORT for each in roles)
        ask = ask_of(
            words[start:].rjust(len(words)),
            given=who.given,
            timed=due.firm or repeat.repeat is not None,
            dated=bool(due.due or due.doubts or repeat.doubts),
            listed=listed or joins,
        )
        return _Read(words=words, begin=begin, who=who, repeat=repeat, due=due, ask=ask)

    def _proposal(self, clause: TextClause, read: _Read, *, cut: bool) -> ClauseProposal:
        heading = clause.kind is TextPart.HEADING
        dated = read.due.firm or read.repeat.repeat is not None
        only_heads = heading and not (read.who.given and dated)
        asks = Asking.INFORMATION if only_heads else read.ask.asks
        reason = "đề mục của các ý bên dưới" if only_heads else read.ask.reason
        said = _shifted(
            ClauseProposal(
                asks=asks,
                reason=reason,
                lead=read.who.lead,
                supporters=read.who.supporters,
                due=read.due.due,
                suggested=read.due.suggested,
                repeats=read.repeat.repeat,
                product=_words_at(read.words, product_in(read.words)),
                figure=_words_at(read.words, read.ask.figure),
                doubts=(*read.who.doubts, *read.repeat.doubts, *read.due.doubts),
            ),
            read.begin,
        )
        taken = self._with_inherited(said, read) if asks is not Asking.INFORMATION else said
        self.above.append(
            _Above(
                depth=clause.depth,
                is_heading=heading,
                lead=taken.lead,
                due=taken.due if heading else None,
                repeats=said.repeats if heading else None,
                doubts=said.doubts,
            )
        )
        if asks is Asking.INFORMATION and not heading:
            return ClauseProposal(asks=asks, reason=reason)
        return _with_cut(taken, read.begin) if cut else taken

    def _with_inherited(self, said: ClauseProposal, read: _Read) -> ClauseProposal:
        """The same with what the clauses above say: the lead, and when a heading says it."""
        doubts = list(said.doubts)
        lead, due = said.lead, said.due
        if lead is None and not read.who.given:
            lead = self._lead_above(doubts)
        if due is None and said.repeats is None and said.suggested is None and not read.due.doubts:
            due = self._due_above(doubts)
        if lead is None and not read.who.given:
            sentence = "Ý này không nêu đơn vị nào chủ trì."
            place = read.begin, read.begin + len(read.words.rstrip())
            doubts.append(ClauseDoubt(code="no-lead", sentence=sentence, read_at=place))
        if due is not None and said.repeats is not None:
            sentence = "Ý này vừa có nhịp lặp lại, vừa có một hạn riêng: có thể là hai việc."
            doubts.append(
                ClauseDoubt(code="rhythm-and-day", sentence=sentence, read_at=due.read_at)
            )
        supporters = tuple(each for each in said.supporters if not lead or each.code != lead.code)
        return replace(said, lead=lead, due=due, supporters=supporters, doubts=tuple(doubts))

    def _lead_above(self, doubts: list[ClauseDoubt]) -> ReadUnit | None:
        for above in reversed(self.above):
            unsure = [each for each in above.doubts if each.code in _OF_LEADS]
            if above.lead is None and not unsure:
                continue
            doubts += unsure
            if above.lead is None:
                return None
            if not above.is_heading and not above.lead.inherited:
                doubts.append(
                    self._doubt(
                        above.lead.read_at,
                        "lead-from-above",
                        "là đơn vị của ý đứng trên, ý này không nêu đơn vị",
                    )
                )
            return replace(above.lead, inherited=True)
        if self.addressee is not None:
            said = "là nơi văn bản gửi đến, ý này không nêu đơn vị"
            doubts.append(self._doubt(self.addressee.read_at, "lead-addressee", said))
        return self.addressee

    def _due_above(self, doubts: list[ClauseDoubt]) -> ReadDay | None:
        for above in reversed(self.above):
            if above.repeats is not None:
                said = "là nhịp ghi ở đề mục bên trên, ý này không có nhịp hay hạn riêng"
                doubts.append(self._doubt(above.repeats.read_at, "rhythm-from-above", said))
                return None
            if above.due is not None:
                said = "là hạn ghi ở đề mục bên trên, ý này không có hạn riêng"
                doubts.append(self._doubt(above.due.read_at, "due-from-above", said))
                return replace(above.due, inherited=True)
        return None

    def _doubt(self, place: Place, code: str, said: str) -> ClauseDoubt:
        return doubt_at(self.folded.words, place, code, said)


_OF_LEADS: Final = frozenset(
    {
        "several-leads",
        "unit-unknown",
        "unit-ambiguous",
        "lead-outside",
        "lead-group",
        "group-unlisted",
        "lead-person",
    }
)


def propose(
    text: str,
    clauses: Sequence[TextClause],
    units: Sequence[OrderUnit],
    ordered_on: date,
    calendar: Calendar,
    *,
    today: date | None = None,
) -> tuple[ClauseProposal, ...]:
    """What each clause proposes, one for one, with the place of the text that it was read from.

    `ordered_on` is the day of the paper or of the order: "tuần này", days without a year and
    counted days go by it. `calendar` knows the working days; where it lacks a year that is a
    doubt, never an error. `today` is the day on which it is entered, else `ordered_on`. Whatever
    is not sure is said as a doubt, and nothing is taken without a person.
    """
    proposer = _Proposer(
        folded=fold(text),
        finder=UnitFinder(units),
        moment=Moment(ordered_on=ordered_on, calendar=calendar),
        today=today or ordered_on,
    )
    return tuple(proposer.propose(clause) for clause in clauses)


def _with_cut(proposal: ClauseProposal, begin: int) -> ClauseProposal:
    """The same for a clause that was not read to its end, which is said."""
    sentence = f"Ý dài hơn {_MOST} ký tự: phần sau chưa được đọc, hãy tách ý."
    doubt = ClauseDoubt(code="clause-too-long", sentence=sentence, read_at=(begin, begin + 1))
    return replace(proposal, doubts=(*proposal.doubts, doubt))


def _words_at(words: str, place: Place | None) -> ReadWords | None:
    if place is None:
        return None
    return ReadWords(words=" ".join(words[place[0] : place[1]].split()), read_at=place)


def _shifted(proposal: ClauseProposal, by: int) -> ClauseProposal:
    return moved(proposal, lambda place: (place[0] + by, place[1] + by))


def _placed(proposal: ClauseProposal, folded: FoldedText) -> ClauseProposal:
    return moved(proposal, lambda place: folded.place(*place))
