"""Hồ sơ kiểm tra: asked for on a page, made by the auditor part, taken by who asked."""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from api.context import TheFormRequest, TheServices, TheVisitor, Viewer
from api.errors import show_again
from api.ledger import labels
from api.ledger.page import key_page
from api.ledger.requested import cases_of, is_open, takes_all_cases
from api.reading_rights import require_reading_across
from api.web.addresses import item_stream, known_stream
from api.web.forms import BadForm, Typed
from services.commands.access import AccessKind
from services.domain.errors import NotFound, Refusal
from services.domain.inspection_scope import limits_of
from services.domain.instants import day_of
from services.queries.case_scope import CaseKind, CaseScope, require_case
from services.queries.log_rights import Reader
from services.queries.reading import reading

router = APIRouter(prefix=f"{labels.ADDRESS}/ho-so")
MOST_OPEN: Final = 5  # of one person: each takes the machine's time
_NO_CASE: Final = NotFound(
    "no-case-file", "Không có hồ sơ này, hoặc tệp đã xóa vì quá hạn giữ. Hãy yêu cầu lập lại."
)
_OTHER_SCOPE: Final = NotFound(
    "case-of-another-scope",
    "Hồ sơ này lập khi phạm vi tài khoản của bạn còn khác. Hãy yêu cầu lập lại.",
)
_TOO_MANY: Final = Refusal(
    "case-files-waiting",
    f"Đang có {MOST_OPEN} hồ sơ chờ lập cho bạn. Hãy đợi xong rồi yêu cầu tiếp.",
)
_OF_NOTHING: Final = "Hãy chọn đơn vị, cán bộ, hoặc nêu khoảng thời gian của hồ sơ."
_OF_BOTH: Final = "Mỗi hồ sơ của một đơn vị hoặc một cán bộ. Hãy chọn một trong hai."
_BACKWARDS: Final = "Đến ngày phải từ ngày bắt đầu trở đi."


@router.post("")
async def ask(request: Request, form_request: TheFormRequest, visitor: TheVisitor) -> Response:
    """Ask for a case file of a task, an item, a unit, a person or a period. Raises Refusal."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    require_reading_across(acting.holder, "Hồ sơ kiểm tra")
    show_again(request, partial(key_page, request, services, acting))
    answers, person_id = cases_of(services), acting.sender.person_id
    request_id, scope = typed.command_id(), _scope(typed)
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        await require_case(connection, reader, scope)
    own = await services.audit.cases(person_id)
    still_open = await asyncio.to_thread(lambda: sum(map(is_open(answers), own)))
    if still_open >= MOST_OPEN:
        raise _TOO_MANY
    await services.audit.ask_case(request_id, person_id, scope)
    await services.accounts.gate.note_read(acting, AccessKind.CASE_ASKED, visitor)
    return RedirectResponse(f"{labels.ADDRESS}?xong=ho-so#ho-so-kiem-tra", HTTPStatus.SEE_OTHER)


@router.get("/{request_id}")
async def take(
    services: TheServices, acting: Viewer, visitor: TheVisitor, request_id: UUID
) -> Response:
    """The archive, to who asked for it and to inspectors. Raises NotAllowed, NotFound."""
    require_reading_across(acting.holder, "Hồ sơ kiểm tra")
    asked = await services.audit.case(request_id)
    if asked is None:
        raise _NO_CASE
    if asked.person_id != acting.sender.person_id and not takes_all_cases(acting):
        raise _NO_CASE
    answers = cases_of(services)
    path = answers.archive(request_id)
    answer = await asyncio.to_thread(answers.answer, request_id)
    if answer is None or not answer.ok or not await asyncio.to_thread(path.is_file):
        raise _NO_CASE
    scopes = acting.holder.scopes
    if scopes and answer.limits != limits_of(scopes):
        raise _OTHER_SCOPE
    await services.accounts.gate.note_read(acting, AccessKind.CASE_TAKEN, visitor)
    name = f"ho-so-kiem-tra-{day_of(asked.asked_at).isoformat()}-{str(request_id)[:8]}.zip"
    return FileResponse(
        path, media_type=labels.ARCHIVE, filename=name, headers={"Cache-Control": "no-store"}
    )


def _scope(typed: Typed) -> CaseScope:
    """What the file is to be of; a task or an item is named by its own page."""
    from_on = typed.day("from_on", label="Từ ngày")
    until_on = typed.day("until_on", label="Đến ngày")
    if from_on and until_on and until_on < from_on:
        raise BadForm("case-days", _BACKWARDS, field="until_on")
    kind, key = _of_what(typed)
    if kind is CaseKind.PERIOD and from_on is None and until_on is None:
        raise BadForm("case-of-nothing", _OF_NOTHING, field="unit")
    return CaseScope(kind=kind, key=key, from_on=from_on, until_on=until_on)


def _of_what(typed: Typed) -> tuple[CaseKind, str]:
    named = [
        (kind, typed.choice(kind.value))
        for kind in (CaseKind.TASK, CaseKind.ITEM, CaseKind.UNIT, CaseKind.PERSON)
        if typed.choice(kind.value)
    ]
    if not named:
        return CaseKind.PERIOD, ""
    if len(named) > 1:
        raise BadForm("case-of-both", _OF_BOTH, field="person")
    kind, key = named[0]
    match kind:
        case CaseKind.TASK:
            return kind, known_stream(key)
        case CaseKind.ITEM:
            item_stream(key)
            return kind, key
        case CaseKind.UNIT:
            return kind, typed.code("unit", label="Đơn vị") or ""
        case _:
            return kind, str(typed.uuid("person"))
