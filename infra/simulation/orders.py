"""The directives of a simulated ward, and the commands by which the Office enters them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Final
from uuid import UUID

from services.commands.requests import TypedTexts
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.acts.repeat_order import RepeatOrder
from services.domain.directive.events import directive_stream
from services.domain.directive.layout import ClauseCut
from services.domain.directive.terms import (
    ClauseKind,
    DirectiveSource,
    OrderedHow,
    OrderRhythmKind,
)
from services.domain.task.births import Urgency

_FRIDAY: Final = 5  # of a week that begins with 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedOrder:
    """What a directive asks of units; `days` are calendar days to the due day, None for no day.

    `weeks` is how long it recurs each week, 0 for once.
    """

    clause: str | None
    leads: tuple[str, ...]
    supporting: tuple[str, ...]
    said: str
    days: int | None
    weeks: int
    asks_figure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDirective:
    """One directive as it reaches the Office on a day; a conclusion may have no number yet.

    `idle_lines` is how many clauses behind its orders ask for nothing.
    """

    code: str
    source: DirectiveSource
    on: date
    number: str | None
    later_number: str
    arrival_number: str | None
    superior_days: int | None
    orderer: UUID
    about: str
    issuer: str
    secret: bool
    is_amended: bool
    text: str
    idle_lines: int
    orders: tuple[SimulatedOrder, ...]

    @property
    def stream(self) -> str:
        """The stream of its facts."""
        return directive_stream(self.code)

    @property
    def idle_clauses(self) -> tuple[str, ...]:
        """The clauses of its text that ask for nothing: the first, and those behind the orders."""
        behind = len(self.orders) + 2
        return ("k1", *(f"k{number}" for number in range(behind, behind + self.idle_lines)))

    @property
    def repeats(self) -> bool:
        """Whether something of it recurs."""
        return any(order.weeks for order in self.orders)

    def further(self, today: date) -> SimulatedOrder:
        """Its first order once more, due some days after today."""
        days = (today - self.on).days + 14
        return replace(self.orders[0], weeks=0, days=days, asks_figure=False)


def registering(directive: SimulatedDirective, words: TypedTexts) -> RegisterDirective:
    """The command that writes a directive down; of a secret one number and day alone."""
    source = directive.source
    incoming = source is DirectiveSource.INCOMING_DOCUMENT
    direct, petition = (
        source is DirectiveSource.DIRECT_ORDER,
        source is DirectiveSource.PETITION,
    )
    issuer = directive.issuer if incoming and not directive.secret else None
    summary = None if directive.secret else directive.about
    superior = directive.superior_days
    return RegisterDirective(
        stream=directive.stream,
        code=directive.code,
        source=source,
        number=directive.number,
        dated_on=directive.on,
        arrival_number=directive.arrival_number,
        arrived_on=directive.on if incoming else None,
        issuer=words.put(issuer, label="Cơ quan ban hành"),
        summary=words.put(summary, label="Trích yếu"),
        urgency=Urgency.ORDINARY,
        superior_due_on=None if superior is None else directive.on + timedelta(days=superior),
        orderer=directive.orderer,
        ordered_on=directive.on,
        how=OrderedHow.IN_PERSON if direct else None,
        petitioner=words.put("Ông Trần Văn Giả Định" if petition else None, label="Người gửi"),
        secret=directive.secret,
        twins=(),
        twins_reason=None,
        despite=False,
    )


def laying(stream: str, text: str, words: TypedTexts, before: str | None = None) -> LayClauses:
    """The command that lays a text out, each line of it a clause."""
    kinds = {line: ClauseKind.CONTENT for line in text.splitlines() if " Giao " not in line}
    return LayClauses(
        stream=stream,
        text=words.need(text, label="Văn bản"),
        words=text,
        words_before=before,
        cuts=line_cuts(text, kinds),
        text_version=None,
    )


def assigning(
    directive: SimulatedDirective, order: SimulatedOrder, due_on: date | None, words: TypedTexts
) -> AssignTasks:
    """The command that gives the work once, by a day or without one."""
    said = None if directive.secret else order.said.capitalize()
    return AssignTasks(
        stream=directive.stream,
        clause=order.clause,
        lead_units=order.leads,
        supporting_units=order.supporting,
        follower=None,
        title=words.put(said, label="Nội dung việc"),
        product=None,
        urgency=Urgency.ORDINARY,
        asks_figure=order.asks_figure,
        orderer=None,
        ordered_on=None,
        text_version=None,
        due_on=due_on,
        without_due=due_on is None,
        superior_due_on=None,
        despite=False,
    )


def repeating(
    directive: SimulatedDirective, order: SimulatedOrder, until_on: date, words: TypedTexts
) -> RepeatOrder:
    """The command that gives the work for each Friday until a day."""
    return RepeatOrder(
        stream=directive.stream,
        clause=order.clause,
        lead_units=order.leads,
        supporting_units=order.supporting,
        follower=None,
        title=words.put(order.said.capitalize(), label="Nội dung việc"),
        product=None,
        urgency=Urgency.ORDINARY,
        asks_figure=order.asks_figure,
        orderer=None,
        ordered_on=None,
        text_version=None,
        rhythm=OrderRhythmKind.WEEKLY,
        rhythm_day=_FRIDAY,
        rhythm_month=None,
        from_on=directive.on,
        until_on=until_on,
        issue_before_working_days=None,
    )


def line_cuts(text: str, kinds: Mapping[str, ClauseKind]) -> tuple[ClauseCut, ...]:
    """A text of which each line is a clause, by the kind of each line; other lines give work."""
    lines = text.splitlines(keepends=True)
    ends = accumulate(map(len, lines))
    return tuple(
        ClauseCut(
            start=end - len(line),
            end=end,
            mark=line.partition(" ")[0] if line[:1].isdigit() else "",
            depth=0,
            kind=kinds.get(line.strip(), ClauseKind.ORDER),
        )
        for line, end in zip(lines, ends, strict=True)
    )
