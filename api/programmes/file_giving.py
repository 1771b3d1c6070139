"""The command that registers an imported row: the same however often a row is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from api.binding import Bound, bound_of
from services.commands.requests import TypedTexts
from services.commands.runner import NAMESPACE
from services.domain.policy import Policy
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.authority import composing
from services.domain.programme.rules import PRESENTED_UNKNOWN
from services.domain.roles import WORKING, Holder
from services.programme_file.columns import BY_KEY
from services.programme_file.row import ProgrammeFileRow
from services.queries.register_views import RegisterNames

# Beside which a refusal stands that is about no column of the file.
ANY_COLUMN: Final = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowGiving:
    """Makes the commands of imported rows, for one programme and one person."""

    ledger_id: str
    stream: str
    holder: Holder
    policy: Policy
    names: RegisterNames
    words: Callable[[], TypedTexts]

    def command_id(self, key: str) -> UUID:
        """The id of the command of a row, whoever sends it."""
        return uuid5(NAMESPACE, f"{self.ledger_id}/programme-import/{self.stream}/{key}")

    def registering(self, row: ProgrammeFileRow) -> Bound[RegisterProgrammeRow]:
        """The command that registers a row; raises Refusal where a text cannot be kept."""
        put = self.words()
        if row.presented_to is None:
            raise PRESENTED_UNKNOWN.refuse()
        command = RegisterProgrammeRow(
            stream=self.stream,
            unit=self._unit(row.lead_unit),
            content=put.put(row.content, label=BY_KEY["content"].head, field="content"),
            product=put.put(row.product, label=BY_KEY["product"].head, field="product"),
            lead_unit=row.lead_unit,
            supporting_units=row.supporting_units,
            due_on=row.due_on,
            presented_to=row.presented_to,
            leader=self.names.person_ids.get(row.leader) if row.leader else None,
            sits_at=row.sits_at or None,
            note=put.put(row.note, label=BY_KEY["note"].head, field="note"),
            source=None,
            superior_due_on=None,
            twins=(),
        )
        return bound_of(command, put)

    def _unit(self, lead: str) -> str:
        """Who registers the row: the lead, for its own people and the Office; else one's unit."""
        held = self.holder.find(WORKING)
        mine = self.holder.find(WORKING, lead) is not None
        if mine or held is None or composing(self.policy, self.holder) is not None:
            return lead
        return held.unit or lead
