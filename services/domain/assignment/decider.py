"""The Office names the lead of an item that has none."""

from dataclasses import dataclass
from datetime import date, datetime

from services.domain.assignment.events import LeadNamed
from services.domain.assignment.state import Assignment
from services.domain.errors import NotAllowed, Refusal
from services.domain.instants import day_of
from services.domain.roles import Holder, Office, OfficeHeld

NAMING = frozenset({Office.CHIEF_OF_OFFICE, Office.VICE_CHAIR, Office.CHAIR})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLead:
    """Giao đơn vị chủ trì cho một mục chưa có đơn vị chủ trì."""

    stream: str
    lead_unit: str
    supporting_units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """What naming must know of a unit."""

    internal: bool
    restricted: bool


def name_lead(
    assignment: Assignment,
    command: NameLead,
    *,
    holder: Holder,
    units: dict[str, KnownUnit],
    now: datetime,
) -> tuple[OfficeHeld, tuple[LeadNamed, ...]]:
    """The lead from today on; raises Refusal, NotAllowed."""
    held = holder.find(NAMING)
    if held is None:
        raise NotAllowed(
            "not-naming",
            "Chỉ Chánh Văn phòng hoặc lãnh đạo UBND phường được giao đơn vị chủ trì.",
        )
    if assignment.lead_unit == command.lead_unit:
        return held, ()
    if assignment.lead_unit is not None:
        raise Refusal("lead-known", f"Mục này đã do {assignment.lead_unit} chủ trì.")
    unknown = [
        code for code in (command.lead_unit, *command.supporting_units) if code not in units
    ]
    if unknown:
        raise Refusal("unit-unknown", f"Không có đơn vị: {', '.join(unknown)}.")
    if not units[command.lead_unit].internal:
        raise Refusal(
            "lead-outside", "Đơn vị chủ trì phải là đơn vị của phường có tài khoản báo cáo."
        )
    if command.lead_unit in command.supporting_units:
        raise Refusal("lead-supports", "Đơn vị chủ trì không đồng thời là đơn vị phối hợp.")
    today: date = day_of(now)
    event = LeadNamed(
        lead_unit=command.lead_unit,
        supporting_units=command.supporting_units,
        restricted=assignment.restricted or units[command.lead_unit].restricted,
        issue_from=max(today, assignment.issue_from),
    )
    return held, (event,)
