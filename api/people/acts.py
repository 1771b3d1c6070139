"""What the administrator does with people: each act is one form and one command."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.form_binding import bind_form, run_form
from api.people.page import admin_response, person_response, person_uuid
from api.people.reading import read
from api.people.single_offices import already, holding
from api.web.forms import BadForm
from services.domain.act import Act
from services.domain.directory.acts import OF_A_PERSON
from services.domain.directory.acts.correct_person import ACT as CORRECT_PERSON
from services.domain.directory.acts.grant_office import ACT as GRANT_OFFICE
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.directory.acts.issue_link import ACT as ISSUE_LINK
from services.domain.directory.acts.register_person import ACT as REGISTER_PERSON
from services.domain.directory.person_names import proposed_name, single_blanks
from services.domain.roles import Office

router = APIRouter(prefix="/quan-tri/can-bo")


async def _form_of_list(request: Request, form_request: TheFormRequest) -> FormRequest:
    """The form for a new person; refused, the lists are shown again with it."""
    show_again(
        request, partial(admin_response, request, form_request.services, form_request.acting)
    )
    return form_request


async def _form_of_person(
    request: Request, form_request: TheFormRequest, person_id: str
) -> FormRequest:
    """A form about one person; refused, it is shown again on the person's page."""
    form = request.url.path.rpartition("/")[2]
    show = partial(person_response, request, form_request.services, form_request.acting, person_id)
    show_again(request, partial(show, form=form))
    person_uuid(person_id)
    return form_request


ListForm = Annotated[FormRequest, Depends(_form_of_list)]
PersonForm = Annotated[FormRequest, Depends(_form_of_person)]


@router.post("")
async def register(form_request: ListForm) -> Response:
    """Thêm cán bộ và mở tài khoản. The person's id was drawn with the form: once is once."""
    _ask_about_small_letters(form_request)
    command = await run_form(form_request, REGISTER_PERSON)
    return _to_person(command.person_id, REGISTER_PERSON.slug)


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: PersonForm, person_id: str) -> Response:
        bound = await bind_form(form_request, act.command, person_id=person_uuid(person_id))
        if act is GRANT_OFFICE:
            await _ask_about_a_second(form_request, bound.command)
        if act is CORRECT_PERSON:
            _ask_about_small_letters(form_request)
        await form_request.services.acts.handle(
            form_request.request(act.name, bound), bound.command
        )
        return _to_person(bound.command.person_id, act.slug)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in OF_A_PERSON:
    if _act not in {REGISTER_PERSON, ISSUE_LINK}:
        router.add_api_route(
            f"/{{person_id}}/{_act.slug}", _route(_act), methods=["POST"], name=_act.name
        )


def _ask_about_small_letters(form_request: FormRequest) -> None:
    """A name in small letters is a hurry more often than a name; raises BadForm until it is said.

    Whoever may not write names is not asked: the act itself refuses, and the attempt is kept.
    """
    if not form_request.acting.holder.is_a(Office.ADMINISTRATOR):
        return
    typed = single_blanks(form_request.typed.get("name"))
    proposed = proposed_name(typed)
    if proposed and form_request.typed.get("name_as_typed") != typed:
        raise BadForm(
            "name-letters",
            f"Họ và tên “{typed}” chưa viết hoa đúng chỗ. Có phải là “{proposed}”? Hãy sửa lại, "
            "hoặc đánh dấu bên dưới nếu tên đúng là viết như vậy.",
            field="name_as_typed",
        )


async def _ask_about_a_second(form_request: FormRequest, command: GrantOffice) -> None:
    """A second head or chair is a slip more often than a wish; raises BadForm until it is said.

    Whoever may not grant is not asked: the act itself refuses, and the attempt is kept.
    """
    if not form_request.acting.holder.is_a(Office.ADMINISTRATOR):
        return
    directory = await read(form_request.services, form_request.acting)
    others = holding(
        directory.people,
        command.office,
        command.unit,
        on=form_request.today,
        but=command.person_id,
    )
    if others and not form_request.typed.get("second"):
        raise BadForm(
            "office-second",
            f"{already(others, command.office, directory.name_of(command.unit))} Vẫn giao thêm "
            "thì hãy đánh dấu bên dưới rồi bấm lại.",
            field="second",
        )


@router.post("/{person_id}/lien-ket")
async def issue_link(request: Request, form_request: PersonForm, person_id: str) -> Response:
    """Cấp liên kết một lần. The address is on this one answer and nowhere else."""
    bound = await bind_form(form_request, ISSUE_LINK.command, person_id=person_uuid(person_id))
    request_of_link = form_request.request(ISSUE_LINK.name, bound)
    token = await form_request.services.directory.issue_link(request_of_link, bound.command)
    link = f"{form_request.services.base_url.rstrip('/')}/lien-ket/{token}"
    return await person_response(
        request, form_request.services, form_request.acting, person_id, link=link
    )


def _to_person(person_id: UUID, form: str) -> Response:
    way = f"/quan-tri/can-bo/{person_id}?xong={form}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)
