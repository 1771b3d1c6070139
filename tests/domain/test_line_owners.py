"""Whose a recorded line is: what came on paper, who was named, who may claim a cause for it."""

from datetime import date

import pytest

from services.domain.assignment.issuing import ContributionsDue
from services.domain.errors import Refusal
from services.domain.instants import end_of, start_of
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.reassign_task import ReassignTask
from services.domain.task.acts.release_specialist import ReleaseSpecialist
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.causes import CauseSubject
from services.domain.task.events import Ground
from services.domain.task.owners import OwnedBy
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.appraised_lives import STREAM
from tests.domain.day_by_day import clock, send

LATER = date(2027, 1, 29)
AFTER = start_of(date(2026, 12, 18), 9)


def test_nobody_of_the_lead_is_named_for_what_an_outside_unit_sent_late_on_paper() -> None:
    story, own = givens.Story(), date(2026, 12, 10)
    due = ContributionsDue(on=own, before_lead_working_days=3)
    story.tell([givens.issued(contributions=due, supporting_units=("MTTQ",))])
    clock(story, end_of(own))
    on = date(2026, 12, 14)
    paper = Paper(number="07/MTTQ", dated_on=on)
    recorded = SubmitContribution(
        stream=STREAM, unit="MTTQ", text=None, on_paper=True, paper=paper
    )
    send(story, givens.SPECIALIST, recorded, start_of(on, 9))
    (late,) = life.product(story, LATER).contributions
    assert late.given_on == on
    assert (late.owner.unit, late.owner.by) == ("MTTQ", OwnedBy.NOBODY)
    assert late.owner.person_id is None


@pytest.mark.parametrize("ends", [True, False])
def test_who_was_named_when_the_date_was_missed_stays_named(ends: bool) -> None:
    """After the task ended without a report, and where the unit's head released them since."""
    story = life.issued()
    life.named(story, givens.SPECIALIST)
    life.passed(story)
    missed = life.product(story, date(2026, 12, 18)).lateness
    assert missed is not None
    assert missed.owner.by is OwnedBy.EXPECTED
    if ends:
        withdrawal = WithdrawTask(
            stream=STREAM, reason=givens.words("Theo kết luận."), reason_code=None, paper=None
        )
        send(story, givens.CHIEF, withdrawal, AFTER)
    else:
        send(story, givens.HEAD, ReleaseSpecialist(stream=STREAM), AFTER)
    after = life.product(story, LATER).lateness
    assert after is not None
    assert after.owner == missed.owner


def _claim(who: Holder, about: CauseSubject, submission: int | None = None) -> ClaimCause:
    return ClaimCause(
        stream=STREAM,
        about=about,
        submission=submission,
        reason=givens.words(f"Mưa lũ, {who.person_id}."),
        reason_code=None,
        paper=None,
    )


@pytest.mark.parametrize(
    ("about", "submission"), [(CauseSubject.MISSED_DATE, None), (CauseSubject.RETURN, 1)]
)
def test_the_new_lead_claims_no_cause_for_what_was_the_former_one_s(
    about: CauseSubject, submission: int | None
) -> None:
    """Each claim is made once, so nobody may use up that of another unit."""
    story = life.issued()
    if submission:
        life.reported(story, date(2026, 12, 2))
        life.returned(story, date(2026, 12, 3), Ground.FAILED_CONTENT)
    life.passed(story)
    handed_on = ReassignTask(
        stream=STREAM,
        lead_unit="VHXH",
        reason=givens.words("Đúng chức năng."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.CHIEF, handed_on, AFTER)
    with pytest.raises(Refusal) as refused:
        send(story, givens.OTHER, _claim(givens.OTHER, about, submission), AFTER)
    assert refused.value.code == "nothing-late-or-returned"
    send(story, givens.SPECIALIST, _claim(givens.SPECIALIST, about, submission), AFTER)
    (claim,) = life.task_of(story).cause_claims
    assert claim.unit == "KTHTDT"
