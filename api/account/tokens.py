"""Mã truy cập: a person lets a program act in the own name, and takes it back."""

from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, command_id_of, show_again
from api.form_binding import bind_form, run_form
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.proofs import secret_sha256
from services.domain.directory.acts.issue_token import ACT as ISSUE
from services.domain.directory.acts.issue_token import IssueToken
from services.domain.directory.acts.revoke_token import ACT as REVOKE
from services.domain.directory.tokens import SCOPES
from services.domain.instants import day_of

router = APIRouter(prefix="/tai-khoan/ma-truy-cap")
KNOWN: Final = "da-cap"  # this very click was answered before


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Các mã đang dùng, và biểu mẫu cấp mã."""
    return await tokens_response(request, services, acting, done=xong)


@router.post("")
async def issue(request: Request, form_request: TheFormRequest) -> Response:
    """Cấp mã: the secret is told on this answer and never again."""
    _again(request, form_request)
    secret = form_request.services.randomness.token()
    bound = await bind_form(
        form_request,
        IssueToken,
        person_id=form_request.acting.sender.person_id,
        token_id=form_request.services.randomness.new_id(),
        secret_sha256=secret_sha256(secret),
    )
    new = await form_request.services.tokens.issue(
        form_request.request(ISSUE.name, bound), bound.command, secret
    )
    return await tokens_response(
        request,
        form_request.services,
        form_request.acting,
        secret=secret if new else "",
        done=ISSUE.slug if new else KNOWN,
    )


@router.post(f"/{{token_id}}/{REVOKE.slug}")
async def revoke(request: Request, form_request: TheFormRequest, token_id: str) -> Response:
    """Thu hồi mã."""
    _again(request, form_request)
    await run_form(
        form_request,
        REVOKE,
        person_id=form_request.acting.sender.person_id,
        token_id=Typed({"token_id": token_id}).uuid("token_id"),
    )
    return RedirectResponse(f"/tai-khoan/ma-truy-cap?xong={REVOKE.slug}", HTTPStatus.SEE_OTHER)


async def tokens_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    secret: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The page as it is now; a refused form keeps what was typed."""
    lines = await services.tokens.of_person(acting.sender.person_id, acting.now)
    return page(
        request,
        "account/tokens.html",
        status=problem.status if problem else 200,
        lines=lines,
        scopes=SCOPES,
        secret=secret,
        today=day_of(acting.now),
        command_id=command_id_of(services, problem),
        revoke_ids={line.token_id: str(services.randomness.new_id()) for line in lines},
        problem=problem,
        again="/tai-khoan/ma-truy-cap",
        typed=problem.typed if problem else Typed({}),
        done=_DONE.get(done, ""),
    )


def _again(request: Request, form_request: TheFormRequest) -> None:
    show_again(
        request, partial(tokens_response, request, form_request.services, form_request.acting)
    )


_DONE = {
    **{act.slug: act.done for act in (ISSUE, REVOKE)},
    KNOWN: "Mã này đã được cấp ở lần gửi trước. Chưa chép được thì thu hồi rồi cấp mã mới.",
}
