"""Rows of tasks and items as the rule of sight sees them."""

from typing import Any

from sqlalchemy import Row, Table

from services.domain.inspection_scope import WorkSpan
from services.domain.task.sight import Work, work_of_item


def work_of_row(row: Row[Any]) -> Work:
    """A row of tasks or items as the rule sees it."""
    if "spans_from" not in row._fields:
        return work_of_item(
            row.code, row.lead_unit, row.supporting_units, restricted=row.restricted
        )
    return Work(
        row.lead_unit,
        tuple(row.supporting_units),
        row.restricted,
        item=row.assignment,
        span=WorkSpan(row.spans_from, row.spans_until),
    )


def is_of_tasks(rows: Table | Any) -> bool:
    """Only tasks are of a period; items are of the whole plan."""
    return "spans_from" in rows.c
