"""Duyệt và mở việc tiếp theo: from one decision to the next that waits for the same person."""

from typing import Final

from api.context import FormRequest, viewing_of
from services.domain.task.acts.approve_submission import ACT as APPROVE
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.work_views import Group

GO_ON: Final = "tiep"  # the button that was pressed
_DECIDING: Final = (APPROVE, CONFIRM)


async def address_after(form_request: FormRequest, slug: str, stream: str) -> str:
    """Where a decided form leads: to the next task that waits, where that was asked for.

    Where none waits any more, to the list, which says so.
    """
    if not form_request.typed.get(GO_ON):
        return f"/viec/{stream}?xong={slug}"
    upcoming = await _next_of(form_request, stream)
    return f"/viec/{upcoming}?vua-xong={slug}" if upcoming else f"/viec?vua-xong={slug}"


def said(slug: str) -> str:
    """What an address says was decided on the task before; blank where it says nothing known."""
    return next((act.done for act in _DECIDING if act.slug == slug), "")


async def _next_of(form_request: FormRequest, stream: str) -> str | None:
    services, acting = form_request.services, form_request.acting
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        work = await my_work(connection, services.ledger_id, viewing)
    waiting = (
        row.task for group in work.groups if group.group is Group.DECIDE for row in group.rows
    )
    return next(
        (
            task.stream
            for task in waiting
            if task.stream != stream
            and any(act.offered(task, acting.context) is not None for act in _DECIDING)
        ),
        None,
    )
