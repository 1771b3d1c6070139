"""A contested line: by whom, of what, how often, who answers; and nothing recorded changes."""

from datetime import date

import pytest

from services.domain.assignment.issuing import ContributionsDue
from services.domain.errors import NotAllowed, Refusal
from services.domain.instants import start_of
from services.domain.roles import Holder, Office
from services.domain.task.acts.accept_contest import AcceptContest
from services.domain.task.acts.contest_line import ContestLine
from services.domain.task.acts.reject_contest import RejectContest
from services.domain.task.appraisal_lines import AppraisalLine, lines_of, month_of, tally
from services.domain.task.contesting import described, own_lines, still_contestable
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.events import Ground
from services.domain.task.owners import OwnedBy
from services.domain.task.requests import is_asked, may_answer, open_requests
from tests import givens
from tests.domain.appraised_lives import (
    DUE_ON,
    STREAM,
    confirmed,
    issued,
    named,
    passed,
    product,
    reassigned,
    reported,
    returned,
    task_of,
)
from tests.domain.day_by_day import RULES, send
from tests.domain.task_world import OTHER_HEAD

COLLEAGUE = givens.holder("colleague", (Office.SPECIALIST, "KTHTDT"))
LATER = date(2026, 12, 21)  # a Monday; the task was due on Tuesday 15 December 2026
MISSED, PRODUCT = ContestSubject.MISSED_DATE, ContestSubject.PRODUCT


def contest(
    story: givens.Story,
    by: Holder = givens.SPECIALIST,
    about: ContestSubject = MISSED,
    submission: int | None = None,
    on: date = LATER,
    *,
    unit: str | None = None,
) -> None:
    command = ContestLine(
        stream=STREAM,
        about=about,
        submission=submission,
        unit=unit,
        reason=givens.words("Văn bản giấy đến đúng hạn."),
        reason_code=None,
    )
    send(story, by, command, start_of(on, 9))


def answer(
    story: givens.Story,
    number: int = 1,
    *,
    accepts: bool,
    by: Holder = givens.CHIEF,
    on: date = LATER,
) -> None:
    act = AcceptContest if accepts else RejectContest
    command = act(
        stream=STREAM, contest=number, reason=givens.words("Đã đối chiếu."), reason_code=None
    )
    send(story, by, command, start_of(on, 10))


def late() -> givens.Story:
    """Missed, then reported by the specialist."""
    story = passed(issued())
    reported(story, date(2026, 12, 17))
    return story


def line(story: givens.Story, on: date = LATER) -> AppraisalLine:
    (only,) = lines_of(product(story, on), month_of(DUE_ON))
    return only


def test_an_accepted_contest_stands_beside_the_line_and_changes_no_other_count() -> None:
    story = late()
    before = tally([line(story)])
    contest(story)
    assert is_asked(task_of(story))
    waiting = tally([line(story)])
    assert (waiting.contests_open, waiting.late) == (1, 1)
    answer(story, accepts=True)
    after = tally([line(story)])
    assert (after.contests_open, after.contests_accepted, after.contests_rejected) == (0, 1, 0)
    assert (after.late, after.days_late, after.due) == (before.late, before.days_late, before.due)
    assert task_of(story).missed
    assert not is_asked(task_of(story))
    (said,) = task_of(story).contests
    assert described(said).endswith("được chấp nhận ngày 21/12/2026")


def test_of_one_line_one_contest_waits_and_after_a_rejection_there_may_be_another() -> None:
    story = late()
    contest(story)
    with pytest.raises(Refusal, match="đang chờ trả lời"):
        contest(story)
    contest(story, givens.HEAD, PRODUCT)
    answer(story, accepts=False)
    contest(story)
    assert [each.number for each in task_of(story).contests] == [1, 2, 3]
    answer(story, 3, accepts=True)
    with pytest.raises(Refusal, match="đã được chấp nhận"):
        contest(story)


def test_a_line_is_contested_by_its_official_or_the_unit_s_head_alone() -> None:
    story = late()
    for who in (COLLEAGUE, givens.CHIEF, givens.OTHER, givens.INSPECTOR):
        with pytest.raises(NotAllowed, match="cán bộ có tên ở dòng bằng chứng"):
            contest(story, who)
    contest(story, givens.HEAD)
    assert task_of(story).contests[0].owner.person_id == givens.SPECIALIST.person_id


def test_a_named_official_contests_and_who_sent_it_does_not() -> None:
    story = issued()
    named(story, COLLEAGUE)
    reported(passed(story), date(2026, 12, 17))
    with pytest.raises(NotAllowed):
        contest(story)
    contest(story, COLLEAGUE)
    owner = task_of(story).contests[0].owner
    assert (owner.person_id, owner.by) == (COLLEAGUE.person_id, OwnedBy.NAMED)


