"""The commands that give the work of imported rows: the same however often a row is sent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from api.binding import Bound, bound_of
from services.commands.requests import TypedTexts
from services.commands.runner import NAMESPACE
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.codes import new_code
from services.domain.directive.events import directive_stream
from services.domain.directive.state import Directive
from services.domain.directive.terms import DirectiveSource, OrderedHow
from services.domain.instants import day_of
from services.domain.task.births import Urgency
from services.queries.register_views import RegisterNames
from services.register.giving import PaperToGive
from services.register.row import ImportedRow, RegisterRow

# The symbol of a conclusion: its body is the ward's own committee, which nobody writes there.
_CONCLUSION: Final = re.compile(r"/(?:TB|KL)(?:[-/]|$)")
# Which column of the register a field of these commands was filled from.
COLUMN_OF: Final[Mapping[str, str]] = {
    "number": "number",
    "dated_on": "issued_on",
    "arrival_number": "received_number",
    "issuer": "issuer",
    "summary": "summary",
    "superior_due_on": "superior_due_on",
    "orderer": "assigner",
    "ordered_on": "assigned_on",
    "urgency": "urgency",
    "lead_units": "lead",
    "supporting_units": "supporters",
    "follower": "follower",
    "title": "work",
    "product": "output",
    "due_on": "due_on",
    "twins_reason": "number",
}
# Columns that an import fills where the file is blank: there a blank is no difference.
FILLED_BY_US: Final = frozenset({"assigner", "assigned_on", "superior_due_on", "restricted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoice:
    """Chọn chung cho cả tệp: what is meant where a row says nothing, asked once for all rows.

    `orderer` ordered what names nobody; `how` orders without a paper were given; `despite` keeps
    days that are rest days, or lie after the upper body's.
    """

    orderer: UUID | None = None
    how: OrderedHow = OrderedHow.IN_WRITING
    despite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGiving:
    """Makes the commands of imported rows, the same for the same row however often it is sent."""

    ledger_id: str
    names: RegisterNames
    choice: ImportChoice
    words: Callable[[], TypedTexts]

    def command_id(self, act: str, key: str) -> UUID:
        """The id of the command of a row or a paper."""
        return uuid5(NAMESPACE, f"{self.ledger_id}/register-import/{act}/{key}")

    def code(self, paper: PaperToGive, now: datetime) -> str:
        """The code of the paper's directive: that which is there, else one made of its key."""
        if paper.known is not None:
            return paper.known.code
        drawn = self.command_id("code", paper.key)
        return new_code(drawn, paper.first.issued_on or paper.first.assigned_on or day_of(now))

    def registering(self, paper: PaperToGive, code: str) -> Bound[RegisterDirective]:
        """The command that registers a new paper; raises Refusal where a text cannot be kept."""
        row, put = paper.first, self.words()
        source = _source(row)
        ordered = source is not DirectiveSource.INCOMING_DOCUMENT
        command = RegisterDirective(
            stream=directive_stream(code),
            code=code,
            source=source,
            number=row.number or None,
            dated_on=row.issued_on,
            arrival_number=row.received_number or None,
            arrived_on=None,
            issuer=put.put(row.issuer, label="Cơ quan ban hành", field="issuer"),
            summary=put.put(row.summary, label="Trích yếu", field="summary"),
            urgency=Urgency(_common(paper, "urgency") or Urgency.ORDINARY),
            superior_due_on=_common(paper, "superior_due_on"),
            orderer=self._orderer(row) if ordered else None,
            ordered_on=row.assigned_on if ordered else None,
            how=self.choice.how if source is DirectiveSource.DIRECT_ORDER else None,
            petitioner=None,
            secret=False,
            twins=(),
            twins_reason=None,
            despite=False,
        )
        return bound_of(command, put)

    def assigning(
        self, row: ImportedRow, stream: str, directive: Directive | None
    ) -> Bound[AssignTasks]:
        """The command that gives the work of a row; raises Refusal as above.

        Who ordered the paper ordered the work, where the row names nobody.
        """
        values, put = row.values or RegisterRow(), self.words()
        ordered = directive is not None and directive.ordered_by is not None
        orderer = self._named(values.assigner) or (None if ordered else self.choice.orderer)
        command = AssignTasks(
            stream=stream,
            clause=None,
            lead_units=(values.lead,),
            supporting_units=values.supporters,
            follower=self._named(values.follower),
            title=put.put(values.work, label="Nội dung giao", field="title"),
            product=put.put(values.output, label="Văn bản đầu ra", field="product"),
            urgency=Urgency(values.urgency),
            asks_figure=False,
            orderer=orderer,
            ordered_on=values.assigned_on,
            text_version=None,
            due_on=values.due_on,
            without_due=values.due_on is None,
            superior_due_on=values.superior_due_on,
            despite=self.choice.despite,
        )
        return bound_of(command, put)

    def _orderer(self, row: RegisterRow) -> UUID | None:
        return self._named(row.assigner) or self.choice.orderer

    def _named(self, login: str) -> UUID | None:
        return self.names.person_ids.get(login) if login else None


def _source(row: RegisterRow) -> DirectiveSource:
    if not row.number:
        return DirectiveSource.DIRECT_ORDER
    if not row.issuer and _CONCLUSION.search(row.number.upper()):
        return DirectiveSource.CONCLUSION
    return DirectiveSource.INCOMING_DOCUMENT


def _common(paper: PaperToGive, key: str) -> Any:
    """What all rows of a paper say alike; None where they differ."""
    values = {getattr(row.values, key) for row in paper.rows if row.values is not None}
    return values.pop() if len(values) == 1 else None
