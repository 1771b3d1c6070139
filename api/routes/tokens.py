"""Mã truy cập: a person lets a program act in the own name, and takes it back."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import House, TheDesk, TheHouse, Viewer
from api.errors import Problem, show_again
from api.forms import COMMAND_ID, BadForm, Typed
from api.pages import page
from services.commands.acting import Acting
from services.domain.directory.tokens import IssueToken, RevokeToken, Scope
from services.domain.instants import day_of

router = APIRouter(prefix="/tai-khoan/ma-truy-cap")
SCOPES = {Scope.READ: "Chỉ xem", Scope.WRITE: "Xem và thực hiện"}


@router.get("")
async def show(request: Request, house: TheHouse, acting: Viewer, xong: str = "") -> Response:
    """Các mã đang dùng, và biểu mẫu cấp mã."""
    return await tokens_response(request, house, acting, done=xong)


@router.post("")
async def issue(request: Request, desk: TheDesk) -> Response:
    """Cấp mã: the secret is told on this answer and never again."""
    _again(request, desk)
    put = desk.words()
    ends_on = desk.typed.need_day("ends_on", label="Dùng đến ngày")
    if desk.typed.choice("scope") not in set(Scope):
        raise BadForm("field-scope", "Phạm vi: hãy chọn trong danh sách.", field="scope")
    command = IssueToken(
        token_id=desk.house.randomness.new_id(),
        label=put.need(desk.typed.get("label"), label="Tên phần mềm", field="label"),
        scope=Scope(desk.typed.choice("scope")),
        ends_on=ends_on,
    )
    secret = await desk.house.tokens.issue(
        desk.command_request("issue-token", "account", put), command
    )
    return await tokens_response(
        request, desk.house, desk.acting, secret=secret or "", done="cap" if secret else "da-cap"
    )


@router.post("/{token_id}/thu-hoi")
async def revoke(request: Request, desk: TheDesk, token_id: str) -> Response:
    """Thu hồi mã."""
    _again(request, desk)
    command = RevokeToken(token_id=Typed({"token_id": token_id}).uuid("token_id"))
    await desk.house.tokens.revoke(desk.command_request("revoke-token", token_id), command)
    return RedirectResponse("/tai-khoan/ma-truy-cap?xong=thu-hoi", HTTPStatus.SEE_OTHER)


async def tokens_response(
    request: Request,
    house: House,
    acting: Acting,
    *,
    secret: str = "",
    problem: Problem | None = None,
    done: str = "",
) -> Response:
    """The page as it is now; a refused form keeps what was typed."""
    lines = await house.tokens.of_person(acting.sender.person_id, acting.now)
    kept = problem.typed.get(COMMAND_ID) if problem and not problem.new_command else ""
    return page(
        request,
        "account/tokens.html",
        status=problem.status if problem else 200,
        lines=lines,
        scopes=SCOPES,
        secret=secret,
        today=day_of(acting.now),
        command_id=kept or str(house.randomness.new_id()),
        revoke_ids={line.token_id: str(house.randomness.new_id()) for line in lines},
        problem=problem,
        again="/tai-khoan/ma-truy-cap",
        typed=problem.typed if problem else Typed({}),
        done=_DONE.get(done, ""),
    )


def _again(request: Request, desk: TheDesk) -> None:
    async def again(problem: Problem) -> Response:
        return await tokens_response(request, desk.house, desk.acting, problem=problem)

    show_again(request, again)


_DONE = {
    "cap": "Đã cấp mã truy cập. Hãy chép lại ngay: mã chỉ hiện một lần.",
    "da-cap": "Mã này đã được cấp ở lần gửi trước. Chưa chép được thì thu hồi rồi cấp mã mới.",
    "thu-hoi": "Đã thu hồi mã truy cập.",
}
