"""Every refusal of the JSON interface: problem+json (RFC 9457), Vietnamese, with a stable code."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from api.errors import (
    AT_ONCE_SECONDS,
    BUSY_SECONDS,
    BUSY_WRITING,
    FAULT,
    REUSED,
    UNAVAILABLE,
    again_later,
    status_of,
)
from api.labels.log_words import RULES
from api.labels.past_words import AGAIN_SECONDS, being_built
from api.web.admission import ServerFull, TooManyAtOnce
from api.web.field_errors import sole_field
from api.web.mistakes import each_of
from services.domain.errors import Refusal
from services.domain.instants import YEAR_SAID
from services.ledger.port import CommandReused, LedgerBusy, LedgerUnavailable
from services.queries.past import PastBeingBuilt

_log = structlog.get_logger("api")
KIND: Final = "application/problem+json"
_TITLES: Final = {
    400: "Yêu cầu không đúng",
    401: "Chưa chứng minh được là ai",
    403: "Không thuộc thẩm quyền",
    404: "Không tìm thấy",
    405: "Không có cách gọi này",
    409: "Chưa thực hiện được",
    413: "Nội dung quá lớn",
    422: "Cần sửa nội dung",
    429: "Tạm dừng",
    500: "Có lỗi",
    503: "Tạm thời không dùng được",
}
CALLED_AT_ONCE: Final = (
    "Quá nhiều yêu cầu cùng một lúc của một người nên yêu cầu này chưa được thực hiện. "
    "Hãy đợi số giây ở đầu mục Retry-After rồi gửi lại."
)
# The codes that a program may meet besides those of its own fields, and what each means.
CODES: Final = {
    "token": "thiếu mã truy cập, hoặc mã sai, đã thu hồi hay hết hạn",
    "token-read-only": "mã truy cập chỉ được xem",
    "token-not-administering": "mã truy cập không mở tài khoản, giao chức vụ, cấp liên kết",
    "request-invalid": "yêu cầu không đúng mẫu; `errors` nêu từng mục",
    "command-reused": "mã lần gửi đã dùng cho nội dung khác",
    "today-alone": "địa chỉ này không trả lời theo `as_of`; chỉ đọc được của hôm nay",
    "being-built": "đang dựng lại sổ của ngày ở `as_of`; gửi lại sau số giây ở Retry-After",
    "cursor": "`after` không phải là `next` của một trang trước",
    "address": "không có địa chỉ này",
    "method": "địa chỉ này không nhận cách gọi này",
    "size": "nội dung lớn hơn mức nhận của địa chỉ này (thường là 1 MB)",
    "unavailable": "cơ sở dữ liệu tạm thời không dùng được; gửi lại với cùng mã",
    "too-many-at-once": "quá nhiều yêu cầu cùng một lúc của một người; chưa làm gì",
    "busy": "máy chủ đang bận; gửi lại với cùng mã sau số giây ở đầu mục Retry-After",
    "fault": "có lỗi ngoài dự kiến",
    **RULES,
}


class FieldProblem(BaseModel):
    """One field that cannot be understood."""

    field: str = Field(examples=["figures.0.value"])
    detail: str = Field(examples=["Thiếu nội dung."])


class ProblemAnswer(BaseModel):
    """Vì sao yêu cầu không được thực hiện."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(examples=["urn:dondoc:problem:already-decided"])
    title: str = Field(examples=["Chưa thực hiện được"])
    status: int = Field(examples=[409])
    code: str = Field(examples=["already-decided"], description="Stable; a program decides by it.")
    detail: str = Field(examples=["Việc này đã có người khác xử lý. Hãy đọc lại rồi gửi lại."])
    errors: list[FieldProblem] = Field(default_factory=list)


class NotProved(Exception):
    """No token, or one that opens nothing (any more)."""


class ReadOnly(Exception):
    """The token may only look."""


