"""Bảng đôn đốc: the Office sees where every unit stands, and chases what it selects."""

from collections.abc import Collection, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels, selection
from api.bulk import BulkOutcome, chosen_of, done_each, ticked_of
from api.context import (
    FormRequest,
    Services,
    TheFormRequest,
    TheServices,
    Viewer,
    require_overseeing,
    viewing_of,
)
from api.errors import Again, FormProblem, show_again
from api.labels import count_groups, titles, words
from api.web.filters import LONGEST, ROWS_A_PAGE, page_number, small_count
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.task.acts.send_chase import ACT as CHASE
from services.queries.board_views import BoardFilter, BoardList
from services.queries.changes import change_mark
from services.queries.chase_board import chase_board, tasks_of
from services.queries.reading import reading
from services.queries.stretch import Stretch
from services.queries.today import moved_today

router = APIRouter()


@router.get("/don-doc")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
) -> Response:
    """Bảng đôn đốc: the board, and the list that the address asks for."""
    query = request.query_params
    return await board_response(
        request,
        services,
        acting,
        asked_of(query),
        ticking=query.get("chon", ""),
        done=selection.done(query.get("da", ""), small_count(query.get("xong", "")) or 0),
    )


@router.post("/don-doc")
async def chase(request: Request, form_request: TheFormRequest) -> Response:
    """Đôn đốc các việc đã chọn: each one its own command; who is refused stays selected."""
    asked = asked_of(form_request.typed.fields)
    show_again(request, list_again(request, form_request))
    chosen = chosen_of(form_request.typed)
    answered = await done_each(form_request, CHASE, chosen, {})  # no part but what was typed
    if not answered.refused:
        query = urlencode({**labels.sent(asked), "da": CHASE.slug, "xong": answered.done})
        return RedirectResponse(f"/don-doc?{query}", HTTPStatus.SEE_OTHER)
    return await board_response(
        request, form_request.services, form_request.acting, asked, answered=answered
    )


def list_again(request: Request, form_request: FormRequest) -> Again:
    """How the list is shown again with its ticks, should what was selected be refused."""

    async def again(*, problem: FormProblem) -> Response:
        kept = BulkOutcome(status=problem.status, selection=ticked_of(form_request.typed))
        return await board_response(
            request,
            form_request.services,
            form_request.acting,
            asked_of(form_request.typed.fields),
            answered=kept,
            problem=problem,
        )

    return again


def asked_of(given: Mapping[str, str]) -> BoardFilter:
    """The filters of an address or a form; what is no filter of ours asks for everything."""
    kind = given.get("loai", "").strip()
    return BoardFilter(
        group=count_groups.BY_SLUG.get(given.get(count_groups.FIELD, "")),
        kind=kind if kind in words.KINDS else "",
        wanted=given.get("tim", "").strip()[:LONGEST],
        unit=given.get("don-vi", "").strip()[:LONGEST],
        sought=labels.SOUGHT.get(given.get("tinh-trang", ""), BoardList.LATE),
    )


async def board_response(
    request: Request,
    services: Services,
    acting: Acting,
    asked: BoardFilter,
    *,
    answered: BulkOutcome | None = None,
    problem: FormProblem | None = None,
    ticking: str = "",
    done: str = "",
) -> Response:
    """The page as it is now; a selection that was not accepted keeps its ticks and its ids."""
    require_overseeing(acting.holder)
    answered = answered or BulkOutcome()
    number = page_number(request.query_params)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        stretch = Stretch.of_page(number, ROWS_A_PAGE)
        board = await chase_board(
            connection, services.ledger, viewing, asked, titles.named, stretch=stretch
        )
        known = await tasks_of(connection, services.ledger_id, viewing, answered.refused)
        moved = await moved_today(connection, services.ledger, viewing)
    typed = problem.typed if problem else getattr(request.state, "typed", None) or Typed({})
    selectable = selection.selectable(board, acting)
    ids = {row.open.task.stream: str(services.randomness.new_id()) for row in board.rows}
    return page(
        request,
        "board/page.html",
        status=answered.status,
        board=board,
        labels=labels,
        count_groups=count_groups,
        group=board.group,
        groups=board.groups,
        group_link=partial(labels.of_group, board.asked),
        moved=moved,
        answered=answered,
        refused=[
            (each, titles.title(known[each]) if each in known else each, said)
            for each, said in answered.refused.items()
        ],
        problem=problem,
        typed=typed,
        ids={**ids, **answered.selection},
        ticked=ticked(selectable, answered, ticking),
        selectable=selectable,
        hidden=labels.sent(board.asked),
        number=number,
        more=number * ROWS_A_PAGE < board.found,
        columns=labels.columns(acting.rules.policy.board),
        lists=labels.lists(acting.rules.policy.board),
        done=done,
        mark=None if problem or answered.refused else mark,
    )


def ticked(
    selectable: selection.Selectable, answered: BulkOutcome, ticking: str
) -> Collection[str]:
    """The tasks whose box is ticked when the page opens."""
    match ticking:
        case labels.TICK_TO_CHASE:
            return selectable.to_chase
        case labels.TICK_ALL:
            return selectable.streams
        case _:
            return answered.selection
