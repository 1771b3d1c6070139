"""Tạm dừng việc."""

from typing import Final

from services.domain.task.acts.suspend_task import ACT
from tests.acts.rights import ASSIGNERS, OPEN, Relation
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused
from tests.acts.task.common import (
    CONFIRMED,
    GROUNDS_REFUSED,
    OPENS,
    decision,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), OPEN),),
    page="/viec/{stream}/tam-dung",
    opens=OPENS,
    call="/api/tasks/{stream}/suspension",
    json=decision,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="already-suspended", after=("suspend-task",)),
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
    ),
)
