"""Every refusal and fault as a page: the sentence, what to do next, and all that was typed."""

from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.context import Services, SignInNeeded
from api.web.addresses import asked_address
from api.web.admission import ServerFull, TooManyAtOnce
from api.web.field_errors import FieldError, field_errors
from api.web.forms import COMMAND_ID, BadForm, Typed
from api.web.pages import LOST, SECRET, kept_page, page, plain_page
from services.commands.gate import BUSY
from services.domain.errors import NotAllowed, NotFound, Paused, Refusal, Stale
from services.ledger.port import CommandReused, LedgerBusy, LedgerError, LedgerUnavailable

_log = structlog.get_logger("pages")

UNAVAILABLE: Final = (
    "Cơ sở dữ liệu tạm thời không dùng được nên chưa chắc yêu cầu đã được ghi. "
    "Hãy đợi ít phút rồi gửi lại: gửi lại không làm trùng."
)
UNREADABLE: Final = "Cơ sở dữ liệu tạm thời không dùng được. Hãy đợi ít phút rồi tải lại trang."
BUSY_WRITING: Final = (
    "Máy chủ đang bận nên chưa chắc yêu cầu đã được ghi. "
    "Hãy đợi ít phút rồi gửi lại: gửi lại không làm trùng."
)
BUSY_SECONDS: Final = 30  # after which a program may ask again
AT_ONCE: Final = (
    "Bạn đang mở quá nhiều trang cùng một lúc nên yêu cầu này chưa được thực hiện. "
    "Hãy đợi vài giây rồi thử lại."
)
AT_ONCE_SECONDS: Final = 5
PASSWORDS_NOT_KEPT: Final = (
    "Phiên làm việc đã hết nên mật khẩu chưa đổi và không được giữ. Hãy đăng nhập bằng mật khẩu "
    "hiện nay rồi làm lại."
)
NOT_KEPT: Final = (
    "Chưa đăng nhập, hoặc phiên làm việc đã hết, nên nội dung vừa gửi chưa được nhận. "
    "Hãy đăng nhập rồi gửi lại từ trang trước."
)
REUSED: Final = (
    "Biểu mẫu này đã được nhận trước đó với nội dung khác. Hãy xem kết quả đã ghi; "
    "nếu vẫn muốn gửi nội dung đang hiện thì bấm gửi lần nữa."
)
FAULT: Final = (
    "Hệ thống gặp lỗi ngoài dự kiến và đã ghi lại để xử lý. "
    "Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị hệ thống."
)
_BY_CODE: Final = {"sign-in": HTTPStatus.UNAUTHORIZED}
_TITLES: Final = {
    HTTPStatus.UNAUTHORIZED: "Chưa đăng nhập được",
    HTTPStatus.FORBIDDEN: "Không thuộc thẩm quyền",
    HTTPStatus.NOT_FOUND: "Không tìm thấy",
    HTTPStatus.CONFLICT: "Chưa thực hiện được",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Cần sửa nội dung",
    HTTPStatus.TOO_MANY_REQUESTS: "Hãy đợi ít phút",
    HTTPStatus.SERVICE_UNAVAILABLE: "Tạm thời không dùng được",
}
_LATER: Final = "Chưa thực hiện được, hãy thử lại sau"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProblem(FieldError):
    """Why a form was not accepted, for the page that shows the form again.

    `new_command` asks for a new command id: the old one is consumed by another content.
    """

    status: int
    typed: Typed
    new_command: bool


class Again(Protocol):
    """Makes the page of a form again, with what was refused."""

    def __call__(self, *, problem: FormProblem) -> Awaitable[Response]:
        """The page as it is now."""


def show_again(request: Request, again: Again, *, needs_rows: bool = True) -> None:
    """Say how the page of this form is made again, should the form be refused.

    `needs_rows` is false for a page that can be made while the database is away.
    """
    request.state.again = again
    request.state.again_needs_rows = needs_rows


def command_ids(
    services: Services, forms: Iterable[str], refused: str, problem: FormProblem | None
) -> dict[str, str]:
    """A new command id for each form of a page; a refused form is sent again under its own.

    A form that the page has no longer gets none.
    """
    ids = {form: str(services.randomness.new_id()) for form in forms}
    if refused in ids:
        ids[refused] = command_id_of(services, problem)
    return ids


def command_id_of(services: Services, problem: FormProblem | None) -> str:
    """The command id of a page's only form: a refused one is sent again under its own."""
    kept = problem.typed.get(COMMAND_ID) if problem and not problem.new_command else ""
    return kept or str(services.randomness.new_id())


