"""A clause gives one task to each lead unit; what is doubtful is said before it is sent."""

from datetime import date
from typing import Any

import pytest

from services.domain.directive.terms import ClauseOutcome
from services.domain.errors import Refusal
from services.domain.roles import Office
from services.domain.task.births import FIGURE_ASKED, OrderedBy, TaskAssigned
from tests import givens
from tests.domain.directive.directive_life import (
    BEGIN,
    CHIEF,
    CLERK,
    CODE,
    FORMER,
    INSPECTOR,
    LEADER,
    OUTSIDER,
    DirectiveLife,
    assigning,
    laying,
    ordering,
    registering,
    secret,
)
from tests.domain.directive.test_clauses import TEXT

FRIDAY = date(2026, 6, 19)
SATURDAY = date(2026, 6, 20)


def registered(command: Any = None) -> DirectiveLife:
    life = DirectiveLife()
    life.send(CLERK, command or registering())
    return life


def refused(command: Any, life: DirectiveLife | None = None, who: Any = CLERK) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        (life or registered()).send(who, command)
    return refusal.value


def task(life: DirectiveLife, number: int) -> TaskAssigned:
    return life.tasks[f"task-{CODE}.{number}"]


def test_a_task_knows_where_it_comes_from_and_what_is_expected() -> None:
    life = registered()
    life.send(CLERK, laying(TEXT))
    life.send(CLERK, assigning(clause="k1", follower=CLERK.person_id))
    made = task(life, 1)
    assert (made.directive, made.number, made.clause) == (CODE, 1, "k1")
    assert (made.lead_unit, made.supporting_units) == ("KTHTDT", ("VHXH",))
    assert (made.assigned_on, made.due_on) == (BEGIN, FRIDAY)
    assert made.superior_due_on == date(2026, 6, 30)
    assert made.acknowledge_by == date(2026, 6, 3)
    assert made.contributions is not None
    assert made.contributions.on == date(2026, 6, 16)
    assert made.follower == CLERK.person_id
    assert (made.occurrence_on, made.measures, made.restricted) == (None, (), False)
    assert life.directive.clauses[0].outcome is ClauseOutcome.TASK
    assert life.directive.clauses[0].tasks == (1,)


def test_several_lead_units_have_a_task_each_and_numbers_go_on() -> None:
    life = registered()
    life.send(CLERK, assigning(lead_units=("KTHTDT", "VP")))
    life.send(CLERK, assigning(lead_units=("VHXH",), supporting_units=()))
    assert [each.number for each in life.directive.tasks] == [1, 2, 3]
    assert [each.lead for each in life.directive.tasks] == ["KTHTDT", "VP", "VHXH"]
    assert task(life, 3).contributions is None
    assert life.directive.next_number == 4


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"lead_units": ()}, "leads-missing", "lead_units"),
        ({"lead_units": ("KTHTDT", "KTHTDT")}, "unit-twice", "lead_units"),
        ({"supporting_units": ("VP", "VP")}, "unit-twice", "supporting_units"),
        ({"lead_units": ("XYZ",)}, "unit-unknown", "lead_units"),
        ({"supporting_units": ("XYZ",)}, "unit-unknown", "supporting_units"),
        ({"lead_units": ("MTTQ",)}, "lead-outside", "lead_units"),
        ({"supporting_units": ("KTHTDT",)}, "lead-supports", "supporting_units"),
        ({"title": None}, "title-missing", "title"),
        ({"follower": OUTSIDER.person_id}, "follower-elsewhere", "follower"),
        ({"follower": givens.person("nobody")}, "follower-elsewhere", "follower"),
        ({"clause": "k1"}, "clause-unknown", "clause"),
        ({"lead_units": ("CAP",), "asks_figure": True}, "figure-restricted", "asks_figure"),
        ({"orderer": OUTSIDER.person_id}, "not-orderer", "orderer"),
        ({"orderer": FORMER.person_id}, "not-orderer", "orderer"),
        ({"orderer": None}, "orderer-missing", "orderer"),
        ({"ordered_on": date(2026, 6, 2)}, "ordered-in-future", "ordered_on"),
        ({"superior_due_on": date(2026, 5, 1)}, "superior-day-early", "superior_due_on"),
        ({"due_on": None}, "due-missing", "due_on"),
        ({"without_due": True}, "due-twice", "due_on"),
        ({"due_on": date(2026, 5, 31)}, "due-past", "due_on"),
    ],
)
def test_work_that_cannot_be_given_is_refused_beside_its_field(
    changes: dict[str, Any], code: str, field: str
) -> None:
    refusal = refused(assigning(**changes))
    assert (refusal.code, refusal.field) == (code, field)


