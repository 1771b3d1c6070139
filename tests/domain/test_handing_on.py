"""A task that goes to another unit: whose the missed date is, and what does not go along."""

from datetime import date

from services.domain.assignment.issuing import ContributionsDue
from services.domain.instants import end_of
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.events import DeadlineMissed, Ground
from services.domain.task.lateness import OfficialStatus
from services.domain.task.line_owners import owner_of_miss
from services.domain.task.specialists import specialist_of
from tests import givens
from tests.domain import appraised_lives as life
from tests.domain.day_by_day import clock

AFTER, LATER = date(2026, 12, 17), date(2026, 12, 22)  # due on Tuesday 15 December 2026


def _causes(story: givens.Story) -> list[str]:
    return [fact.event.cause for fact in story.facts if isinstance(fact.event, DeadlineMissed)]


def test_a_waiting_request_leaves_the_missed_date_with_the_unit_that_asked() -> None:
    story = life.issued()
    life.asked(story, life.DUE_ON, date(2026, 12, 30))
    life.reassigned(story, AFTER, "VHXH")
    clock(story, end_of(LATER))
    assert _causes(story) == ["task_reassigned"]
    assert owner_of_miss(life.task_of(story)).unit == "KTHTDT"


def test_the_clock_that_was_away_leaves_it_there_as_well() -> None:
    story = life.issued()
    life.reassigned(story, AFTER, "VHXH")
    clock(story, end_of(LATER))
    assert _causes(story) == ["due_day_ended"]
    assert owner_of_miss(life.task_of(story)).unit == "KTHTDT"


def test_nobody_misses_a_day_for_which_another_unit_has_signed_in_time() -> None:
    """Neither who signed, nor who got the task two days after its due day."""
    story = life.issued()
    life.reported(story, date(2026, 12, 14))
    life.reassigned(story, AFTER, "VHXH")
    clock(story, end_of(LATER))
    assert _causes(story) == []
    product = life.product(story, LATER)
    assert product.status is OfficialStatus.RUNNING_LATE, "the official status asks for the day"
    assert product.lateness is None


def test_nobody_misses_a_day_while_a_correction_of_another_unit_has_time() -> None:
    story = life.issued()
    life.reported(story, date(2026, 12, 14))
    life.returned(story, date(2026, 12, 15), Ground.FORMAL_GAP)
    life.reassigned(story, date(2026, 12, 16), "VHXH")
    clock(story, end_of(LATER))
    assert _causes(story) == []


def test_who_got_it_on_the_due_day_misses_it() -> None:
    story = life.issued()
    life.reassigned(story, life.DUE_ON, "VHXH")
    clock(story, end_of(life.DUE_ON))
    assert _causes(story) == ["due_day_ended"]
    assert owner_of_miss(life.task_of(story)).unit == "VHXH"


def test_what_the_new_lead_missed_as_a_supporting_unit_is_not_lost() -> None:
    """The clock was away since before 10/12; afterwards it asks supporting units only."""
    story = givens.Story()
    due = ContributionsDue(on=date(2026, 12, 10), before_lead_working_days=3)
    story.tell([givens.issued(contributions=due)])
    life.reassigned(story, date(2026, 12, 11), "VHXH")
    clock(story, end_of(date(2026, 12, 11)))
    late = life.task_of(story).contributions.late
    assert [(each.unit, each.due_on) for each in late] == [("VHXH", due.on)]


def test_who_was_named_in_the_former_lead_unit_is_not_when_it_comes_back() -> None:
    """The supporting unit that leads now keeps its own."""
    story = life.issued()
    life.named(story, givens.SPECIALIST)
    own = SpecialistNamed(unit="VHXH", person_id=givens.OTHER.person_id, by_on=None, note=None)
    story.tell([own])
    life.reassigned(story, date(2026, 12, 3), "VHXH")
    assert [each.unit for each in life.task_of(story).specialists] == ["VHXH"]
    life.reassigned(story, date(2026, 12, 4), "KTHTDT")
    assert specialist_of(life.task_of(story), "KTHTDT") is None
    assert life.task_of(story).specialists == ()
