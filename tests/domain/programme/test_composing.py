"""Composition: rows are merged, struck, ordered; what collides is decided on; it is signed."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.domain.calendar import Calendar
from services.domain.directive.events import DirectiveRegistered, directive_stream
from services.domain.directive.terms import DirectiveSource
from services.domain.directory.events import UnitRegistered
from services.domain.facts import Event
from services.domain.programme.events import ProgrammeSigned
from services.domain.programme.findings import findings, open_findings
from services.domain.programme.terms import RowState
from services.domain.task.births import TaskAssigned
from services.domain.task.rescheduling import TaskRescheduled
from tests import givens
from tests.domain.around_task import OPEN_TASK
from tests.domain.programme.programme_life import (
    CODE,
    PAPER,
    STREAM,
    ProgrammeLife,
    adding,
    amending,
    merging,
    opened,
    opening,
    ordering,
    registering,
    settling,
    signed,
    signing,
    striking,
)
from tests.domain.programme.test_registration import code_of


def keys(life: ProgrammeLife, *, left: bool = True) -> list[str]:
    listed = open_findings if left else findings
    return [each.key for each in listed(life.programme(), life.policy, life.calendar)]


def test_merged_rows_are_one_whose_units_are_all_of_theirs() -> None:
    life = opened(registered=1)
    life.send(givens.CHIEF, registering(lead_unit="VHXH", unit="VHXH", supporting_units=("VP",)))
    assert code_of(life, givens.HEAD, merging(1, 2)) == "not-composing"
    assert code_of(life, givens.CHIEF, merging(1)) == "programme-rows-missing"
    assert code_of(life, givens.CHIEF, merging(1, 2, reason=None)) == "reason-missing"
    assert code_of(life, givens.CHIEF, merging(1, 2, seen=1)) == "programme-moved-on"
    life.send(givens.CHIEF, merging(1, 2, seen=life.programme().version))
    row, gone = life.programme().rows[1], life.programme().rows[2]
    assert row.terms.supporting_units == ("VHXH", "VP")
    assert (gone.state, gone.merged_into) == (RowState.MERGED, 1)
    assert code_of(life, givens.CHIEF, merging(1, 2)) == "programme-row-gone"


def test_work_that_is_followed_is_merged_into_nothing() -> None:
    life = opened(registered=1)
    source = OPEN_TASK.removeprefix("task-")
    life.send(givens.SPECIALIST, registering(source=source, content=None))
    assert code_of(life, givens.CHIEF, merging(1, 2)) == "programme-merged-work"
    life.send(givens.CHIEF, merging(2, 1))


def test_a_row_is_struck_with_a_reason_that_its_unit_reads() -> None:
    life = opened(registered=1)
    assert code_of(life, givens.CHIEF, striking(reason=None)) == "reason-missing"
    life.send(givens.CHIEF, striking())
    row = life.programme().rows[1]
    assert (row.state, row.reason) == (RowState.STRUCK, givens.words("why"))


def test_rows_are_ordered_all_at_once() -> None:
    life = opened(registered=3)
    life.send(givens.CHIEF, ordering(3, 1, 2))
    assert [row.number for row in life.programme().kept] == [3, 1, 2]
    assert life.send(givens.CHIEF, ordering(3, 1, 2)) == ()
    assert code_of(life, givens.CHIEF, ordering(3, 1)) == "programme-moved-on"
    assert code_of(life, givens.CHIEF, ordering(3, 1, 9)) == "programme-row-unknown"
    assert code_of(life, givens.CHIEF, ordering(1, 2, 3, rows=("a",))) == "programme-row-unknown"
    life.send(givens.SPECIALIST, registering())
    assert code_of(life, givens.CHIEF, ordering(1, 2, 3)) == "programme-moved-on"
    assert [row.number for row in life.programme().kept] == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        ({}, {"twins": (1,)}, "same-product:1,2"),
        (
            {"leader": givens.CHAIR.person_id, "sits_at": "08:00"},
            {"leader": givens.CHAIR.person_id, "sits_at": "08:00"},
            "two-sittings:1,2",
        ),
        ({"due_on": date(2026, 7, 18)}, {}, "rest-day:1"),
        ({"superior_due_on": date(2026, 7, 10)}, {}, "after-superior:1"),
    ],
)
def test_what_collides_is_found_and_goes_with_the_rows(
    first: dict[str, Any], second: dict[str, Any], key: str
) -> None:
    life = opened()
    life.send(givens.SPECIALIST, registering(**first))
    life.send(givens.SPECIALIST, registering(**second))
    assert keys(life) == [key]
    assert code_of(life, givens.CHIEF, settling("rest-day:77")) == "programme-finding-unknown"
    life.send(givens.CHIEF, settling(key))
    assert keys(life) == []
    assert keys(life, left=False) == [key]
    life.send(givens.CHIEF, striking(1))
    assert keys(life, left=False) == []


def test_rows_of_other_days_or_other_leaders_do_not_collide() -> None:
    life = opened()
    chair = {"leader": givens.CHAIR.person_id, "sits_at": "08:00"}
    life.send(givens.SPECIALIST, registering(**chair))
    for changes in ({"sits_at": "09:00"}, {"due_on": date(2026, 7, 16)}, {"leader": None}):
        life.send(givens.SPECIALIST, registering(**{**chair, **changes}))
    assert keys(life) == []


def test_a_week_is_full_with_twice_its_share_and_five_rows() -> None:
    life = opened()
    for day in (6, 7, 8, 9):
        life.send(givens.SPECIALIST, registering(due_on=date(2026, 7, day)))
    assert keys(life) == []
    life.send(givens.SPECIALIST, registering(due_on=date(2026, 7, 10)))
    assert keys(life) == ["heavy-week:2026-07-06:1,2,3,4,5"]
    for day in (13, 14, 15, 20, 21, 22, 27, 28):
        life.send(givens.SPECIALIST, registering(due_on=date(2026, 7, day)))
    assert keys(life) == []


def test_the_signature_makes_every_new_row_a_task_of_one_source() -> None:
    life = opened(registered=2)
    source = OPEN_TASK.removeprefix("task-")
    due_on = date(2026, 7, 9)
    life.send(givens.SPECIALIST, registering(source=source, content=None, due_on=due_on))
    life.go(date(2026, 6, 25))
    life.send(givens.CHAIR, signing())
    registered = life.kept[directive_stream(CODE)][0].event
    assert isinstance(registered, DirectiveRegistered)
    assert (registered.source, registered.number) == (DirectiveSource.PROGRAMME, PAPER.number)
    programme = life.programme()
    tasks = [row.task for row in programme.kept]
    assert tasks == [f"task-{CODE}.1", f"task-{CODE}.2", OPEN_TASK]
    born = life.kept[f"task-{CODE}.1"][0].event
    assert isinstance(born, TaskAssigned)
    assert (born.due_on, born.title) == (date(2026, 7, 1), givens.words("content"))
    assert born.ordered_by.person_id == givens.CHAIR.person_id
    moved = life.kept[OPEN_TASK][-1].event
    assert isinstance(moved, TaskRescheduled)
    assert life.task(OPEN_TASK).due_on == due_on
    assert [row.planned_on for row in programme.kept] == [
        date(2026, 7, 1),
        date(2026, 7, 2),
        due_on,
    ]


def test_who_stands_in_signs_too_and_nobody_else() -> None:
    for who, code in ((givens.CHIEF, "not-signing"), (givens.HEAD, "not-signing")):
        life = opened(registered=1)
        life.go(date(2026, 6, 25))
        assert code_of(life, who, signing()) == code
    life.send(givens.VICE_CHAIR, signing())
    assert life.programme().signed
    assert code_of(life, givens.CHAIR, signing()) == "programme-signed"
    for command in (registering(), amending(), striking(), merging(1, 2), ordering(1)):
        assert code_of(life, givens.CHIEF, command) == "programme-signed"


def test_nothing_is_signed_with_something_left_to_do() -> None:
    life = opened()
    assert code_of(life, givens.CHAIR, signing()) == "registration-running"
    life.go(date(2026, 6, 25))
    assert code_of(life, givens.CHAIR, signing()) == "programme-empty"
    life.send(givens.CHIEF, registering(due_on=date(2026, 7, 18)))
    assert code_of(life, givens.CHAIR, signing()) == "programme-findings-open"
    life.send(givens.CHIEF, settling("rest-day:1"))
    assert code_of(life, givens.CHAIR, signing(paper=None)) == "programme-paper-missing"
    assert code_of(life, givens.CHAIR, signing(seen=1)) == "programme-moved-on"
    life.send(givens.CHAIR, signing(seen=life.programme().version))


def test_all_units_heard_of_it_is_signed_before_the_last_day() -> None:
    life = opened(registered=1)
    for unit in ("VHXH", "VP"):
        life.send(givens.CHIEF, registering(unit=unit, lead_unit=unit))
    life.send(givens.CHAIR, signing())
    assert not life.agenda().due
    life.go(date(2026, 7, 20))
    assert life.tick() == ["2026-M07 open-next-programme/2026-M08"], "nobody is reminded any more"


def test_a_day_that_has_passed_is_not_signed() -> None:
    life = opened(registered=1)
    life.go(date(2026, 7, 2))
    assert code_of(life, givens.CHAIR, signing()) == "programme-rows-past"
    life.send(givens.CHIEF, amending(reason=givens.words("why")))
    life.send(givens.CHAIR, signing())


def test_a_unit_that_left_the_ward_is_found_before_the_signature() -> None:
    life = opened(registered=1)
    life.go(date(2026, 6, 25))
    event: Event = UnitRegistered(
        code="KTHTDT",
        name="Phòng KTHTDT",
        kind="phong",
        aliases=(),
        internal=False,
        restricted=False,
    )
    life._add("directory-unit.KTHTDT", event, givens.actor(givens.ADMINISTRATOR))
    assert code_of(life, givens.CHAIR, signing()) == "programme-unit-gone"


def test_a_signed_programme_prints_what_was_signed() -> None:
    life = signed(rows=2)
    (event,) = (
        each.event for each in life.kept[STREAM] if isinstance(each.event, ProgrammeSigned)
    )
    assert [each.row for each in event.rows] == [1, 2]
    assert life.programme().signature is not None
    later = opened()
    later.send(givens.CHIEF, opening("2026-Q3"))
    assert later.programme("2026-Q3").closes_on == later.today + timedelta(days=2)


def test_where_a_year_has_no_calendar_nothing_is_signed_and_the_year_is_said() -> None:
    life = opened(registered=1)
    life.go(date(2026, 6, 25))
    known = life.calendar
    life.calendar = Calendar(years=())
    assert code_of(life, givens.CHAIR, signing()) == "calendar-missing"
    assert code_of(life, givens.CHIEF, settling("rest-day:1")) == "calendar-missing"
    life.calendar = known
    life.send(givens.CHAIR, signing())
    life.calendar = Calendar(years=())
    assert code_of(life, givens.CHAIR, adding(due_on=date(2026, 7, 22))) == "calendar-missing"