def test_nobody_answers_for_the_own_line_wherever_they_work_now() -> None:
    story = late()
    contest(story)
    moved = Holder(person_id=givens.SPECIALIST.person_id, offices=givens.CHIEF.offices)
    assert not may_answer(task_of(story), RULES.policy, moved)
    with pytest.raises(NotAllowed, match="Không ai tự quyết định"):
        answer(story, accepts=True, by=moved)
    assert may_answer(task_of(story), RULES.policy, givens.CHIEF)


def test_what_a_former_lead_missed_is_its_own_to_contest() -> None:
    story = late()
    reassigned(story, date(2026, 12, 18), "VHXH")
    with pytest.raises(NotAllowed):
        contest(story, givens.OTHER)
    contest(story, givens.HEAD)
    (request,) = open_requests(task_of(story))
    assert request.unit == "KTHTDT"


def test_a_confirmed_product_and_a_return_are_contested_in_their_own_periods() -> None:
    story = issued(at=date(2026, 11, 23))
    reported(story, date(2026, 11, 25))
    returned(story, date(2026, 11, 26), Ground.FAILED_CONTENT)
    reported(story, date(2026, 12, 1))
    confirmed(story, date(2026, 12, 2))
    contest(story, about=ContestSubject.RETURN, submission=1)
    contest(story, about=PRODUCT)
    made = product(story, LATER)
    november, december = (
        tally(lines_of(made, month_of(day))) for day in (date(2026, 11, 30), DUE_ON)
    )
    assert (november.contests_open, december.contests_open) == (1, 1)
    answer(story, accepts=False)
    assert task_of(story).ending is not None


SIGNS_FOR_TWO = givens.holder(
    "signs for two", (Office.UNIT_HEAD, "VHXH"), (Office.UNIT_HEAD, "MTTQ")
)
LATE_CONTRIBUTION = ContestSubject.CONTRIBUTION


def two_late(*units: str) -> givens.Story:
    """Two supporting units gave nothing by the end of their day."""
    story, own = givens.Story(), date(2026, 12, 10)
    due = ContributionsDue(on=own, before_lead_working_days=3)
    story.tell([givens.issued(supporting_units=units, contributions=due)])
    return passed(story, own)


def test_who_signs_for_two_late_units_contests_the_line_of_the_one_they_name() -> None:
    story = two_late("VHXH", "MTTQ")
    with pytest.raises(Refusal, match="phải chọn đơn vị phối hợp đã bị ghi nhận chậm"):
        contest(story, SIGNS_FOR_TWO, LATE_CONTRIBUTION)
    contest(story, SIGNS_FOR_TWO, LATE_CONTRIBUTION, unit="MTTQ")
    (asked,) = task_of(story).contests
    assert (asked.owner.unit, asked.matter.unit) == ("MTTQ", "MTTQ")
    with pytest.raises(Refusal, match="đang chờ trả lời"):
        contest(story, SIGNS_FOR_TWO, LATE_CONTRIBUTION, unit="MTTQ")
    contest(story, SIGNS_FOR_TWO, LATE_CONTRIBUTION, unit="VHXH")
    assert [each.owner.unit for each in task_of(story).contests] == ["MTTQ", "VHXH"]
    made = product(story, LATER)
    of = {
        line.owner.unit: [each.contest.number for each in line.contests]
        for line in lines_of(made, month_of(DUE_ON))
        if line.contributions
    }
    assert of == {"VHXH": [2], "MTTQ": [1]}


def test_of_one_late_unit_the_unit_need_not_be_named_and_no_other_may_be() -> None:
    story = two_late("VHXH")
    for about, unit in ((LATE_CONTRIBUTION, "CAP"), (LATE_CONTRIBUTION, "KTHTDT")):
        with pytest.raises(Refusal, match="phải chọn đơn vị phối hợp đã bị ghi nhận chậm"):
            contest(story, OTHER_HEAD, about, unit=unit)
    contest(story, OTHER_HEAD, LATE_CONTRIBUTION)
    assert task_of(story).contests[0].matter.unit == "VHXH"
    story = late()
    with pytest.raises(Refusal, match="về điều khác thì không chọn đơn vị"):
        contest(story, unit="KTHTDT")


def test_a_line_of_somebody_else_is_said_to_be_theirs_and_not_to_be_missing() -> None:
    story = passed(two_late("VHXH"))
    with pytest.raises(NotAllowed, match="cán bộ có tên ở dòng bằng chứng"):
        contest(story, OTHER_HEAD, MISSED)
    with pytest.raises(NotAllowed, match="cán bộ có tên ở dòng bằng chứng"):
        contest(story, givens.HEAD, LATE_CONTRIBUTION, unit="VHXH")


def test_what_is_on_time_and_open_has_nothing_to_contest() -> None:
    story = issued()
    assert own_lines(task_of(story), givens.HEAD) == {}
    with pytest.raises(Refusal, match="chưa có gì để đề nghị xem lại"):
        contest(story, on=date(2026, 12, 2))
    story = late()
    assert still_contestable(task_of(story), givens.HEAD) == (
        ContestMatter(about=PRODUCT),
        ContestMatter(about=MISSED),
    )
