"""Không đồng ý gia hạn."""

from typing import Any, Final

from services.domain.task.acts.refuse_extension import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import (
    CHECKER,
    CHIEF,
    HEAD_AND_CHIEF,
    POLICE,
    SECRET,
    ActSample,
    Refused,
    SampleStep,
    Thing,
)
from tests.acts.task.common import APPROVED, ASKED, OPENS, SUSPENDED


def _sent(thing: Thing) -> dict[str, Any]:
    code, words = (
        {"reason_code": "fixed-by-superior"},
        {"reason": "Thời hạn do cấp trên quy định."},
    )
    return {"request": 1, **(code if thing.restricted else words)}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.ASKED})),),
    page="/viec/{stream}/khong-gia-han",
    opens=OPENS,
    call="/api/tasks/{stream}/extension-refusal",
    json=_sent,
    after=ASKED,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=(*ASKED, *APPROVED, "confirm-submission")),
        Refused(code="task-suspended", after=(*ASKED, *SUSPENDED)),
        Refused(code="no-extension-request", after=()),
        Refused(code="other-extension-request", sent={"request": 7}),
        Refused(
            code="restricted",
            item=SECRET,
            after=(SampleStep(act="request-extension", by=POLICE),),
            sent={"reason": "Lời."},
        ),
        Refused(code="reason-missing", sent={"reason": None}),
        Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
    ),
)
