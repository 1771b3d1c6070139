"""What the words of a clause propose for its form, each with the words that it was read from."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.context import Services, viewing_of
from api.labels import words
from services.commands.acting import Acting
from services.domain.directive.state import Directive, LaidClause
from services.domain.directive.terms import RHYTHMS, ClauseKind, OrderRhythmKind
from services.domain.instants import day_of
from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.proposals import Asking, ClauseProposal, ReadRepeat
from services.plandoc.directing.proposing import propose
from services.plandoc.directing.unit_names import OrderUnit
from services.queries.admin_page import unit_rows
from services.queries.directive_page import ClauseLine, DirectivePage
from services.queries.reading import reading

_PARTS: Final[Mapping[ClauseKind, TextPart]] = {
    ClauseKind.HEADING: TextPart.HEADING,
    ClauseKind.ORDER: TextPart.BODY,
    ClauseKind.CONTENT: TextPart.BODY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """One proposal: what it is about, what it would be, the words that it was read from."""

    label: str
    value: str
    quoted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was read in a clause; `fields` fill the form, once somebody takes them."""

    lines: tuple[ProposedLine, ...]
    doubts: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def repeats(self) -> bool:
        """Whether the clause asks for the same again and again."""
        return "rhythm" in self.fields


async def proposed_for(
    services: Services, acting: Acting, shown: DirectivePage, line: ClauseLine | None
) -> Proposed | None:
    """The proposals of a clause; None of an order without one, and of a text that was erased."""
    if line is None or not line.words:
        return None
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        rows = await unit_rows(connection, services.ledger_id)
    units = [OrderUnit(code=row.code, name=row.name, internal=row.internal) for row in rows]
    text, clauses = _around(shown, line.clause)
    proposals = await asyncio.to_thread(
        propose,
        text,
        clauses,
        units,
        spoken_on(shown.directive),
        viewing.calendar,
        today=viewing.today,
    )
    names = {row.code: row.name for row in rows}
    return _proposed(proposals[-1], text, names)


def spoken_on(directive: Directive) -> date:
    """The day by which “tuần này” and its like are understood: of the paper, else of the order."""
    ordered = directive.ordered_by
    return directive.dated_on or (ordered.on if ordered else day_of(directive.registered_at))


def _around(shown: DirectivePage, clause: LaidClause) -> tuple[str, Sequence[TextClause]]:
    """The clause behind those that it stands in, as a text of its own.

    The headings above say who leads and until when; what stands beside says nothing of it, and a
    text of three hundred pages is not read anew for each of its clauses.
    """
    above: list[LaidClause] = []
    for each in shown.directive.clauses:
        if each.id == clause.id:
            break
        while above and above[-1].depth >= each.depth:
            above.pop()
        above.append(each)
    kept = [*(each for each in above if each.depth < clause.depth), clause]
    text, clauses = "", []
    for each in kept:
        start = len(text)
        text += (shown.text or "")[each.start : each.end]
        if not text.endswith("\n"):
            text += "\n"
        clauses.append(
            TextClause(
                start=start,
                end=len(text),
                mark=each.mark,
                depth=each.depth,
                kind=_PARTS[each.kind],
            )
        )
    return text, clauses


def _proposed(proposal: ClauseProposal, text: str, names: Mapping[str, str]) -> Proposed:
    lines: list[ProposedLine] = []
    fields: dict[str, str] = {}

    def take(label: str, value: str, place: tuple[int, int], **filled: str) -> None:
        quoted = " ".join(text[place[0] : place[1]].split())
        lines.append(ProposedLine(label=label, value=value, quoted=quoted))
        fields.update(filled)

    if proposal.lead is not None:
        lead = proposal.lead
        take("Chủ trì", names.get(lead.code, lead.code), lead.read_at, lead_units=lead.code)
    for unit in proposal.supporters:
        codes = ", ".join(filter(None, [fields.get("supporting_units", ""), unit.code]))
        name = names.get(unit.code, unit.code)
        take("Phối hợp", name, unit.read_at, supporting_units=codes)
    if proposal.due is not None:
        day = words.day(proposal.due.on)
        take("Hạn", day, proposal.due.read_at, due_on=day)
    if proposal.product is not None:
        take(
            "Sản phẩm",
            proposal.product.words,
            proposal.product.read_at,
            product=proposal.product.words,
        )
    if proposal.figure is not None and proposal.asks is Asking.FIGURE:
        take("Số liệu", proposal.figure.words, proposal.figure.read_at, asks_figure="so-lieu")
    if proposal.repeats is not None:
        repeats = proposal.repeats
        said = RHYTHMS[OrderRhythmKind(repeats.rhythm.value)]
        take("Định kỳ", said, repeats.read_at, **_rhythm(repeats))
    doubts = [each.sentence for each in proposal.doubts]
    if proposal.suggested is not None:
        day = words.day(proposal.suggested.on)
        doubts.append(f"Ngày gợi ý để cân nhắc: {day}. Phần mềm không tự điền ngày này.")
    return Proposed(lines=tuple(lines), doubts=tuple(doubts), fields=fields)


def _rhythm(repeats: ReadRepeat) -> dict[str, str]:
    """The fields of a recurring order; what the words do not say stays blank."""
    day = repeats.day if repeats.weekday is None else repeats.weekday + 1
    filled = {
        "rhythm": repeats.rhythm.value,
        "rhythm_day": "" if day is None else str(day),
        "rhythm_month": "" if repeats.month is None else str(repeats.month),
        "until_on": "" if repeats.until is None else words.day(repeats.until),
    }
    return {name: value for name, value in filled.items() if value}
