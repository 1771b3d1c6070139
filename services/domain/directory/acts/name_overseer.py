"""Phân công phụ trách đơn vị: the leader in charge, by the chair's decision."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.authority import (
    check_dates,
    known_person,
    known_unit,
)
from services.domain.directory.events import UnitOverseerNamed, person_stream
from services.domain.directory.offering import OfUnit, to_administrator
from services.domain.directory.rules import DATE_FAR, NO_PERSON, NOT_ADMINISTRATOR
from services.domain.directory.state import fold_person
from services.domain.directory.unit_rules import NO_UNIT, NOT_A_LEADER
from services.domain.directory.unit_state import Unit
from services.domain.fields import DayField, PaperField, PersonId
from services.domain.papers import Paper, check_paper
from services.domain.roles import LEADING
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOverseer(OfUnit):
    """Phân công lãnh đạo phụ trách đơn vị, theo quyết định của Chủ tịch."""

    person_id: Annotated[UUID, PersonId(label="Người phụ trách")]
    from_on: Annotated[date, DayField(label="Từ ngày")]
    basis: Annotated[Paper | None, PaperField(label="văn bản quyết định", box="paper")]


def decide(unit: Unit | None, command: NameOverseer, context: DecisionContext) -> Verdict:
    """One of the ward's leaders, from a day on; the same again is nothing."""
    held, known = to_administrator(unit, context).held, known_unit(unit)
    person = known_person(fold_person(context.of(person_stream(command.person_id))))
    check_dates(command.from_on, None, context.now)
    check_paper(command.basis, context.now)
    if person.holder_on(command.from_on).find(LEADING) is None:
        raise NOT_A_LEADER.refuse()
    named = UnitOverseerNamed(
        unit=known.registered.code,
        person_id=command.person_id,
        from_on=command.from_on,
        basis=command.basis,
    )
    again = known.overseer_on(command.from_on) == named
    return Verdict(held=held, events=() if again else (named,))


def _person_of(command: NameOverseer) -> tuple[str, ...]:
    return (person_stream(command.person_id),)


ACT: Final = Act(
    command=NameOverseer,
    name="name-overseer",
    said="phân công phụ trách đơn vị",
    slug="phu-trach",
    resource="overseer",
    done="Đã ghi phân công phụ trách đơn vị.",
    rules=(
        NOT_ADMINISTRATOR,
        NO_UNIT,
        NO_PERSON,
        DATE_FAR,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        NOT_A_LEADER,
    ),
    offer=to_administrator,
    decide=decide,
    reads=_person_of,
)
