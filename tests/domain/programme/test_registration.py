"""Registration: units put rows in until the last day, the Office until the signature."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.errors import Refusal
from services.domain.programme.events import (
    NextProgrammeOpened,
    ProgrammeOpened,
    RegistrationChased,
    RegistrationClosed,
    RegistrationReminded,
)
from services.domain.programme.terms import RowState
from services.domain.roles import Holder
from tests import givens
from tests.domain.around_task import ENDED_TASK, OPEN_TASK
from tests.domain.programme.programme_life import (
    BEGIN,
    MONTH,
    STREAM,
    UNITS,
    ProgrammeLife,
    amending,
    chasing,
    opened,
    opening,
    registering,
    withdrawing,
)

CLOSES = date(2026, 6, 24)


def code_of(life: ProgrammeLife, who: Holder, command: Any) -> str:
    """The reason for which somebody is refused; nothing is kept."""
    before = {stream: len(facts) for stream, facts in life.kept.items()}
    with pytest.raises(Refusal) as caught:
        life.send(who, command)
    assert before == {stream: len(facts) for stream, facts in life.kept.items()}
    return caught.value.code


def test_the_office_opens_a_period_once_with_the_days_of_the_ward() -> None:
    life = ProgrammeLife()
    assert code_of(life, givens.HEAD, opening()) == "not-composing"
    (event,) = life.send(givens.CHECKER, opening())
    assert event == ProgrammeOpened(period=MONTH, closes_on=CLOSES, units=UNITS)
    assert code_of(life, givens.CHIEF, opening()) == "programme-known"
    assert code_of(life, givens.CHIEF, opening("2026-M05")) == "programme-period-over"
    assert code_of(life, givens.CHIEF, opening("2026-M13")) == "programme-period-unknown"
    assert code_of(life, givens.CHIEF, opening("2026-Q3", units=())) == "programme-units-missing"
    outside = opening("2026-Q3", units=("VP", "MTTQ"))
    assert code_of(life, givens.CHIEF, outside) == "programme-units-unknown"


def test_what_is_opened_late_is_registered_for_today() -> None:
    life = ProgrammeLife(date(2026, 7, 2))
    life.send(givens.CHIEF, opening())
    assert life.programme().closes_on == date(2026, 7, 2)


def test_the_clock_reminds_the_silent_units_and_ends_the_registration() -> None:
    life = opened(registered=1)
    assert life.tick() == []
    for day, step in ((22, 2), (23, 1)):
        life.go(date(2026, 6, day), 10)
        assert life.tick() == [f"{MONTH} remind-registration/{CLOSES}/-{step}"]
    kept = [each.event for each in life.kept[STREAM]]
    reminded = [each for each in kept if isinstance(each, RegistrationReminded)]
    assert [each.units for each in reminded] == [("VHXH", "VP")] * 2
    life.go(date(2026, 6, 25))
    assert life.tick() == [f"{MONTH} close-registration/{CLOSES}"]
    closed = life.kept[STREAM][-1].event
    assert closed == RegistrationClosed(missing=("VHXH", "VP"))
    assert life.agenda().why == "open-next-programme/2026-M08"


def test_of_several_reminders_that_a_late_clock_finds_the_last_one_alone_is_sent() -> None:
    life = opened(registered=1)
    life.go(date(2026, 6, 24), 10)
    assert life.tick() == [f"{MONTH} remind-registration/{CLOSES}/-1"]
    assert life.tick() == [], "what was passed over is not sent afterwards"


def test_nine_days_without_a_clock_over_the_last_day_end_the_registration_once() -> None:
    life = opened()
    life.go(CLOSES + timedelta(days=5), 10)
    assert life.tick() == [f"{MONTH} close-registration/{CLOSES}"]
    assert not life.agenda().due
    # Before the clock says so, the day alone does.
    again = opened()
    again.go(CLOSES + timedelta(days=1), 0)
    assert code_of(again, givens.SPECIALIST, registering()) == "registration-closed"


def test_a_year_without_a_calendar_keeps_nothing_else_waiting() -> None:
    life = opened()
    life.calendar = Calendar(years=())
    assert life.agenda().why == f"close-registration/{CLOSES}"
    life.go(date(2026, 6, 25), 10)
    assert life.step() == f"close-registration/{CLOSES}"
    life.go(date(2026, 7, 20), 10)
    assert life.step() == "open-next-programme/2026-M08"
    with pytest.raises(CalendarMissing):
        life.agenda()


def test_each_programme_opens_the_next_for_the_same_units() -> None:
    life = opened()
    life.go(date(2026, 7, 20))
    ran = life.tick()
    assert f"{MONTH} open-next-programme/2026-M08" in ran
    assert life.programme("2026-M08").units == UNITS
    assert life.programme().next_opened
    assert life.programme("2026-M08").closes_on == date(2026, 7, 25)


def test_behind_the_last_year_that_is_known_nothing_is_opened() -> None:
    life = ProgrammeLife(date(2100, 1, 4))
    life.send(givens.CHIEF, opening("2100"))
    assert not life.programme("2100").has_next_to_open


def test_what_was_opened_by_hand_is_not_opened_by_the_clock() -> None:
    life = opened()
    life.send(givens.CHIEF, opening("2026-M08"))
    assert life.kept[STREAM][-1].event == NextProgrammeOpened(period="2026-M08")
    life.go(date(2026, 7, 20))
    assert not any("open-next-programme/2026-M08" in each for each in life.tick())


def test_a_unit_registers_corrects_and_takes_back_its_own_rows() -> None:
    life = opened()
    assert code_of(life, givens.OTHER, registering()) == "not-registering-rows"
    life.send(givens.SPECIALIST, registering())
    life.send(givens.OTHER, registering(unit="VHXH", lead_unit="VHXH"))
    assert [row.unit for row in life.programme().kept] == ["KTHTDT", "VHXH"]
    life.send(givens.HEAD, amending(due_on=date(2026, 7, 20)))
    assert life.programme().rows[1].terms.due_on == date(2026, 7, 20)
    assert code_of(life, givens.OTHER, amending()) == "not-registering-rows"
    assert code_of(life, givens.HEAD, withdrawing(2)) == "not-registering-rows"
    life.send(givens.HEAD, withdrawing())
    assert life.programme().rows[1].state is RowState.WITHDRAWN
    assert code_of(life, givens.HEAD, withdrawing()) == "programme-row-gone"
    assert code_of(life, givens.CHIEF, amending(9)) == "programme-row-unknown"
    life.send(givens.SPECIALIST, registering())
    assert [row.number for row in life.programme().kept] == [2, 3], "no number comes again"


def test_after_the_last_day_the_office_writes_for_a_unit_and_says_why_it_corrects() -> None:
    life = opened(registered=1)
    life.go(CLOSES + timedelta(days=1))
    life.tick()
    assert code_of(life, givens.SPECIALIST, registering()) == "registration-closed"
    assert code_of(life, givens.SPECIALIST, amending()) == "registration-closed"
    assert code_of(life, givens.SPECIALIST, withdrawing()) == "registration-closed"
    (event,) = life.send(givens.CHECKER, registering(unit="VHXH", lead_unit="VHXH"))
    assert event.by_office  # type: ignore[attr-defined]
    assert code_of(life, givens.CHECKER, amending()) == "reason-missing"
    life.send(givens.CHECKER, amending(reason=givens.words("why")))
    assert life.programme().rows[1].reason == givens.words("why")
    assert code_of(life, givens.CHECKER, withdrawing()) == "not-registering-rows"


def test_the_office_chases_the_silent_units_at_once() -> None:
    life = opened(registered=1)
    (event,) = life.send(givens.CHECKER, chasing())
    assert event == RegistrationChased(units=("VHXH", "VP"), note=None)
    assert life.programme().chased == {"VHXH": 1, "VP": 1}
    for unit in ("VHXH", "VP"):
        life.send(givens.CHECKER, registering(unit=unit, lead_unit=unit))
    assert code_of(life, givens.CHECKER, chasing()) == "nobody-silent"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content": None}, "content-missing"),
        ({"lead_unit": ""}, "lead-missing"),
        ({"lead_unit": "KTHTDT, VHXH"}, "unit-unknown"),
        ({"lead_unit": "MTTQ"}, "lead-outside"),
        ({"supporting_units": ("KTHTDT",)}, "lead-supports"),
        ({"supporting_units": ("VHXH", "VHXH")}, "unit-twice"),
        ({"supporting_units": ("XX",)}, "unit-unknown"),
        ({"due_on": None}, "row-due-missing"),
        ({"due_on": date(2026, 6, 30)}, "due-outside"),
        ({"due_on": date(2026, 8, 1)}, "due-outside"),
        ({"leader": givens.CHIEF.person_id}, "leader-unknown"),
        ({"leader": givens.person("nobody")}, "leader-unknown"),
        ({"sits_at": "25:00"}, "hour-wrong"),
        ({"sits_at": "8h30"}, "hour-wrong"),
        ({"source": "99-99"}, "row-source-unknown"),
        ({"source": ENDED_TASK.removeprefix("task-")}, "row-source-ended"),
        (
            {"source": OPEN_TASK.removeprefix("task-"), "lead_unit": "VHXH"},
            "row-source-other-lead",
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(changes: dict[str, Any], code: str) -> None:
    assert code_of(opened(), givens.CHECKER, registering(**changes)) == code


def test_work_that_is_there_stands_once_and_needs_no_words() -> None:
    life = opened()
    source = OPEN_TASK.removeprefix("task-")
    life.send(givens.SPECIALIST, registering(source=source, content=None))
    assert life.programme().rows[1].work == OPEN_TASK
    assert code_of(life, givens.SPECIALIST, registering(source=source)) == "row-source-twice"
    life.send(givens.SPECIALIST, amending(source=source, content=None, due_on=date(2026, 7, 9)))


def test_somebody_who_saw_another_row_is_refused() -> None:
    life = opened(registered=1)
    seen = life.programme().rows[1].seen
    life.send(givens.SPECIALIST, amending(due_on=date(2026, 7, 9), seen=seen))
    assert code_of(life, givens.HEAD, amending(seen=seen)) == "programme-row-moved-on"


def test_nobody_else_knows_of_programmes() -> None:
    life = opened(registered=1)
    assert code_of(life, givens.ADMINISTRATOR, registering()) == "no-programme"
    assert code_of(life, givens.INSPECTOR, registering()) == "not-registering-rows"
    assert code_of(ProgrammeLife(), givens.SPECIALIST, registering()) == "no-programme"
    assert life.today == BEGIN
