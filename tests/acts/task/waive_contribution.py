"""Miễn nội dung phối hợp."""

from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.waive_contribution import ACT
from tests.acts.rights import LED, OPEN
from tests.acts.sample import (
    HEAD,
    OTHER_HEAD,
    POLICE_HEAD,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    SampleStep,
    Thing,
)
from tests.acts.task.common import CONFIRMED, OPENS, REASON_REFUSED, SUSPENDED, why


def _sent(thing: Thing) -> dict[str, Any]:
    return {"unit": thing.unit, **why(thing)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=((frozenset({Office.UNIT_HEAD}), LED, OPEN),),
    page="/viec/{stream}/mien-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution-waiver",
    json=_sent,
    refused=(
        Refused(code="not-lead-head", by=SPECIALIST),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(
            code="nothing-to-contribute",
            after=(SampleStep(act="submit-contribution", by=OTHER_HEAD),),
        ),
        Refused(code="unit-owes-nothing", sent={"unit": "VP"}, field="unit"),
        Refused(code="restricted", item=SECRET, by=POLICE_HEAD, sent={"reason": "Lời."}),
        *REASON_REFUSED,
    ),
)
