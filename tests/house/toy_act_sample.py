"""The sample of the toy act: a test puts it where the samples of a task stand."""

from typing import Any, Final

from services.domain.task.acts import ACTS
from tests.acts.rights import AT_WORK, LED, OF_THE_UNIT
from tests.acts.sample import CHIEF, SPECIALIST, ActSample, Refused
from tests.acts.task.common import APPROVED, CONFIRMED, OPENS

ACT: Any = next((act for act in ACTS if act.name == "ask-for-advice"), None)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, AT_WORK),),
    page="/viec/{stream}/xin-y-kien",
    opens=OPENS,
    call="/api/tasks/{stream}/advice",
    json=lambda _: {"question": "Lấy số đến ngày nào?"},
    refused=(
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="advice-late", after=APPROVED),
    ),
)
