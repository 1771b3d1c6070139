"""The units that a list of people names."""

from collections.abc import Sequence

from api.forms import BadForm
from services.domain.directory.events import UnitRegistered
from services.domain.directory.unit_state import Unit
from services.queries.views import UnitRow


def unit_named(named: str, units: Sequence[UnitRow]) -> Unit | None:
    """The unit of a cell, by its code or its official name; raises BadForm."""
    if not named:
        return None
    coded = [one for one in units if one.code == named]
    found = coded or [one for one in units if one.name == named]
    if len(found) > 1:
        raise BadForm(
            "roster-unit",
            f"Đơn vị: có {len(found)} đơn vị cùng tên “{named}”. "
            f"Hãy ghi mã: {', '.join(one.code for one in found)}.",
        )
    for one in found:
        registered = UnitRegistered(
            code=one.code,
            name=one.name,
            kind=one.kind,
            aliases=(),
            internal=one.internal,
            restricted=one.restricted,
        )
        return Unit(registered=registered, name=one.name)
    raise BadForm("roster-unit", f"Đơn vị: không có đơn vị “{named}”.")