class TodayAlone(Exception):
    """A call as of a day, to an address that answers for today alone."""


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    *,
    after: int | None = None,
) -> JSONResponse:
    """The answer that says what was wrong and what to do next, `after` so many seconds."""
    body = ProblemAnswer(
        type=f"urn:dondoc:problem:{code}",
        title=_TITLES.get(status, "Chưa thực hiện được"),
        status=status,
        code=code,
        detail=detail,
        errors=list(errors),
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if after is not None:
        headers["Retry-After"] = str(after)
    return JSONResponse(body.model_dump(), status_code=status, media_type=KIND, headers=headers)


def install(app: FastAPI) -> None:
    """One handler for each kind of error."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(CommandReused, _on_reused)
    app.add_exception_handler(NotProved, _on_not_proved)
    app.add_exception_handler(ReadOnly, _on_read_only)
    app.add_exception_handler(TodayAlone, _on_today_alone)
    app.add_exception_handler(PastBeingBuilt, _on_being_built)
    for lost in (LedgerUnavailable, OperationalError, InterfaceError):
        app.add_exception_handler(lost, _on_unavailable)
    for full in (LedgerBusy, PoolTimeout, ServerFull):
        app.add_exception_handler(full, _on_busy)
    app.add_exception_handler(TooManyAtOnce, _on_too_many)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(Exception, _on_fault)


def called(error: Refusal) -> str:
    """The field of a body that a refusal is about; a file is the whole body."""
    field = sole_field(error)
    return "body" if field == "file" else field


async def _on_refusal(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101  (what it was registered for)
    errors = [
        FieldProblem(field=called(each), detail=each.sentence)
        for each in each_of(error)
        if called(each)
    ]
    answer = problem(status_of(error), error.code, error.sentence, errors)
    again_later(answer, error)
    return answer


async def _on_reused(_: Request, error: Exception) -> JSONResponse:
    return problem(status_of(error), "command-reused", REUSED)


async def _on_not_proved(_: Request, _error: Exception) -> JSONResponse:
    return problem(
        HTTPStatus.UNAUTHORIZED,
        "token",
        "Thiếu mã truy cập, hoặc mã sai, đã thu hồi hay hết hạn. Hãy gửi đầu mục "
        "Authorization: Bearer với mã còn hạn.",
    )


async def _on_read_only(_: Request, _error: Exception) -> JSONResponse:
    return problem(
        HTTPStatus.FORBIDDEN,
        "token-read-only",
        "Mã truy cập này chỉ được xem. Hãy dùng mã được phép thực hiện.",
    )


async def _on_today_alone(_: Request, _error: Exception) -> JSONResponse:
    sentence = (
        "Địa chỉ này chỉ trả lời theo hôm nay nên không nhận as_of. Hãy bỏ tham số as_of; "
        "các địa chỉ nhận as_of được nêu ở /api/docs."
    )
    field = FieldProblem(field="as_of", detail="Địa chỉ này không nhận as_of.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "today-alone", sentence, [field])


async def _on_being_built(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PastBeingBuilt)  # noqa: S101  (what it was registered for)
    sentence = f"{being_built(error)} Hãy gửi lại sau số giây ở đầu mục Retry-After."
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "being-built", sentence, after=AGAIN_SECONDS)


async def _on_unavailable(_: Request, error: Exception) -> JSONResponse:
    _log.warning("database_away", error=type(error).__name__)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", UNAVAILABLE)


async def _on_busy(_: Request, error: Exception) -> JSONResponse:
    _log.warning("house_full", error=type(error).__name__)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", BUSY_WRITING, after=BUSY_SECONDS)


async def _on_too_many(_: Request, error: Exception) -> JSONResponse:
    _log.info("too_many_at_once", error=type(error).__name__)
    status = HTTPStatus.TOO_MANY_REQUESTS
    return problem(status, "too-many-at-once", CALLED_AT_ONCE, after=AT_ONCE_SECONDS)


async def _on_http(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(status, "method", "Địa chỉ này không nhận cách gọi này.")
    return problem(status, "address", "Không có địa chỉ này. Hãy xem /api/docs.")


async def _on_invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (what it was registered for)
    fields = [_field(read_finding) for read_finding in error.errors()]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "request-invalid",
        "Yêu cầu có nội dung không đúng mẫu. Hãy sửa các mục được nêu rồi gửi lại.",
        fields,
    )


def _field(each: dict[str, Any]) -> FieldProblem:
    where = ".".join(str(part) for part in each["loc"] if part != "body")
    kind = str(each["type"])
    detail = next((said for mark, said in _SAID if mark in kind), "Nội dung không đúng mẫu.")
    return FieldProblem(field=where or "body", detail=detail)


_SAID: Final = (
    ("year_range", f"Ngày {YEAR_SAID}. Hãy kiểm tra lại năm."),
    ("missing", "Thiếu nội dung."),
    ("extra_forbidden", "Không có mục này."),
    ("json", "Không phải JSON."),
    ("uuid", "Không phải là UUID."),
    ("date", "Không phải là ngày dạng năm-tháng-ngày."),
    ("int", "Không phải là số nguyên trong giới hạn."),
    ("too_long", "Dài quá giới hạn."),
    ("enum", "Không có giá trị này."),
    ("literal", "Không có giá trị này."),
)


async def _on_fault(_: Request, error: Exception) -> JSONResponse:
    _log.error("api_failed", error=type(error).__name__, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", FAULT)
