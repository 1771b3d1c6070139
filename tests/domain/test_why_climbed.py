"""Vì sao a task climbed: by the rules that decided it, not by those of today."""

from dataclasses import replace
from datetime import UTC, date

from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.instants import end_of, start_of
from services.domain.roles import Office
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.events import (
    DeadlineMissed,
    OverdueEscalated,
    RequestEscalated,
    StepTimeExpired,
    TaskEscalated,
)
from services.domain.task.step_limits import is_expired
from services.domain.task.why import explanations
from services.domain.task.why_parts import Explanation, WhyTopic
from tests import givens
from tests.domain import act_states
from tests.domain.act_states import LivedTask
from tests.domain.day_by_day import CALENDAR, RULES, clock

TODAY = date(2026, 12, 28)
NAMES = Names(units={"KTHTDT": "Phòng Kinh tế"})
THEN, NOW = "policy-ward@1", "policy-ward@2"


def lived() -> LivedTask:
    story = givens.Story()
    story.at = act_states.ISSUED_AT
    story.tell([givens.issued()])
    return LivedTask(story=story, lead=givens.SPECIALIST, head=givens.HEAD, last=givens.CHIEF)


def by_rules_of_then(story: givens.Story) -> None:
    """Everything that was recorded was decided by the first version of the rules."""
    story.facts = [replace(fact, policy_version=THEN) for fact in story.facts]


def why(story: givens.Story) -> dict[WhyTopic, Explanation]:
    """By rules of today that would have decided otherwise."""
    assert story.task is not None
    chasing = replace(RULES.policy.chasing, escalate_at=5)
    requests = replace(RULES.policy.requests, answer_within_working_days=9)
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=replace(RULES.policy, chasing=chasing, requests=requests),
        policy_version=NOW,
        now=start_of(TODAY, 9).astimezone(UTC),
        calendar=CALENDAR,
    )
    return {each.topic: each for each in explanations(story.task, story.facts, context, NAMES)}


def version_of(story: givens.Story, kind: type[Event]) -> int:
    return next(fact.version for fact in story.facts if isinstance(fact.event, kind))


def test_a_chase_that_climbed_names_the_number_and_the_rules_of_then() -> None:
    story = lived().story
    story.tell([ChaseSent(chase=n, paper=None, note=None) for n in (1, 2, 3)])
    story.tell([TaskEscalated(chase=3, to=RULES.policy.chasing.escalate_to, person_id=None)])
    by_rules_of_then(story)
    escalated = why(story)[WhyTopic.ESCALATED]
    assert escalated.sentence == (
        "Báo cáo lãnh đạo vì đã đôn đốc 3 lần mà báo cáo chưa được ký; theo quy tắc của phường "
        "khi đó, lần đôn đốc thứ 3 phải báo cáo lãnh đạo."
    )
    assert escalated.facts == (2, 3, 4, 5)
    assert (escalated.by_policy, escalated.rules_version) == (True, THEN)


def test_a_missed_date_that_climbed_names_the_rules_of_then() -> None:
    story = lived().story
    story.tell([DeadlineMissed(due_on=date(2026, 12, 15), cause="due_day_ended")])
    step = OverdueEscalated(
        due_on=date(2026, 12, 15),
        after_working_days=1,
        overdue_working_days=1,
        to=(Office.UNIT_HEAD,),
        unit="KTHTDT",
        person_id=None,
        as_request=False,
    )
    story.tell([step])
    by_rules_of_then(story)
    assert why(story)[WhyTopic.CLIMBED].rules_version == THEN


def test_a_request_that_climbed_says_to_whom_and_when() -> None:
    declined = lived()
    act_states.STATES["declined, the request was reported to a leader"](declined)
    story = declined.story
    by_rules_of_then(story)
    explained = why(story)[WhyTopic.UNANSWERED]
    assert explained.sentence == (
        "Đề nghị từ chối tiếp nhận của Phòng Kinh tế gửi ngày 16/09/2026 được báo cáo Phó Chủ "
        "tịch hoặc Chủ tịch ngày 01/10/2026 vì đã hết thời gian trả lời theo quy tắc của phường "
        "khi đó mà chưa ai trả lời."
    )
    assert version_of(story, RequestEscalated) in explained.facts
    assert len(explained.facts) == 2
    assert (explained.rules_version, explained.by_calendar) == (THEN, True)


def test_a_request_that_waits_in_its_time_climbed_to_nobody() -> None:
    declined = lived()
    act_states.STATES["declined, not answered"](declined)
    assert WhyTopic.UNANSWERED not in why(declined.story)


def test_a_step_whose_time_ran_out_says_since_when_the_report_waits() -> None:
    sent = lived()
    act_states.STATES["signed by the unit, waits for the next step"](sent)
    story = sent.story
    assert WhyTopic.EXPIRED not in why(story)
    clock(story, end_of(date(2026, 10, 9)))
    assert is_expired(sent.task)
    by_rules_of_then(story)
    explained = why(story)[WhyTopic.EXPIRED]
    assert "Ngày 01/10/2026 báo cáo bản 1 đến bước Văn phòng" in explained.sentence
    assert "Thời gian này không tính là chậm" in explained.sentence
    assert explained.facts[-1] == version_of(story, StepTimeExpired)
    assert (explained.rules_version, explained.by_calendar) == (THEN, True)
