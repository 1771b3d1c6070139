"""What stands beside the task of a machine: the ward's units, an open task and an ended one."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from services.domain.assignment.events import task_stream
from services.domain.directory.events import UnitOverseerNamed, UnitRegistered, unit_stream
from services.domain.facts import Event
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from tests import givens

OPEN_TASK: Final = task_stream("70-001", "report", "2026-Q4")
ENDED_TASK: Final = task_stream("70-002", "report", "2026-Q4")
# Whether a unit belongs to the ward, and whether its work is restricted.
UNITS: Final = {
    "KTHTDT": (True, False),
    "VHXH": (True, False),
    "VP": (True, False),
    "CAP": (True, True),
    "MTTQ": (False, False),
}
OUTSIDE: Final = frozenset(code for code, (internal, _) in UNITS.items() if not internal)

IN_CHARGE: Final = UnitOverseerNamed(
    unit="KTHTDT",
    person_id=givens.VICE_CHAIR.person_id,
    from_on=date(2025, 12, 15),
    basis=None,
)


def unit(code: str) -> UnitRegistered:
    """A unit as the directory first knew it."""
    internal, restricted = UNITS[code]
    return UnitRegistered(
        code=code,
        name=f"Phòng {code}",
        kind="phong",
        aliases=(),
        internal=internal,
        restricted=restricted,
    )


def around_task() -> Mapping[str, tuple[Event, ...]]:
    """The events of each stream."""
    withdrawn = TaskWithdrawn(unjudged=None, reason=None, reason_code="by-paper", paper=None)
    return {
        **{unit_stream(code): (unit(code),) for code in UNITS},
        unit_stream("KTHTDT"): (unit("KTHTDT"), IN_CHARGE),
        OPEN_TASK: (givens.issued(),),
        ENDED_TASK: (givens.issued(), withdrawn),
    }
