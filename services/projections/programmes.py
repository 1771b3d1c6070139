"""Programmes as rows: one for each period, with its whole state."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.programme.evolving import evolve
from services.domain.programme.state import Programme
from services.domain.streams import Family
from services.projections.mentioned import NAMED, STATED
from services.projections.state_rows import StateRows
from services.projections.tables import programmes


def _of_programme(programme: Programme) -> Mapping[str, Any]:
    period = programme.period
    return {
        "code": period.code,
        "kind": period.kind.value,
        "first_on": period.first_on,
        "last_on": period.last_on,
        "closes_on": programme.closes_on,
        "signed": programme.signed,
        "closed": programme.closed,
        "clock_runs": not programme.is_over,
    }


PROGRAMMES: Final = StateRows(
    table=programmes,
    streams=Family.PROGRAMME,
    kind=Programme,
    evolve=evolve,
    columns=_of_programme,
    by_fact=(NAMED, STATED),
)
