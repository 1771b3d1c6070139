"""Giao lại cho đơn vị khác."""

from typing import Any, Final

from services.domain.task.acts.reassign_task import ACT
from tests.acts.rights import ASSIGNERS, OPEN, Relation
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused, Thing
from tests.acts.task.common import (
    CONFIRMED,
    GROUNDS_REFUSED,
    OPENS,
    SUSPENDED,
    decision,
)


def _sent(thing: Thing) -> dict[str, Any]:
    return {"lead_unit": "VHXH", **decision(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), OPEN),),
    page="/viec/{stream}/giao-lai",
    opens=OPENS,
    call="/api/tasks/{stream}/reassignment",
    json=_sent,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
        Refused(code="same-lead", sent={"lead_unit": "KTHTDT"}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="lead-restricted", sent={"lead_unit": "CAP"}, field="lead_unit"),
        Refused(code="calendar-missing", days=3000),
    ),
)
