"""The demonstration in a bad year: every indicator has a figure, and a dozen tasks are late."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid5

from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, migrate
from infra.wiring import make_ward
from services.commands.runner import on_stream
from services.domain.assignment.events import assignment_stream
from services.domain.facts import SYSTEM, Event
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import DeadlineMissed, Figure, FigureKind
from services.domain.task.evolving import fold
from services.domain.task.state import Task
from services.ledger.engine import make_engine
from services.ledger.port import Command, Context, Ledger
from tests import givens
from tests.due_days import due_day
from tests.journeys.browser.site import Site, settle
from tests.ledger.databases import make_database
from tests.moment import MOMENT

LATE = 12
HALF_A_YEAR = timedelta(days=200)  # by then every measure is asked for again


async def bad_year(postgres: PostgresEngine, folder: Path) -> Site:
    """A house of its own with such a year; its address is still to be served."""
    database = make_database(postgres.admin_dsn(), "bad_year", folder)
    logins = migrate(database.migrator, folder / "demo", kind=Kind.DEMO, ward="11002")
    passwords = await settle(logins, folder)
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, WardClock(MOMENT))
    ledger = ward.ledger
    facts = (await ledger.read_category("task")).facts
    collected = [task for rows in facts.values() if (task := fold(rows)) is not None]
    longest = sorted(collected, key=lambda task: -len(str(task.title)))[:LATE]
    for task in longest:
        await _tell(ledger, task, [DeadlineMissed(due_on=due_day(task), cause="due_day_ended")])
    suspended, withdrawn, *_ = (
        task for task in collected if task not in longest and not task.measures
    )
    why: dict[str, Any] = {"reason": None, "reason_code": "superior-opinion", "paper": None}
    await _tell(ledger, suspended, [TaskSuspended(**why)])
    await _tell(ledger, withdrawn, [TaskWithdrawn(unjudged=None, **why)])
    asked = [task for task in collected if task.measures]
    for task in asked:
        await _tell(ledger, task, _figures(task))
    later = (await ledger.read([])).read_at + HALF_A_YEAR
    for stream in {assignment_stream(task.item) for task in asked}:
        for due in (await ward.due_actions.plan_next(stream, later)).agenda.due:
            await ward.due_actions.run_action(stream, due.id, later)
    await engine.dispose()
    return Site(address="", passwords=passwords, logins=logins)


def _figures(task: Task) -> Iterable[Event]:
    """A confirmed report with a figure of the usual length for each measure."""
    report = ReportSubmitted(
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
        submission=1,
        text=None,
        figures=tuple(
            Figure(
                measure=each.code,
                value=Decimal(1) if each.kind != "number" else Decimal("1234.56"),
                kind=FigureKind.OFFICIAL,
                nil_reason=None,
            )
            for each in task.measures
        ),
        paper=None,
        files=(),
    )
    return [
        report,
        SubmissionConfirmed(
            submission=1, rung="office", counted_on=due_day(task), correction=None
        ),
    ]


async def _tell(ledger: Ledger, task: Task, events: Iterable[Event]) -> None:
    snapshot = await ledger.read([task.stream])
    command = Command(
        actor_key="system",
        command_id=uuid5(givens.SPACE, f"bad-year/{task.stream}/{snapshot.version(task.stream)}"),
        name="given",
        body=None,
    )
    context = Context(
        actor=SYSTEM,
        occurred_at=snapshot.read_at,
        recorded_at=snapshot.read_at,
        correlation_id=command.command_id,
    )
    await ledger.append(
        command,
        context,
        on_stream(task.stream, list(events)),
        known=snapshot,
        expected={task.stream: snapshot.version(task.stream)},
    )
