"""Tiếp nhận việc."""

from typing import Final

from services.domain.task.acts.acknowledge_task import ACT
from tests.acts.rights import LED, OF_THE_UNIT, State
from tests.acts.sample import CHIEF, SPECIALIST, ActSample, Refused
from tests.acts.task.common import (
    OPENS,
    SUSPENDED,
    WITHDRAWN,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, frozenset({State.ISSUED})),),
    page="/viec/{stream}/tiep-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/acknowledge",
    refused=(
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="task-closed", after=WITHDRAWN),
        Refused(code="task-suspended", after=SUSPENDED),
    ),
)
