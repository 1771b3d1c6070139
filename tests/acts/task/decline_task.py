"""Từ chối tiếp nhận: by the lead's head, once, in the first days."""

from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.decline_task import ACT
from tests.acts.rights import LED, State
from tests.acts.sample import HEAD, POLICE_HEAD, SECRET, SPECIALIST, ActSample, Refused, Thing
from tests.acts.task.common import CONFIRMED, DECLINED, OPENS, REPORTED, SUSPENDED, why


def _sent(thing: Thing) -> dict[str, Any]:
    return {"lead_unit": "VHXH", **why(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=(
        (
            frozenset({Office.UNIT_HEAD}),
            LED,
            frozenset({State.ISSUED, State.ACKNOWLEDGED, State.ASKED}),
        ),
    ),
    page="/viec/{stream}/tu-choi",
    opens=OPENS,
    call="/api/tasks/{stream}/decline",
    json=_sent,
    refused=(
        Refused(code="not-lead-head", by=SPECIALIST),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="declined-before", after=(*DECLINED, "keep-task")),
        Refused(code="declined-after-report", after=REPORTED),
        Refused(code="declined-too-late", days=4),
        Refused(code="restricted", item=SECRET, by=POLICE_HEAD, sent={"reason": "Lời."}),
        Refused(code="reason-missing", sent={"reason": None}),
        Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
        Refused(code="same-lead", sent={"lead_unit": "KTHTDT"}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="lead-restricted", sent={"lead_unit": "CAP"}, field="lead_unit"),
    ),
)
