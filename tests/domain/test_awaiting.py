"""For whom a task waits: rows, board, page and “Vì sao?” say one and the same, in every state."""

from collections.abc import Iterator

import pytest

from api.labels import phrases
from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.roles import Holder
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.awaiting import Awaited, AwaitedFor, awaited
from services.domain.task.why import explanations
from services.domain.task.why_parts import Explanation, WhyTopic
from tests import givens
from tests.domain.act_states import STATES, WHY, LivedTask, lives_of
from tests.domain.day_by_day import CALENDAR, RULES

UNITS = {"KTHTDT": "Phòng Kinh tế", "VP": "Văn phòng"}
LEADS = {
    "KTHTDT": (givens.SPECIALIST, givens.HEAD, givens.CHIEF),
    "VP": (givens.CHECKER, givens.CHIEF, givens.VICE_CHAIR),
}


def _said(lived: LivedTask) -> tuple[Awaited | None, Explanation | None]:
    context = DecisionContext(
        holder=givens.INSPECTOR, policy=RULES.policy, now=lived.story.at, calendar=CALENDAR
    )
    every = explanations(lived.task, lived.story.facts, context, Names(units=UNITS))
    why = next((each for each in every if each.topic is WhyTopic.WAITS), None)
    return awaited(lived.task, RULES.policy, CALENDAR), why


def _states(unit: str, people: tuple[Holder, Holder, Holder]) -> Iterator[tuple[str, LivedTask]]:
    yield from zip(STATES, lives_of(unit, *people), strict=True)


@pytest.mark.parametrize("unit", LEADS)
def test_a_row_and_its_why_name_the_same_people_in_every_state(unit: str) -> None:
    for state, lived in _states(unit, LEADS[unit]):
        turn, why = _said(lived)
        assert (turn is None) is (why is None), state
        if why is None:
            assert lived.task.ending, state
            continue
        row = phrases.waits_for(turn, UNITS).removeprefix("Đang chờ: ")
        people = row.partition(" từ ngày ")[0]
        assert why.sentence.startswith(f"Chờ {people} "), (state, why.sentence)
        asked = phrases.asked(lived.task).removeprefix("Chờ trả lời: ")
        assert all(each in why.sentence for each in asked.split(", ")), (state, why.sentence)
        assert why.facts, state


def test_each_reason_to_wait_is_met_and_has_its_words() -> None:
    said = {
        state: (turn.to, why.sentence)
        for state, lived in _states("KTHTDT", LEADS["KTHTDT"])
        for turn, why in [_said(lived)]
        if turn is not None and why is not None
    }
    assert {to for to, _ in said.values()} == set(AwaitedFor)
    assert said["suspended"] == (
        AwaitedFor.RESUME,
        "Chờ Chánh Văn phòng cho tiếp tục vì việc tạm dừng từ ngày 16/09/2026.",
    )
    assert said["declined, not answered"] == (
        AwaitedFor.ANSWER,
        (
            "Chờ Chánh Văn phòng trả lời vì đề nghị từ chối tiếp nhận của Phòng "
            "Kinh tế gửi ngày 16/09/2026 chưa được trả lời."
        ),
    )
    climbed = said["declined, the request was reported to a leader"][1]
    assert climbed.startswith("Chờ Chánh Văn phòng hoặc Phó Chủ tịch")
    assert said["more time asked for"] == (
        AwaitedFor.WORK,
        (
            "Chờ Phòng Kinh tế vì chưa có báo cáo nào đang chờ. Cũng đang chờ trả lời: đề nghị "
            "gia hạn."
        ),
    )
    assert said["confirmed, a contest waits"][0] is AwaitedFor.ANSWER
    assert "withdrawn" not in said


def test_a_report_that_was_sent_is_not_decided_while_the_task_is_suspended() -> None:
    """What the review found: the row named the chief of the Office, “Vì sao?” the unit."""
    lives = dict(_states("KTHTDT", LEADS["KTHTDT"]))
    lived = lives["signed by the unit, waits for the next step"]
    lived.act(givens.CHIEF, SuspendTask(paper=None, **WHY), lived.story.at)
    turn, why = _said(lived)
    assert turn is not None
    assert turn.to is AwaitedFor.RESUME
    assert why is not None
    assert why.sentence.startswith("Chờ Chánh Văn phòng cho tiếp tục")
