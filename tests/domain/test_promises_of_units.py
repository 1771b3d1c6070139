"""What became of what a unit promised, and how long a leader's instruction stands."""

from datetime import date, timedelta

import pytest

from services.domain.context import DecisionContext
from services.domain.errors import Refusal
from services.domain.replacing import replace
from services.domain.roles import Office
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.chase_supporter import SupporterChased
from services.domain.task.acts.give_instruction import ACT as INSTRUCT
from services.domain.task.acts.give_instruction import InstructionGiven
from services.domain.task.acts.note_promise import PromiseNoted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.contacts import (
    ContactWay,
    UnitPromise,
    UnitPromiseOutcome,
    open_promise,
    outcomes,
)
from services.domain.task.events import TaskEscalated
from services.domain.task.state import Task
from tests import givens
from tests.domain.task_world import OTHER_VICE_CHAIR
from tests.givens import CHECKER, HEAD, SPECIALIST, VICE_CHAIR, Story

DAY = date(2026, 12, 10)
PHONE = ContactWay.PHONE


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def promise(made: int, by: int, signed: int | None = None) -> UnitPromise:
    return UnitPromise(
        made_on=on(made), by_on=on(by), way=PHONE, signed_on=None if signed is None else on(signed)
    )


@pytest.mark.parametrize(
    ("promises", "today", "expected"),
    [
        ([], 0, []),
        ([promise(0, 3)], 3, ["standing"]),
        ([promise(0, 3)], 4, ["broken"]),
        ([promise(0, 3, 3)], 9, ["kept"]),
        ([promise(0, 3, 4)], 9, ["broken"]),
        ([promise(0, 3), promise(3, 6)], 4, ["replaced", "standing"]),
        ([promise(0, 3), promise(4, 6)], 4, ["broken", "standing"]),
        ([promise(0, 3), promise(1, 6, 2)], 9, ["replaced", "kept"]),
    ],
)
def test_a_promise_is_kept_broken_or_replaced(
    promises: list[UnitPromise], today: int, expected: list[str]
) -> None:
    assert outcomes(promises, on(today)) == tuple(UnitPromiseOutcome(each) for each in expected)


def noted_story() -> Story:
    """A task with a promise and an instruction."""
    story = Story()
    story.tell([givens.issued()])
    story.go(DAY)
    given = InstructionGiven(text=givens.words("instruction"), by_on=on(2))
    story.tell([given], givens.actor(VICE_CHAIR))
    noted = PromiseNoted(by_on=on(2), way=PHONE, who=None, note=None)
    story.tell([noted], givens.actor(CHECKER))
    return story


def state(story: Story) -> Task:
    assert story.task is not None
    return story.task


def test_the_signature_answers_both_and_no_due_day_moves() -> None:
    story = noted_story()
    task = state(story)
    assert task.instruction is not None
    assert (task.instruction.office, task.instruction.by_on) == (Office.VICE_CHAIR, on(2))
    due = task.due
    reported = ReportSubmitted(
        submission=1,
        text=givens.words("report"),
        figures=(),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
    )
    story.tell([reported], givens.actor(SPECIALIST))
    assert state(story).instruction is not None, "the unit has not signed"
    approved = SubmissionApproved(submission=1, rung="unit_head", correction=None, counted_on=None)
    story.tell([approved], givens.actor(HEAD))
    task = state(story)
    assert task.instruction is None
    assert open_promise(task.promises) is None
    assert outcomes(task.promises, on(9)) == (UnitPromiseOutcome.KEPT,)
    assert task.due == due


def test_a_chase_of_a_supporter_is_not_one_of_the_lead() -> None:
    story = noted_story()
    chased = SupporterChased(unit="VHXH", chase=1, paper=None, note=None)
    story.tell([chased], givens.actor(CHECKER))
    task = state(story)
    assert task.chases == 0
    assert [each.unit for each in task.contributions.chased] == ["VHXH"]


def test_who_is_not_in_charge_may_once_the_task_was_reported_to_them() -> None:
    story = noted_story()
    context = DecisionContext(holder=OTHER_VICE_CHAIR, policy=givens.policy(), now=story.at)
    refused = INSTRUCT.answer(state(story), context)
    assert isinstance(refused, Refusal)
    assert refused.code == "another-leader"
    person = OTHER_VICE_CHAIR.person_id
    escalated = TaskEscalated(chase=3, to=(Office.VICE_CHAIR,), person_id=person)
    story.tell([escalated])
    assert INSTRUCT.offered(state(story), context) is not None
    elsewhere = replace(escalated, person_id=VICE_CHAIR.person_id)
    story.tell([elsewhere])
    assert INSTRUCT.offered(state(story), context) is None
