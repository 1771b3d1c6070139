"""A simulated year of the ward: every fact of its work is reached, and its ledger is sound."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest

from infra.simulation.simulator import FIRST_DAY, Simulated, last_day, simulate
from infra.wiring import CODEC
from services.domain.assignment.correction_facts import MeasureUnitCorrected, UnitsCorrected
from services.domain.assignment.issuing import TaskUnitCorrected
from services.domain.assignment.target_facts import TargetCorrected
from services.domain.attempts import CommandRefused
from services.domain.directive.events import OccurrenceSkipped
from services.domain.directory.events import (
    AccountOpened,
    OfficeGranted,
    PasswordSet,
    PersonRegistered,
    SignedIn,
    SignedOut,
    UnitOverseerNamed,
    account_stream,
)
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.nouns import DIRECTIVE, ITEM, PROGRAMME, TASK
from services.domain.programme.evolving import fold
from services.domain.programme.periods import ProgrammeKind
from services.domain.programme.whole import whole_rows
from services.domain.streams import Category
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.terms import RETURN_GROUNDS
from services.ledger.command_audit import check_commands
from services.ledger.rows import StoredRow
from services.ledger.verify import verify
from services.projections.act_audit import ActAudit
from services.projections.audit import FoldedRows

NOT_DONE = (TargetCorrected, MeasureUnitCorrected, TaskUnitCorrected, UnitsCorrected)
OF_PEOPLE = (
    *(AccountOpened, OfficeGranted, PasswordSet, PersonRegistered, SignedIn, SignedOut),
    *(UnitOverseerNamed, CommandRefused),
)


@pytest.fixture(scope="module")
async def year() -> Simulated:
    """One year that every test here looks at."""
    return await simulate(last_day(1))


def kinds(year: Simulated) -> Counter[str]:
    return Counter(row.type for row in year.ward.ledger.stored)


def named(events: Iterable[type[Event]]) -> set[str]:
    return {event.TYPE for event in events}


async def test_every_kind_of_fact_of_the_ward_s_work_is_reached(year: Simulated) -> None:
    reached = kinds(year)
    of_work = (kind.event for noun in (TASK, ITEM, DIRECTIVE, PROGRAMME) for kind in noun.facts)
    wanted = named((*of_work, *OF_PEOPLE))
    # A clock that never stops skips no occurrence of a recurring order, and these people correct
    # no target.
    unlived = {each.TYPE for each in (OccurrenceSkipped, *NOT_DONE)}
    assert {kind for kind in wanted if not reached[kind]} == unlived
    assert reached["task-issued"] > 400
    assert reached["directive-registered"] > 280, "six a week"
    assert reached["task-assigned"] > 600
    assert reached["submission-confirmed"] > 300
    assert reached["command-refused"] >= 5


async def test_reports_are_returned_on_every_ground(year: Simulated) -> None:
    returned = [
        fact.event.ground
        for fact in await year.ward.ledger.tail(0, len(year.ward.ledger.stored))
        if isinstance(fact.event, SubmissionReturned)
    ]
    assert set(returned) == set(RETURN_GROUNDS)


async def test_each_group_of_work_is_given_and_finished_and_none_without_a_day_is_late(
    year: Simulated,
) -> None:
    tasks = year.ward.tasks.values()
    for group in CountGroup:
        of_group = [task for task in tasks if task.count_group is group]
        boxes = {box(task, day_of(year.at)) for task in of_group}
        assert len(of_group) > 60, group
        assert OfficialStatus.DONE_IN_TIME in boxes, group
        late = OfficialStatus.DONE_LATE in boxes
        assert late is not (group is CountGroup.ASSIGNED_UNDATED), group
    occurrences = [
        task for task in tasks if task.assigned is not None and task.assigned.occurrence_on
    ]
    assert len({task.assigned.directive for task in occurrences if task.assigned}) > 3
    assert all(task.due is not None for task in occurrences)


async def test_programmes_are_signed_adjusted_and_closed_and_a_quarter_is_its_months(
    year: Simulated,
) -> None:
    known = await year.ward.ledger.read_category(Category.PROGRAMME)
    folded = (fold(facts) for facts in known.facts.values())
    programmes = {each.code: each for each in folded if each is not None}
    closed = [each for each in programmes.values() if each.closed]
    assert Counter(each.period.kind for each in closed)[ProgrammeKind.MONTH] >= 9
    for programme in closed:
        in_force = [row for row in programme.rows.values() if row.planned_on is not None]
        assert {each.row for each in programme.results} == {row.number for row in in_force}
        assert any(row.added for row in in_force), programme.code
    quarters = [each for each in closed if each.period.kind is ProgrammeKind.QUARTER]
    assert quarters
    for quarter in quarters:
        months = [programmes[part.code] for part in quarter.period.parts]
        works = [each.row.task for each in whole_rows([*months, quarter])]
        of_parts = {each.row.task for each in (*whole_rows(months), *whole_rows([quarter]))}
        assert len(works) == len(set(works)) == len(of_parts)
        assert set(works) == of_parts


async def test_a_mended_text_is_laid_beside_the_one_before(year: Simulated) -> None:
    laid = Counter(row.stream for row in year.ward.ledger.stored if row.type == "clauses-laid")
    assert max(laid.values()) == 2
    registered = {
        row.stream for row in year.ward.ledger.stored if row.type == "directive-registered"
    }
    assert laid.keys() < registered, "an order by word of mouth has no text"


async def test_whoever_chases_signs_in_on_every_working_day(year: Simulated) -> None:
    busy = account_stream(year.roster.workers["vanphong"].person_id)
    signed_in = sum(
        row.stream == busy and row.type == SignedIn.TYPE for row in year.ward.ledger.stored
    )
    assert signed_in > 480, "2.500 in five years"


async def test_the_ledger_of_the_year_is_sound(year: Simulated) -> None:
    acts = ActAudit(FoldedRows(CODEC))
    report = await verify(year.ward.ledger, watch=acts.row)
    assert acts.problems == [], "no honest act is named"
    assert (await check_commands(year.ward.ledger)).problems == ()
    assert report.problems == ()
    assert report.size == len(year.ward.ledger.stored) > 12000
    assert report.texts > 400


async def test_the_heap_has_forgotten_no_clock(year: Simulated) -> None:
    """Asked one by one, no open stream has anything to do that the simulation left undone."""
    ward = year.ward
    open_streams = await ward.agendas.open_streams()
    assert {stream for stream, task in ward.tasks.items() if not task.ending} <= {*open_streams}
    for stream in open_streams:
        noted = ward.agendas.noted[stream]
        planned = await ward.due_actions.plan_next(stream, year.at)
        assert planned.agenda.due == ()
        version, next_at = noted
        # A fact that changes no plan (a task is named that it stands for) wakes no clock.
        assert version <= planned.version
        assert next_at == planned.agenda.next_at


async def test_contributions_of_restricted_work_are_returned_too(year: Simulated) -> None:
    coded = b'"reason_code":"'
    returned = [row for row in year.ward.ledger.stored if row.type == "contribution-returned"]
    assert any(coded in (row.payload or b"") for row in returned)


async def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_ward() -> None:
    until = FIRST_DAY + timedelta(days=40)
    first, second, other = [
        (await simulate(until, seed=seed)).ward.ledger.stored for seed in ("one", "one", "two")
    ]
    assert bytes_of(first) == bytes_of(second)
    assert bytes_of(first) != bytes_of(other)
    assert len({row.salt for row in first}) == len(first)
    assert CODEC.fact(1, first[0].record, first[0].payload).event.TYPE == "ledger-opened"


def bytes_of(rows: list[StoredRow]) -> list[tuple[bytes, bytes | None, bytes | None]]:
    return [(row.record, row.salt, row.payload) for row in rows]
