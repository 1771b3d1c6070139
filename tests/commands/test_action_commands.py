"""What the clock did stands under ids made of the facts themselves, as in every release."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args
from uuid import uuid5

from infra.randomness import RANDOMNESS
from services.commands.operator import digest
from services.commands.requests import TypedTexts
from services.commands.runner import NAMESPACE
from services.domain.assignment.actions import AssignmentAction
from services.domain.assignment.events import AssignmentConcluded, PeriodIssued
from services.domain.facts import ActorKind, Event, Fact
from services.domain.instants import start_of
from services.domain.task.actions import TaskAction
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import (
    ContributionMissed,
    ContributionsDueMoved,
    DeadlineMissed,
    DelayCause,
    DueDateMoved,
    OverdueEscalated,
    OverdueStepSkipped,
    ReminderSent,
    ReminderSkipped,
    RequestEscalated,
    StepTimeExpired,
    TaskEscalated,
)
from services.ledger.port import Command, Ledger, Outcome
from tests.acts.sample import new_texts
from tests.commands.test_chases import chase, ward_near_a_due_date
from tests.domain.pure_kit import resting
from tests.due_days import due_day
from tests.givens import SPECIALIST
from tests.memory_ward import MemoryWard


def said(event: Event) -> str | None:  # noqa: C901, PLR0911  (one arm a kind reads best whole)
    """The id of the action that wrote this fact; None for what only goes with another one."""
    match event:
        case TaskAcknowledged(by_silence=True):
            return "acknowledge/silence"
        case ReminderSent() | ReminderSkipped():
            return f"remind/{event.due_on}/{event.offset_working_days}"
        case DeadlineMissed():
            return f"miss/{event.due_on}"
        case DueDateMoved():
            return f"move/{event.from_on}/{event.due_on}/{event.calendar_version}"
        case ContributionMissed():
            return f"miss-contribution/{event.unit}/{event.due_on}"
        case ContributionsDueMoved():
            return f"move-contributions/{event.move}"
        case TaskEscalated():
            return f"escalate/{event.chase}"
        case StepTimeExpired():
            return f"expire-step/{event.submission}/{event.rung}/{event.arrived_on}"
        case OverdueEscalated() | OverdueStepSkipped():
            return f"escalate-overdue/{event.due_on}/{event.after_working_days}"
        case RequestEscalated():
            return f"escalate-request/{event.kind}/{event.request}"
        case PeriodIssued():
            return f"issue/{event.deliverable}/{event.period}"
        case AssignmentConcluded():
            return "conclude"
    return None


def command_id(ledger: Ledger, path: str) -> Command:
    name = f"{ledger.ledger_id}/{path}"
    return Command(actor_key="system", command_id=uuid5(NAMESPACE, name), name="asked", body=None)


async def outcomes(ledger: Ledger, facts: Mapping[str, list[Fact]]) -> set[str]:
    """The names of the commands under which these facts of the clock were kept, each by its id."""
    result = set()
    for stream, reported in facts.items():
        for fact in reported:
            action_id = said(fact.event)
            if fact.actor.kind is not ActorKind.SYSTEM or action_id is None:
                continue
            outcome = await ledger.outcome(command_id(ledger, f"{stream}/{action_id}"))
            assert isinstance(outcome, Outcome), (stream, action_id)
            assert outcome.command_id == fact.command_id
            result.add(outcome.name)
    return result


async def everything(ledger: Ledger) -> dict[str, list[Fact]]:
    facts: dict[str, list[Fact]] = {}
    for fact in await ledger.tail(0, 100_000):
        facts.setdefault(fact.stream, []).append(fact)
    return facts


async def ask_for_more_time(ward: MemoryWard, stream: str) -> None:
    """The lead asks while there is time; nobody will answer."""
    words = new_texts()
    due_on = due_day((await ward.task_states())[stream])
    command = RequestExtension(
        stream=stream,
        until_on=due_on + timedelta(days=7),
        cause=DelayCause.OBJECTIVE,
        reason=words.need("Chờ số liệu.", label="Lý do"),
        reason_code=None,
        done_so_far=words.need("Xong phần đầu.", label="Đã làm được"),
    )
    asked = ward.request(SPECIALIST, "request-extension")
    await ward.acts.handle(replace(asked, texts=tuple(words.texts)), command)
    await ward.settle()


async def rest(ward: MemoryWard, day: date) -> None:
    """The Office is told a new rest day."""
    (year,) = [year for year in (await ward.calendar()).years if year.year == day.year]
    await ward.opening.adopt_calendars([resting(year, day, given=True)], f"{day} rests")
    await ward.settle()


async def report(ward: MemoryWard, stream: str) -> None:
    """The unit hands in a report, on which nobody decides."""
    words = TypedTexts(randomness=RANDOMNESS, limit=100)
    command = SubmitReport(
        stream=stream,
        after_submission=0,
        text=words.need("Đã làm xong.", label="Báo cáo"),
        figures=(),
        paper=None,
    )
    request = replace(ward.request(SPECIALIST, "submit-report"), texts=tuple(words.texts))
    await ward.acts.handle(request, command)


async def test_every_action_of_a_ward_is_kept_under_the_id_of_its_facts() -> None:
    ward, stream = await ward_near_a_due_date()
    await ask_for_more_time(ward, stream)
    for _ in range(3):
        await chase(ward, stream)
    due_on = due_day((await ward.task_states())[stream])
    await report(ward, stream)
    await ward.advance(due_on + timedelta(days=40), timedelta(days=4))
    coming = min(
        (due_day(task), task.contributions.due.on)
        for task in ward.issued.values()
        if task.contributions.due is not None and start_of(task.contributions.due.on) > ward.now
    )
    for day in coming:
        await rest(ward, day)
    names = await outcomes(ward.ledger, await everything(ward.ledger))
    kinds = {action.KIND for action in (*get_args(TaskAction), *get_args(AssignmentAction))}
    assert names == kinds


async def test_an_action_that_the_agenda_does_not_hold_is_done_with_nothing() -> None:
    ward, stream = await ward_near_a_due_date()
    before = len(ward.ledger.stored)
    for strange in ("surprise/2026-12-15/-5", "remind", "escalate/3", "acknowledge/silence", ""):
        assert await ward.due_actions.run_action(stream, strange, ward.now) is None
    assert len(ward.ledger.stored) == before


async def test_the_acts_of_the_command_line_keep_their_ids() -> None:
    ward = MemoryWard()
    await ward.open()
    for path, name in (
        ("operator/open-ledger", "open-ledger"),
        (f"operator/adopt-policy/0/{digest('policy')}", "adopt-policy"),
    ):
        outcome = await ward.ledger.outcome(command_id(ward.ledger, path))
        assert outcome is not None, path
        assert outcome.name == name
