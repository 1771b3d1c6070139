"""What the ready searches ask of the database, as far as one statement says it."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select

from services.domain.instants import end_of, start_of
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.submit_report import ReportSubmitted
from services.projections.tables import attached_files, tasks
from services.queries.log_rights import Reader, events
from services.queries.stretch import Stretch
from services.queries.visibility import visible

# Nobody opens a report and its files, reads and approves them within a minute.
AT_ONCE_WITHIN: Final = timedelta(seconds=60)


def visible_streams(reader: Reader) -> Select[Any]:
    """The tasks that exist for this reader."""
    return select(tasks.c.stream).where(
        tasks.c.ledger_id == reader.ledger_id, visible(tasks, reader.policy, reader.holder)
    )


def approvals_at_once(
    reader: Reader, from_on: date, until_on: date, stretch: Stretch
) -> Select[Any]:
    """Approvals with the report before them, where two people did both within the limit."""
    approved, report = events.alias("approved"), events.alias("report")
    before = (
        select(report.c.position, report.c.occurred_at, report.c.person_id)
        .where(
            report.c.ledger_id == approved.c.ledger_id,
            report.c.stream_key == approved.c.stream_key,
            report.c.version < approved.c.version,
            report.c.type == ReportSubmitted.TYPE,
        )
        .order_by(report.c.version.desc())
        .limit(1)
        .lateral("before")
    )
    return (
        select(
            approved.c.stream,
            approved.c.position.label("approved"),
            before.c.position.label("reported"),
        )
        .select_from(approved.join(before, before.c.position < approved.c.position))
        .where(
            approved.c.ledger_id == reader.ledger_id,
            approved.c.type == SubmissionApproved.TYPE,
            approved.c.occurred_at >= start_of(from_on),
            approved.c.occurred_at < end_of(until_on),
            approved.c.occurred_at - before.c.occurred_at <= AT_ONCE_WITHIN,
            # A head who reports signs with the same click.
            approved.c.person_id != before.c.person_id,
            approved.c.stream.in_(visible_streams(reader)),
        )
        .order_by(approved.c.position.desc())
        .offset(stretch.first)
        .limit(_one_more(stretch))
    )


def shared_files(reader: Reader, stretch: Stretch) -> Select[Any]:
    """Files that lie with tasks of several periods, those with the newest acts first."""
    files = attached_files.c
    shared = (
        select(files.sha256)
        .where(files.ledger_id == reader.ledger_id)
        .group_by(files.sha256)
        .having(func.count(files.stream.distinct()) > 1)
    )
    return (
        select(files.sha256, func.array_agg(tasks.c.stream.distinct()).label("streams"))
        .select_from(
            attached_files.join(
                tasks, (tasks.c.ledger_id == files.ledger_id) & (tasks.c.stream == files.stream)
            )
        )
        .where(
            files.ledger_id == reader.ledger_id,
            files.sha256.in_(shared),
            tasks.c.period.is_not(None),
            visible(tasks, reader.policy, reader.holder),
        )
        .group_by(files.sha256)
        .having(func.count(tasks.c.period.distinct()) > 1)
        .order_by(func.max(tasks.c.last_act_at).desc(), files.sha256)
        .offset(stretch.first)
        .limit(_one_more(stretch))
    )


def _one_more(stretch: Stretch) -> int | None:
    return None if stretch.length is None else stretch.length + 1
