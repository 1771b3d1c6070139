"""The units that a list of people names."""

from collections.abc import Sequence

from api.web.forms import BadForm
from services.domain.directory.events import UnitRegistered
from services.domain.directory.unit_state import Unit
from services.queries.admin_views import UnitRow


def unit_named(named: str, units: Sequence[UnitRow]) -> Unit | None:
    """The unit of a cell, by its code or its official name; raises BadForm."""
    if not named:
        return None
    coded = [unit for unit in units if unit.code == named]
    result = coded or [unit for unit in units if unit.name == named]
    if len(result) > 1:
        raise BadForm(
            "roster-unit",
            f"Đơn vị: có {len(result)} đơn vị cùng tên “{named}”. "
            f"Hãy ghi mã: {', '.join(each.code for each in result)}.",
        )
    for each in result:
        registered = UnitRegistered(
            code=each.code,
            name=each.name,
            kind=each.kind,
            aliases=(),
            internal=each.internal,
            restricted=each.restricted,
        )
        return Unit(
            registered=registered,
            name=each.name,
            head_title=each.name.head_title,
            deputy_title=each.name.deputy_title,
        )
    raise BadForm("roster-unit", f"Đơn vị: không có đơn vị “{named}”.")
