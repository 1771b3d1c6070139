"""Figures as rows: the newest answer to each measure of a task, and the day it was accepted."""

from dataclasses import dataclass
from typing import Any

from services.domain.facts import Fact
from services.domain.task.events import ReportSubmitted, SubmissionConfirmed
from services.projections.tables import measure_values
from services.projections.writing import change, put


@dataclass(frozen=True, slots=True)
class Measures:
    """Retells facts of `task-…` streams; see `port.Projection`. A restricted task has none."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        match fact.event:
            case ReportSubmitted(submission=submission, figures=figures):
                for figure in figures:
                    row = {
                        "measure": figure.measure,
                        "submission": submission,
                        "value": figure.value,
                        "kind": figure.kind,
                        "counted_on": None,
                    }
                    await put(connection, measure_values, fact, row)
            case SubmissionConfirmed(submission=submission, counted_on=counted_on):
                confirmed = measure_values.c.submission == submission
                changes = {"counted_on": counted_on}
                await change(connection, measure_values, fact, changes, confirmed)
            case _:
                return