def status_of(error: Exception) -> HTTPStatus:
    """The HTTP status of a refusal or of the ledger's answer."""
    if isinstance(error, Refusal) and error.code in _BY_CODE:
        return _BY_CODE[error.code]
    for kind, status in (
        (Paused, HTTPStatus.TOO_MANY_REQUESTS),
        (NotFound, HTTPStatus.NOT_FOUND),
        (NotAllowed, HTTPStatus.FORBIDDEN),
        (BadForm, HTTPStatus.UNPROCESSABLE_ENTITY),
        (CommandReused, HTTPStatus.UNPROCESSABLE_ENTITY),
        (LedgerUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    ):
        if isinstance(error, kind):
            return status
    return HTTPStatus.CONFLICT


def again_later(response: Response, error: Exception) -> Response:
    """The answer says after how many seconds it may be tried again, where that is known."""
    if isinstance(error, Paused):
        response.headers["Retry-After"] = str(error.seconds)
    return response


async def on_refusal(request: Request, error: Exception) -> Response:
    """The same form again with everything typed and the sentence; else the sentence alone."""
    return again_later(await _refused(request, error), error)


async def _refused(request: Request, error: Exception) -> Response:
    sentence = error.sentence if isinstance(error, Refusal) else REUSED
    status = status_of(error)
    typed: Typed | None = getattr(request.state, "typed", None)
    again: Again | None = getattr(request.state, "again", None)
    if typed is not None and again is not None:
        first, *others = field_errors(error, sentence, typed.fields)
        problem = FormProblem(
            sentence=first.sentence,
            field=first.field,
            others=tuple(others),
            status=status,
            typed=typed,
            stale=isinstance(error, Stale),
            new_command=isinstance(error, CommandReused),
        )
        try:
            return await again(problem=problem)
        except (Refusal, LedgerError) as second:
            _log.info(
                "form_not_shown_again",
                route=route_of(request.scope),
                error=type(second).__name__,
            )
    title = _TITLES[status]
    if typed is not None:
        return kept_page(
            request,
            status=status,
            title=title,
            sentence=sentence,
            fields=typed.fields,
            send_again=False,
        )
    return plain_page(request, status=status, title=title, sentence=sentence)


async def on_unavailable(request: Request, error: Exception) -> Response:
    """503: what was typed stays, and is sent again under the same command id."""
    _log.warning("database_away", route=route_of(request.scope), error=type(error).__name__)
    return await _later(request, HTTPStatus.SERVICE_UNAVAILABLE, UNREADABLE, UNAVAILABLE)


async def on_busy(request: Request, error: Exception) -> Response:
    """503: the database is well, this machine has too much to do; the same later."""
    _log.warning("house_full", route=route_of(request.scope), error=type(error).__name__)
    response = await _later(request, HTTPStatus.SERVICE_UNAVAILABLE, BUSY, BUSY_WRITING)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


async def on_too_many(request: Request, error: Exception) -> Response:
    """429: nothing was done for this request of somebody who asks for many at once."""
    _log.info("too_many_at_once", route=route_of(request.scope), error=type(error).__name__)
    response = await _later(request, HTTPStatus.TOO_MANY_REQUESTS, AT_ONCE, AT_ONCE)
    response.headers["Retry-After"] = str(AT_ONCE_SECONDS)
    return response


async def _later(request: Request, status: HTTPStatus, unread: str, unwritten: str) -> Response:
    """The page or the form again, with the sentence for what was only read, or sent."""
    typed: Typed | None = getattr(request.state, "typed", None)
    if typed is not None and not getattr(request.state, "again_needs_rows", True):
        again: Again = request.state.again
        problem = FormProblem(sentence=unread, status=status, typed=typed, new_command=False)
        return await again(problem=problem)
    if typed is None:
        return plain_page(
            request,
            status=status,
            title=_LATER,
            sentence=unread,
            again=asked_address(request) if request.method == "GET" else None,
        )
    return kept_page(
        request,
        status=status,
        title=_LATER,
        sentence=unread if LOST & typed.fields.keys() else unwritten,
        fields=typed.fields,
        send_again=True,
    )


async def on_sign_in_needed(request: Request, error: Exception) -> Response:
    """The way to the sign-in page; a form that was sent is carried through it."""
    _log.info("sign_in_needed", route=route_of(request.scope), error=type(error).__name__)
    typed: Typed | None = getattr(request.state, "typed", None)
    if getattr(request.state, "unread", False):  # too much to be kept for a stranger
        return _to_sign_in(request, NOT_KEPT)
    if typed is None:
        if request.headers.get("hx-request") == "true":  # a fragment is no place for this page
            around = urlsplit(request.headers.get("hx-current-url", ""))
            way = _way(urlunsplit(("", "", around.path, around.query, "")))
            return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": way})
        return RedirectResponse(_way(asked_address(request)), HTTPStatus.SEE_OTHER)
    if SECRET & typed.fields.keys():  # a password is never written into a page
        return _to_sign_in(request, PASSWORDS_NOT_KEPT)
    sentence = "Phiên làm việc đã hết. Hãy đăng nhập lại: nội dung vừa nhập vẫn được giữ."
    return _to_sign_in(request, sentence, typed.fields, asked_address(request))


def _way(back: str) -> str:
    return f"/dang-nhap?tiep={quote(back)}"


def _to_sign_in(
    request: Request, sentence: str, kept: Mapping[str, str] | None = None, kept_path: str = ""
) -> Response:
    return page(
        request,
        "account/sign_in.html",
        status=HTTPStatus.UNAUTHORIZED,
        sentence=sentence,
        login="",
        next_path="/",
        kept=dict(kept or {}),
        kept_path=kept_path,
    )


async def on_http(request: Request, error: Exception) -> Response:
    """An address or a way of asking that does not exist."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        sentence = "Địa chỉ này không mở trực tiếp được. Hãy vào từ danh sách việc."
    else:
        sentence = "Không có trang này. Hãy kiểm tra địa chỉ hoặc quay về danh sách việc."
    return plain_page(request, status=status, title="Không tìm thấy trang", sentence=sentence)


def install(app: FastAPI) -> None:
    """One handler for each kind of error."""
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(CommandReused, on_refusal)
    for lost in (LedgerUnavailable, OperationalError, InterfaceError):
        app.add_exception_handler(lost, on_unavailable)
    for full in (LedgerBusy, PoolTimeout, ServerFull):
        app.add_exception_handler(full, on_busy)
    app.add_exception_handler(TooManyAtOnce, on_too_many)
    app.add_exception_handler(SignInNeeded, on_sign_in_needed)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_http)


def route_of(scope: Scope) -> str:
    """The route's pattern: an address itself may hold the secret of a one-time link."""
    return getattr(scope.get("route"), "path", "unknown")
