"""Who may say what of a unit, and what makes sense of it: the administrator keeps the register."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.directory.decider import check_dates
from services.domain.directory.events import UnitOverseerNamed
from services.domain.directory.state import Person, Unit
from services.domain.errors import NotFound, Refusal
from services.domain.papers import check_paper
from services.domain.roles import LEADING
from services.domain.task.events import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOverseer:
    """Phân công lãnh đạo phụ trách đơn vị, theo quyết định của Chủ tịch."""

    unit: str
    person_id: UUID
    from_on: date
    basis: Paper | None


def name_overseer(
    unit: Unit | None, person: Person | None, command: NameOverseer, now: datetime
) -> tuple[UnitOverseerNamed, ...]:
    """The leader in charge from a day on; raises Refusal where it is none of the leaders."""
    known = _known(unit)
    if person is None:
        raise NotFound("no-person", "Không có cán bộ này trong danh bạ của phường.")
    check_dates(command.from_on, None, now)
    check_paper(command.basis, now)
    if person.holder_on(command.from_on).find(LEADING) is None:
        raise Refusal(
            "not-a-leader",
            "Người phụ trách phải là Phó Chủ tịch hoặc Chủ tịch vào ngày bắt đầu phụ trách.",
        )
    named = UnitOverseerNamed(
        unit=known.registered.code,
        person_id=command.person_id,
        from_on=command.from_on,
        basis=command.basis,
    )
    return () if known.overseer_on(command.from_on) == named else (named,)


def _known(unit: Unit | None) -> Unit:
    if unit is None:
        raise NotFound("no-unit", "Không có đơn vị này trong danh bạ của phường.")
    return unit
