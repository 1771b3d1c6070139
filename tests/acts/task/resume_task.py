"""Cho tiếp tục một việc đang tạm dừng."""

from typing import Final

from services.domain.task.acts.resume_task import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused
from tests.acts.task.common import (
    CONFIRMED,
    GROUNDS_REFUSED,
    OPENS,
    SUSPENDED,
    decision,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.SUSPENDED})),),
    page="/viec/{stream}/tiep-tuc",
    opens=OPENS,
    call="/api/tasks/{stream}/resumption",
    json=decision,
    after=SUSPENDED,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="not-suspended", after=()),
        Refused(code="restricted", item=SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
        Refused(code="calendar-missing", days=3000),
    ),
)
