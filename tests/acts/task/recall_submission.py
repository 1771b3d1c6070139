"""Rút lại báo cáo."""

from typing import Final

from services.domain.task.acts.recall_submission import ACT
from tests.acts.rights import LED, OF_THE_UNIT, State
from tests.acts.sample import CHIEF, SPECIALIST, ActSample, Refused
from tests.acts.task.common import APPROVED, CONFIRMED, OPENS, REPORTED, SUSPENDED, judged

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, frozenset({State.SUBMITTED})),),
    page="/viec/{stream}/rut-lai",
    opens=OPENS,
    call="/api/tasks/{stream}/recall",
    json=judged,
    after=REPORTED,
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=(*REPORTED, *SUSPENDED)),
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="newer-submission", sent={"submission": 7}),
        Refused(code="already-signed", after=APPROVED),
        Refused(code="already-decided", after=(*REPORTED, "recall-submission")),
    ),
)
