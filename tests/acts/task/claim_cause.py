"""Đề nghị xác nhận nguyên nhân khách quan: of a report that came back."""

from typing import Any, Final

from services.domain.task.acts.claim_cause import ACT
from tests.acts.rights import LED, OF_THE_UNIT, State
from tests.acts.sample import CHECKER, POLICE, SECRET, SPECIALIST, ActSample, Refused, Thing
from tests.acts.task.common import (
    CLAIMED,
    GROUNDS_REFUSED,
    OPENS,
    RETURNED,
    RETURNED_SECRET,
    SUSPENDED,
    WITHDRAWN,
    paper,
)


def _sent(thing: Thing) -> dict[str, Any]:
    words = {"reason": "Mưa lũ từ ngày 12 đến ngày 18, không họp tổ dân phố được."}
    code = {"reason_code": "disaster"}
    why = code if thing.restricted else words
    return {"about": "return", "submission": 1, "paper": paper(thing), **why}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, frozenset({State.RETURNED, State.CONTESTED})),),
    page="/viec/{stream}/neu-nguyen-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/causes",
    json=_sent,
    after=RETURNED,
    refused=(
        Refused(code="not-recorded-unit", by=CHECKER),
        Refused(code="task-closed", after=(*RETURNED, *WITHDRAWN)),
        Refused(code="task-suspended", after=(*RETURNED, *SUSPENDED)),
        Refused(code="nothing-late-or-returned", after=()),
        Refused(code="field-about", sent={"about": "khac"}, field="about"),
        Refused(code="cause-subject", sent={"submission": None}, field="submission"),
        Refused(
            code="cause-not-missed",
            sent={"about": "missed_date", "submission": None},
            field="about",
        ),
        Refused(
            code="cause-not-late",
            sent={"about": "late_contribution", "submission": None},
            field="about",
        ),
        Refused(code="cause-not-returned", sent={"submission": 7}, field="submission"),
        Refused(code="cause-claimed", after=CLAIMED, field="submission"),
        Refused(code="cause-answered", after=(*CLAIMED, "reject-cause"), field="submission"),
        Refused(
            code="restricted",
            item=SECRET,
            by=POLICE,
            after=RETURNED_SECRET,
            sent={"reason": "Lời."},
        ),
        *GROUNDS_REFUSED,
    ),
)
