"""Bảng đôn đốc: the Office sees where every unit stands, and chases what it selects."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels, row_labels, selection
from api.board.labels import asked_of
from api.bulk import BulkOutcome, chosen_of, done_each, ticked_of
from api.context import FormRequest, Services, TheFormRequest, viewing_of
from api.errors import Again, FormProblem, command_id_of, show_again
from api.labels import count_groups, titles
from api.past import KnownServices, KnownViewer
from api.reading_rights import require_overseeing
from api.web.filters import page_number, small_count
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.task.acts.send_chase import ACT as CHASE
from services.domain.task.state import Task
from services.queries.board_views import Board, BoardFilter, Today
from services.queries.changes import change_mark
from services.queries.chase_board import chase_board, tasks_of
from services.queries.reading import reading
from services.queries.stretch import Stretch
from services.queries.today import moved_today

router = APIRouter()
CONFIRMED_AT_ONCE: Final = 10
ROWS: Final = 10  # of the list: the page is no wall


@router.get("/don-doc")
async def show(
    request: Request,
    services: KnownServices,
    acting: KnownViewer,
) -> Response:
    """Bảng đôn đốc: the board, and the list that the address asks for."""
    query = request.query_params
    return await board_response(
        request,
        services,
        acting,
        asked_of({**query, "cot": ".".join(query.getlist("cot"))}),
        ticking=query.get("chon", ""),
        opened=selection.OpenedRow(stream=query.get("viec", ""), slug=query.get("lam", "")),
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
        kept = BulkOutcome(selection=ticked_of(form_request.typed))
        return await board_response(
            request,
            form_request.services,
            form_request.acting,
            asked_of(form_request.typed.fields),
            answered=kept,
            problem=problem,
        )

    return again


async def board_response(
    request: Request,
    services: Services,
    acting: Acting,
    asked: BoardFilter,
    *,
    answered: BulkOutcome | None = None,
    problem: FormProblem | None = None,
    ticking: str = "",
    opened: selection.OpenedRow | None = None,
    done: str = "",
) -> Response:
    """The page as it is now; a selection that was not accepted keeps its ticks and its ids.

    `opened` is the row below which a form stands: a refused one is that form's.
    """
    require_overseeing(acting.holder)
    answered = answered or BulkOutcome()
    number = page_number(request.query_params)
    named = [*answered.refused, *([opened.stream] if opened else [])]
    board_read = await _read_board(services, acting, asked, number, named)
    board, known = board_read.board, board_read.known
    typed = problem.typed if problem else getattr(request.state, "typed", None) or Typed({})
    selectable = selection.selectable(board, acting)
    form = opened and selection.row_form(
        opened,
        known.get(opened.stream),
        acting,
        command_id_of(services, problem),
        refused=problem is not None,
    )
    ids = {row.open.task.stream: str(services.randomness.new_id()) for row in board.rows}
    return page(
        request,
        "board/page.html",
        status=problem.status if problem else answered.status,
        **_said(board, acting),
        moved=board_read.moved,
        answered=answered,
        refused=[
            (each, titles.title(known[each]) if each in known else each, said)
            for each, said in answered.refused.items()
        ],
        problem=problem,
        typed=typed,
        of_list=_of_list(problem, typed) if form is None else _of_list(None, Typed({})),
        form=form,
        ids={**ids, **answered.selection},
        ticked=ticked(selectable, answered, ticking),
        selectable=selectable,
        confirm_ids={
            row.open.task.stream: str(services.randomness.new_id()) for row in board.to_confirm
        },
        CONFIRMED_AT_ONCE=CONFIRMED_AT_ONCE,
        number=number,
        more=number * ROWS < board.found,
        done=done,
        mark=None if problem or answered.refused else board_read.mark,
    )


def _of_list(problem: FormProblem | None, typed: Typed) -> dict[str, object]:
    """What was refused and typed in the list's own form, and never in the form of a row."""
    return {"problem": problem, "typed": typed}


@dataclass(frozen=True, slots=True, kw_only=True)
class _BoardRead:
    """What the page shows: the board, what moved today, and the tasks that a form names."""

    board: Board
    moved: Today
    known: Mapping[str, Task]
    mark: int


async def _read_board(
    services: Services, acting: Acting, asked: BoardFilter, number: int, named: Collection[str]
) -> _BoardRead:
    viewing, ledger = await viewing_of(services, acting), services.ledger
    stretch = Stretch.of_page(number, ROWS)
    async with reading(services.engine) as connection:
        return _BoardRead(
            mark=await change_mark(
                connection, services.ledger_id, acting.holder, acting.rules.policy
            ),
            board=await chase_board(
                connection, ledger, viewing, asked, titles.named, stretch=stretch
            ),
            known=await tasks_of(connection, services.ledger_id, viewing, named),
            moved=await moved_today(connection, ledger, viewing),
        )


def _said(board: Board, acting: Acting) -> dict[str, object]:
    """The board with the words and the addresses of its page."""
    return {
        "board": board,
        "row_acts": selection.row_acts(board, acting),
        "labels": labels,
        "row_labels": row_labels,
        "shown": board.asked.columns or row_labels.USUAL,
        "count_groups": count_groups,
        "group": board.group,
        "groups": board.groups,
        "group_link": partial(labels.of_group, board.asked),
        "hidden": labels.sent(board.asked),
        "narrowed": labels.is_narrowed(board.asked),
        "columns": labels.columns(acting.rules.policy.board),
        "lists": labels.lists(acting.rules.policy.board),
    }


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
