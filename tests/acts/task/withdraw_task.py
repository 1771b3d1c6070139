"""Thu hồi việc."""

from typing import Final

from services.domain.task.acts.withdraw_task import ACT
from tests.acts.rights import ASSIGNERS, OPEN, Relation, State
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused
from tests.acts.task.common import (
    ODD_PAPER,
    OPENS,
    decision,
    paper_of_tomorrow,
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
        Refused(code="reason-missing", sent={"reason": None}),
        Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
    ),
)
