"""One task and its directive as a row of the register, with the words of all its texts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directive.state import Directive
from services.domain.facts import TextRef
from services.domain.instants import written_day
from services.domain.papers import Paper
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Ending, Task
from services.ledger.port import Ledger
from services.queries.log_rights import events
from services.queries.register_views import RegisterNames
from services.queries.stored_facts import facts_at
from services.register.row import RegisterRow, SuperiorReply


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredTask:
    """A task with the directive that gave it, and how it stands today."""

    task: Task
    directive: Directive
    status: OfficialStatus

    @property
    def number(self) -> int:
        """Which task of its directive it is."""
        return self.task.assigned.number if self.task.assigned else 0

    @property
    def order(self) -> tuple[object, ...]:
        """Its place on paper: as directives were registered, then by their tasks' numbers."""
        return self.directive.registered_at, self.directive.code, self.number

    @property
    def code(self) -> str:
        """What the column “Mã” holds."""
        return f"{self.directive.code}.{self.number}"


async def rows_of(
    connection: AsyncConnection,
    ledger: Ledger,
    given: Collection[RegisteredTask],
    names: RegisterNames,
) -> Mapping[str, RegisterRow]:
    """The row of each task by its stream, whole."""
    refs = [ref for each in given for ref in _texts_of(each)]
    bodies = await ledger.texts({ref.text_id for ref in refs if ref is not None})
    papers = await _papers(connection, ledger.ledger_id, given)
    logins = {person: login for login, person in names.person_ids.items()}
    writing = _RowWriting(bodies=bodies, papers=papers, logins=logins)
    return {each.task.stream: writing.row(each) for each in given}


def _texts_of(each: RegisteredTask) -> Sequence[TextRef | None]:
    terms, title = each.task.assigned, each.task.title
    typed = title if isinstance(title, TextRef) else None
    product = terms.product if terms else None
    return each.directive.issuer, each.directive.summary, product, typed


async def _papers(
    connection: AsyncConnection, ledger_id: str, given: Iterable[RegisteredTask]
) -> Mapping[tuple[str, int], Paper | None]:
    """The paper of each report of finished work, by its task and number."""
    finished = [each.task.stream for each in given if each.task.ending is Ending.CONFIRMED]
    if not finished:
        return {}
    places = await connection.scalars(
        select(events.c.position).where(
            events.c.ledger_id == ledger_id,
            events.c.stream.in_(finished),
            events.c.type == ReportSubmitted.TYPE,
        )
    )
    facts = await facts_at(connection, ledger_id, places.all())
    return {
        (fact.stream, fact.event.submission): fact.event.paper
        for fact in facts
        if isinstance(fact.event, ReportSubmitted)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowWriting:
    """What the rows of some tasks are written with."""

    bodies: Mapping[UUID, str]
    papers: Mapping[tuple[str, int], Paper | None]
    logins: Mapping[UUID, str]

    def row(self, each: RegisteredTask) -> RegisterRow:
        """The row of a task: what was ordered of the directive, the rest as it is now."""
        task, directive, terms = each.task, each.directive, each.task.assigned
        done = task.ending is Ending.CONFIRMED
        ordered = terms.ordered_by if terms else None
        return RegisterRow(
            code=each.code,
            received_number=directive.arrival_number or "",
            number=directive.number or "",
            issued_on=directive.dated_on,
            issuer=self._words(directive.issuer),
            summary=self._words(directive.summary),
            work=task.title if isinstance(task.title, str) else self._words(task.title),
            assigner=self._login(ordered.person_id if ordered else None),
            assigned_on=ordered.on if ordered else None,
            lead=task.lead,
            supporters=task.supporting,
            follower=self._login(terms.follower if terms else None),
            urgency=terms.urgency.value if terms else "ordinary",
            restricted=directive.secret or task.restricted,
            superior_due_on=terms.superior_due_on if terms else None,
            due_on=task.due_on,
            output=self._output(each),
            completed_on=task.counted_on if done else None,
            leader_approved=done,
            superior_reply=_reply(task),
        )

    def _output(self, each: RegisteredTask) -> str:
        """The paper by which the work was finished; before that the product that is expected."""
        paper = self.papers.get((each.task.stream, each.task.submission))
        if paper is not None:
            return _written_paper(paper)
        return self._words(each.task.assigned.product) if each.task.assigned else ""

    def _words(self, ref: TextRef | None) -> str:
        return self.bodies.get(ref.text_id, "") if ref else ""

    def _login(self, person_id: UUID | None) -> str:
        return self.logins.get(person_id, str(person_id)) if person_id else ""


def _written_paper(paper: Paper) -> str:
    """A paper in a cell: its number and its day."""
    return f"{paper.number} ngày {written_day(paper.dated_on)}"


def _reply(task: Task) -> SuperiorReply | None:
    if task.recognised is None:
        return None
    paper = task.recognised.paper
    return SuperiorReply(number=paper.number, replied_on=paper.dated_on)
