"""Xác nhận hoàn thành."""

from functools import partial
from typing import Final

from services.domain.roles import Office
from services.domain.task.acts.confirm_submission import ACT
from tests.acts.rights import Relation, State
from tests.acts.sample import (
    CHECKER,
    CHIEF,
    HEAD_AND_CHIEF,
    INDICATOR,
    OTHER_LEADER,
    ActSample,
    Refused,
    SampleStep,
)
from tests.acts.task.common import (
    APPROVED,
    ASKED,
    OPENS,
    REPORTED,
    SUSPENDED,
    WITHDRAWN,
    by_leader_in_charge,
    judged,
)
from tests.acts.task.corrections import CORRECTED_FIGURES

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=(
        (
            frozenset({Office.CHIEF_OF_OFFICE}),
            frozenset(Relation),
            frozenset({State.APPROVED}),
        ),
    ),
    page="/viec/{stream}/xac-nhan",
    opens=OPENS,
    call="/api/tasks/{stream}/confirmation",
    json=judged,
    after=APPROVED,
    refused=(
        Refused(
            code="extension-first",
            after=(*ASKED, SampleStep(act="submit-report", days=25), "approve-submission"),
            days=1,
        ),
        Refused(code="task-closed", after=(*APPROVED, *WITHDRAWN)),
        Refused(code="task-suspended", after=(*APPROVED, *SUSPENDED)),
        Refused(code="newer-submission", sent={"submission": 7}),
        Refused(code="already-decided", after=(*REPORTED, "recall-submission")),
        Refused(code="not-approved-yet", after=REPORTED),
        Refused(
            code="two-rungs",
            by=HEAD_AND_CHIEF,
            after=(*REPORTED, SampleStep(act="approve-submission", by=HEAD_AND_CHIEF)),
        ),
        Refused(code="not-this-rung", by=CHECKER),
        Refused(
            code="not-in-charge",
            by=OTHER_LEADER,
            after=APPROVED,
            policy=partial(by_leader_in_charge, last=True),
        ),
        Refused(code="field-correction", sent={"correction": "khac"}, field="correction"),
        Refused(
            code="correction-unjudged",
            item=INDICATOR,
            after=CORRECTED_FIGURES,
            field="correction",
        ),
    ),
)
