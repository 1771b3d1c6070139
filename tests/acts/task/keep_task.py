"""Giữ nguyên giao việc: the answer to a refusal."""

from typing import Final

from services.domain.task.acts.keep_task import ACT
from tests.acts.rights import nobody
from tests.acts.sample import CHECKER, CHIEF, HEAD_AND_CHIEF, SECRET, ActSample, Refused
from tests.acts.task.common import (
    CONFIRMED,
    DECLINED,
    DECLINED_SECRET,
    GROUNDS_REFUSED,
    OPENS,
    SUSPENDED,
    decision,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=nobody,
    page="/viec/{stream}/giu-nguyen",
    opens=OPENS,
    call="/api/tasks/{stream}/decline-answer",
    json=decision,
    after=DECLINED,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=(*DECLINED, *SUSPENDED)),
        Refused(code="not-declined", after=()),
        Refused(code="restricted", item=SECRET, after=DECLINED_SECRET, sent={"reason": "Lời."}),
        *GROUNDS_REFUSED,
    ),
)