def test_a_day_that_is_over_is_refused_also_where_a_day_is_kept_despite() -> None:
    assert refused(assigning(due_on=date(2026, 5, 31), despite=True)).code == "due-past"


def test_today_is_still_a_day() -> None:
    life = registered()
    life.send(CLERK, assigning(due_on=BEGIN))
    assert task(life, 1).due_on == BEGIN


def test_a_rest_day_is_said_with_the_next_working_day_and_kept_when_confirmed() -> None:
    life = registered()
    refusal = refused(assigning(due_on=SATURDAY), life)
    assert refusal.code == "due-rest-day"
    assert "22/06/2026" in refusal.sentence
    life.send(CLERK, assigning(due_on=SATURDAY, despite=True))
    assert task(life, 1).due_on == SATURDAY


def test_a_day_after_the_upper_bodys_is_said_and_kept_when_confirmed() -> None:
    life = registered()
    refusal = refused(assigning(due_on=date(2026, 7, 1)), life)
    assert refusal.code == "due-after-superior"
    assert "30/06/2026" in refusal.sentence
    life.send(CLERK, assigning(due_on=date(2026, 7, 1), despite=True))
    assert task(life, 1).due_on == date(2026, 7, 1)


def test_both_doubts_are_said_at_once() -> None:
    refusal = refused(assigning(due_on=date(2026, 7, 4)))
    assert refusal.code == "due-after-superior"
    assert "30/06/2026" in refusal.sentence
    assert "06/07/2026" in refusal.sentence


def test_the_upper_bodys_day_of_the_work_goes_before_that_of_the_directive() -> None:
    life = registered()
    life.send(CLERK, assigning(superior_due_on=date(2026, 7, 31), due_on=date(2026, 7, 1)))
    assert task(life, 1).superior_due_on == date(2026, 7, 31)


def test_work_without_a_day_has_none_for_its_supporters_either() -> None:
    life = registered()
    life.send(CLERK, assigning(due_on=None, without_due=True))
    assert (task(life, 1).due_on, task(life, 1).contributions) == (None, None)


def test_a_figure_is_asked_as_a_measure_of_the_task() -> None:
    life = registered()
    life.send(CLERK, laying(TEXT))
    life.send(CLERK, assigning(clause="k2", asks_figure=True))
    assert task(life, 1).measures == (FIGURE_ASKED,)
    assert life.directive.clauses[1].outcome is ClauseOutcome.FIGURE


def test_a_clause_must_be_named_where_there_are_clauses() -> None:
    life = registered()
    life.send(CLERK, laying(TEXT))
    assert refused(assigning(), life).code == "clause-missing"


def test_who_ordered_is_named_else_of_the_directive_else_the_leader_who_acts() -> None:
    life = registered(ordering(ordered_on=date(2026, 5, 31)))
    life.send(CLERK, assigning(orderer=None))
    of_directive = OrderedBy(
        person_id=LEADER.person_id, office=Office.VICE_CHAIR, on=date(2026, 5, 31)
    )
    assert task(life, 1).ordered_by == of_directive
    life.send(CLERK, assigning(orderer=FORMER.person_id, ordered_on=date(2026, 3, 2)))
    assert task(life, 2).ordered_by.office is Office.CHAIR
    own = registered()
    own.send(CHIEF, assigning(orderer=None))
    assert task(own, 1).ordered_by == OrderedBy(
        person_id=CHIEF.person_id, office=Office.CHIEF_OF_OFFICE, on=BEGIN
    )


def test_of_secret_work_nothing_is_said_in_words() -> None:
    life = registered(secret())
    assert refused(assigning(), life).code == "directive-secret"
    assert refused(assigning(product=None), life).field == "title"
    assert refused(assigning(title=None), life).field == "product"
    wordless = {"title": None, "product": None}
    assert refused(assigning(**wordless, asks_figure=True), life).code == "figure-restricted"
    life.send(CLERK, assigning(**wordless))
    assert (task(life, 1).title, task(life, 1).restricted) == (None, True)


def test_work_of_a_unit_that_reports_in_secret_is_restricted() -> None:
    life = registered()
    life.send(CLERK, assigning(lead_units=("CAP", "KTHTDT")))
    assert [task(life, number).restricted for number in (1, 2)] == [True, False]


def test_who_may_not_register_gives_no_work_either() -> None:
    assert refused(assigning(), who=INSPECTOR).code == "not-registering"
    assert refused(assigning(), who=OUTSIDER).code == "no-directive"
