"""Thu hồi việc."""

from typing import Final

from services.domain.task.acts.withdraw_task import ACT
from tests.acts.rights import ASSIGNERS, OPEN, Relation, State
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused
from tests.acts.task.common import (
    GROUNDS_REFUSED,
    OPENS,
    decision,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), OPEN | {State.SUSPENDED}),),
    page="/viec/{stream}/thu-hoi",
    opens=OPENS,
    call="/api/tasks/{stream}/withdrawal",
    json=decision,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=("withdraw-task",)),
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
    ),
)
