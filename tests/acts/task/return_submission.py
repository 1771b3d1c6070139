"""Trả lại báo cáo: for its form, of restricted work with a reason from the list."""

from datetime import timedelta
from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.return_submission import ACT
from tests.acts.rights import LED, Relation, State
from tests.acts.sample import (
    CHECKER,
    HEAD,
    HEAD_AND_CHIEF,
    OTHER_LEADER,
    POLICE,
    POLICE_HEAD,
    SECRET,
    ActSample,
    Refused,
    SampleStep,
    Sent,
    Thing,
)
from tests.acts.task.common import (
    APPROVED,
    OPENS,
    REPORTED,
    SUSPENDED,
    WITHDRAWN,
    by_leader_in_charge,
    judged,
)


def _sent(thing: Thing) -> dict[str, Any]:
    why = {"reason": "Thiếu biên bản."}
    if thing.restricted:
        why = {"reason_code": "missing-paper"}
    day = thing.today + timedelta(days=5)
    return {**judged(thing), "ground": "formal_gap", "correct_by": day.isoformat(), **why}


def _far(thing: Thing) -> Sent:
    return {"correct_by": (thing.today + timedelta(days=400)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=(
        (frozenset({Office.UNIT_HEAD}), LED, frozenset({State.SUBMITTED})),
        (
            frozenset({Office.CHIEF_OF_OFFICE, Office.OFFICE_SPECIALIST}),
            frozenset(Relation),
            frozenset({State.APPROVED}),
        ),
    ),
    page="/viec/{stream}/tra-lai",
    opens=OPENS,
    call="/api/tasks/{stream}/return",
    json=_sent,
    after=REPORTED,
    refused=(
        Refused(code="task-closed", after=(*REPORTED, *WITHDRAWN)),
        Refused(code="task-suspended", after=(*REPORTED, *SUSPENDED)),
        Refused(code="newer-submission", sent={"submission": 7}),
        Refused(code="already-decided", after=(*REPORTED, "recall-submission")),
        Refused(
            code="two-rungs",
            by=HEAD_AND_CHIEF,
            after=(SampleStep(act="submit-report", by=HEAD_AND_CHIEF),),
        ),
        Refused(code="not-this-rung", by=CHECKER),
        Refused(code="not-in-charge", by=OTHER_LEADER, after=APPROVED, policy=by_leader_in_charge),
        Refused(code="field-ground", sent={"ground": "khac"}, field="ground"),
        Refused(code="step-not-before", sent={"to_step": "office"}, field="to_step"),
        Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
        Refused(
            code="restricted",
            item=SECRET,
            by=POLICE_HEAD,
            after=(SampleStep(act="submit-report", by=POLICE),),
            sent={"reason": "Lời."},
        ),
        Refused(code="reason-missing", sent={"reason": None}),
        Refused(code="reason-unknown", command={"reason_code": "một lời"}),
        Refused(code="correct-by", sent=_far, field="correct_by"),
    ),
)
