"""Rút đề nghị gia hạn."""

from typing import Final

from services.domain.task.acts.withdraw_extension import ACT
from tests.acts.rights import LED, OF_THE_UNIT, State
from tests.acts.sample import CHECKER, SPECIALIST, ActSample, Refused
from tests.acts.task.common import APPROVED, ASKED, OPENS, SUSPENDED

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, frozenset({State.ASKED})),),
    page="/viec/{stream}/rut-gia-han",
    opens=OPENS,
    call="/api/tasks/{stream}/extension-withdrawal",
    json=lambda _: {"request": 1},
    after=ASKED,
    refused=(
        Refused(code="not-lead-unit", by=CHECKER),
        Refused(code="task-closed", after=(*ASKED, *APPROVED, "confirm-submission")),
        Refused(code="task-suspended", after=(*ASKED, *SUSPENDED)),
        Refused(code="no-extension-request", after=()),
        Refused(code="other-extension-request", sent={"request": 7}),
    ),
)
