"""The past of a demonstration: what its desks show, whatever day it is looked at."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from infra.simulation.figures import plan_measures
from infra.simulation.past import first_day, past
from infra.simulation.simulator import Simulated
from services.commands.evidence import examine
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.instants import day_of
from services.domain.plan.draft import YearlyRule
from services.domain.task.acts.chase_supporter import SupporterChased
from services.domain.task.acts.give_instruction import InstructionGiven
from services.domain.task.acts.note_contact import ContactNoted
from services.domain.task.acts.note_promise import PromiseNoted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.events import OverdueEscalated, TaskEscalated
from services.domain.task.file_events import FileAttached
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Stage, Task
from services.ledger.verify import verify
from tests.moment import MOMENT, hanoi, today

LEDGER = "demo-11002-abcdefgh"
SLOW = "TTDVSNC"


async def past_until(written: str) -> Simulated:
    until = hanoi(written)
    begins = first_day(day_of(until))
    assert begins is not None
    return await past(LEDGER, begins, until, build="0+unknown")


@pytest.fixture(scope="module")
async def lived() -> Simulated:
    """The past that every test here looks at."""
    begins = first_day(today())
    assert begins is not None
    return await past(LEDGER, begins, MOMENT, build="0+unknown")


def running(lived: Simulated, unit: str) -> list[Task]:
    tasks = lived.ward.tasks.values()
    return [task for task in tasks if task.lead == unit and not task.ending]


def share_late(lived: Simulated, unit: str) -> float:
    late = {OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE}
    tasks = [task for task in lived.ward.tasks.values() if task.lead == unit]
    return sum(box(task, day_of(lived.at)) in late for task in tasks) / len(tasks)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 11, 30), date(2025, 12, 30)),
        (date(2027, 1, 31), date(2026, 2, 28)),
        (date(2029, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 2), date(2025, 12, 15)),
        (date(2025, 12, 15), None),
        (date(2030, 12, 14), date(2030, 1, 14)),
        (date(2030, 12, 15), None),
    ],
)
def test_it_begins_eleven_months_earlier_within_the_plan_s_years(
    day: date, begins: date | None
) -> None:
    assert first_day(day) == begins


async def test_nobody_was_refused_what_the_story_wants_and_the_ledger_is_sound(
    lived: Simulated,
) -> None:
    assert lived.ward.refused == []
    assert (await verify(lived.ward.ledger)).problems == ()
    moments = [row.recorded_at for row in lived.ward.ledger.stored]
    assert moments == sorted(moments)
    assert moments[-1] <= MOMENT


async def test_everybody_who_decides_has_something_to_decide(lived: Simulated) -> None:
    units = {each.unit for each in lived.roster.workers.values() if each.unit is not None}
    assert len(units) == 8
    for unit in units:
        stages = Counter(task.stage for task in running(lived, unit))
        assert stages[Stage.SUBMITTED], f"{unit}: its head signs nothing"
        assert stages[Stage.APPROVED], f"{unit}: nobody confirms anything of it"
        assert any(task.returned for task in running(lived, unit)), f"{unit}: nothing to mend"


def _units(lived: Simulated) -> list[str]:
    """The slow one first."""
    return [SLOW, *({task.lead for task in lived.ward.tasks.values()} - {SLOW})]


async def test_one_unit_is_clearly_later_than_the_others(lived: Simulated) -> None:
    slow, *others = (share_late(lived, each) for each in _units(lived))
    assert slow > 1.25 * max(others)
    assert slow > 2 * sum(others) / len(others)
    boxes = Counter(box(task, day_of(lived.at)) for task in lived.ward.tasks.values())
    assert boxes[OfficialStatus.DONE_IN_TIME] > 3 * boxes[OfficialStatus.DONE_LATE]
    assert boxes[OfficialStatus.RUNNING_LATE] >= 8


async def test_late_work_was_chased_with_papers_and_climbed(lived: Simulated) -> None:
    facts = await lived.ward.ledger.tail(0, len(lived.ward.ledger.stored))
    kinds = Counter(type(fact.event) for fact in facts)
    assert kinds[TaskEscalated] > 5
    assert kinds[OverdueEscalated] > 50
    # What the Office heard, and what a leader said: some of it stands on the board today.
    assert min(kinds[ContactNoted], kinds[PromiseNoted]) > 20
    assert min(kinds[InstructionGiven], kinds[SupporterChased]) > 3
    open_tasks = [task for task in lived.ward.tasks.values() if not task.ending]
    assert sum(bool(task.promises) for task in open_tasks) >= 3
    assert any(task.instruction for task in open_tasks)
    assert any(task.last_contact for task in open_tasks)


async def test_figures_follow_the_plan(lived: Simulated) -> None:
    series: dict[str, list[Decimal]] = {}
    for fact in await lived.ward.ledger.tail(0, len(lived.ward.ledger.stored)):
        if isinstance(fact.event, ReportSubmitted):
            for figure in fact.event.figures:
                if figure.value is not None:
                    series.setdefault(figure.measure, []).append(figure.value)
    measures = plan_measures()
    reported = {code: values for code, values in series.items() if code in measures}
    assert len(reported) > 15
    for code, values in reported.items():
        possible = measures[code].possible
        assert possible is None or all(possible.holds(value) for value in values), code
        if measures[code].rule is YearlyRule.CUMULATIVE:
            assert values == sorted(values), code
    whole = reported["CT08.2"]
    assert Decimal(50) < whole[0] < whole[-1] < Decimal("61.03"), "on its way to 2030"
    assert all(Decimal(90) < value <= Decimal(100) for value in reported["CT11.1"])


async def test_every_file_that_it_names_is_kept_and_most_lie_once(
    lived: Simulated,
) -> None:
    facts = await lived.ward.ledger.tail(0, len(lived.ward.ledger.stored))
    named = Counter(
        fact.event.sha256
        for fact in facts
        if isinstance(fact.event, FileAttached | DirectiveFileAttached)
    )
    files = lived.ward.files
    assert named.keys() == files.keys()
    assert sum(times > 1 for times in named.values()) < len(named) / 2
    assert {file.content[:4] for file in files.values()} == {b"%PDF", b"PK\x03\x04"}
    for file in files.values():
        assert examine(file.content, file.name, 1) == file.media_type


@pytest.mark.parametrize(
    "moment",
    ["2026-01-20T07:30:00", "2026-02-15T23:10:00", "2026-03-16T16:00:00"],
    ids=["soon after the plan began", "a Sunday night at Tết", "the first quarter is due"],
)
async def test_a_young_plan_has_a_shorter_past(moment: str) -> None:
    lived = await past_until(moment)
    assert lived.ward.refused == []
    assert lived.ward.at == lived.at == hanoi(moment)
    assert {task.stage for task in lived.ward.tasks.values()} >= {Stage.SUBMITTED, Stage.APPROVED}
