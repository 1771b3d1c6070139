"""Duyệt báo cáo."""

from dataclasses import replace
from typing import Final

from services.domain.policy import Policy
from services.domain.roles import Office
from services.domain.task.acts.approve_submission import ACT
from tests.acts.rights import LED, State
from tests.acts.sample import (
    CHIEF,
    HEAD,
    HEAD_AND_CHIEF,
    INDICATOR,
    OTHER_LEADER,
    SPECIALIST,
    VICE_CHAIR,
    ActSample,
    Refused,
    SampleStep,
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
from tests.acts.task.corrections import CORRECTED_FIGURES


def _three_steps(policy: Policy) -> Policy:
    """The Office's step before the last one: the leaders confirm what it has agreed to."""
    leaders = policy.chain_for("VP").rungs[-1]
    chains = tuple(
        chain if chain.lead_units else replace(chain, rungs=(*chain.rungs, leaders))
        for chain in policy.chains
    )
    return replace(policy, chains=chains)


SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=((frozenset({Office.UNIT_HEAD}), LED, frozenset({State.SUBMITTED})),),
    page="/viec/{stream}/duyet",
    opens=OPENS,
    call="/api/tasks/{stream}/approval",
    json=judged,
    after=REPORTED,
    refused=(
        Refused(code="task-closed", after=(*REPORTED, *WITHDRAWN)),
        Refused(code="task-suspended", after=(*REPORTED, *SUSPENDED)),
        Refused(code="newer-submission", sent={"submission": 7}),
        Refused(code="already-decided", after=(*REPORTED, "recall-submission")),
        Refused(code="already-approved", after=APPROVED),
        Refused(
            code="two-rungs",
            by=HEAD_AND_CHIEF,
            after=(SampleStep(act="submit-report", by=HEAD_AND_CHIEF),),
            policy=_three_steps,
        ),
        Refused(
            code="not-this-rung",
            by=SPECIALIST,
            after=(SampleStep(act="submit-report", by=HEAD),),
            policy=_three_steps,
        ),
        Refused(code="not-this-rung", by=VICE_CHAIR),
        Refused(code="not-in-charge", by=OTHER_LEADER, after=APPROVED, policy=by_leader_in_charge),
        Refused(code="field-correction", sent={"correction": "khac"}, field="correction"),
        Refused(
            code="correction-unjudged",
            item=INDICATOR,
            by=CHIEF,
            after=CORRECTED_FIGURES,
            policy=_three_steps,
            field="correction",
        ),
    ),
)
