"""Cập nhật tiến độ."""

from typing import Final

from services.domain.task.acts.note_progress import ACT
from tests.acts.rights import BOTH, OF_THE_UNIT, OPEN, State
from tests.acts.sample import CHECKER, POLICE, SECRET, SPECIALIST, ActSample, Refused
from tests.acts.task.common import CONFIRMED, OPENS

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, BOTH, OPEN | {State.SUSPENDED}),),
    of_restricted=False,
    page="/viec/{stream}/tien-do",
    opens=OPENS,
    call="/api/tasks/{stream}/progress",
    json=lambda _: {"note": "Đang tổng hợp kiến nghị của 45 doanh nghiệp."},
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="not-owing-unit", by=CHECKER),
        Refused(code="restricted", item=SECRET, by=POLICE),
    ),
)
