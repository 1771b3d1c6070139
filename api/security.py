"""What stands in front of every page: who may write, how much, and what a browser may load."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import plain_page
from api.rest.problems import problem

EVIDENCE_MB: Final = 64
BODY_LIMIT: Final = 1024 * 1024
# Where a file is sent, and how much there: 16 MB and the rest of the form.
UPLOAD: Final = "/ke-hoach/van-ban"
_UPLOADS: Final = frozenset({UPLOAD, "/api/plan/documents"})
UPLOAD_LIMIT: Final = 16 * BODY_LIMIT
_UPLOAD_BODY: Final = UPLOAD_LIMIT + 64 * 1024
# Evidence files of a task, one at a time, beside what was typed in the same form: what the
# server takes at all. The ward's own rule says so much at most, mostly less, and keeps the form.
EVIDENCE_LIMIT: Final = EVIDENCE_MB * BODY_LIMIT
_EVIDENCE: Final = re.compile(r"/(?:viec|phieu)/[^/]+/tep|/api/tasks/[^/]+/files")
# The period sheet holds the reports of a whole unit, and passes the sign-in when a session ends.
_SHEET: Final = re.compile(r"/phieu/[^/]+/[a-z-]+|/dang-nhap")
SHEET_LIMIT: Final = 4 * BODY_LIMIT
_EVIDENCE_BODY: Final = EVIDENCE_LIMIT + SHEET_LIMIT
# An over-long body is read to its end up to here, so that the browser gets to read our answer.
DRAIN_LIMIT: Final = 32 * BODY_LIMIT
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with it a browser hides the Origin of our own forms too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses foreign writes and over-long bodies; marks every answer with its headers."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self._app = app
        self._hosts = LOOPBACK | {urlsplit(base_url).hostname or ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        marked = _marking(send)
        if _hostname(headers.get("host", "")) not in self._hosts:
            await self._refuse(scope, receive, marked, "host")
        elif scope["method"] not in SAFE and not (
            self._same_origin(headers) or _proves_itself(scope, headers)
        ):
            await self._refuse(scope, receive, marked, "origin")
        elif _declared(headers, scope["method"]) > _limit(scope):
            await _drain(receive)
            await self._refuse(scope, receive, marked, _too_long(scope))
        else:
            await self._app(scope, receive, marked)

    def _same_origin(self, headers: Headers) -> bool:
        """By Fetch Metadata where the browser sends it, else by Origin; without both: no."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        origin = headers.get("origin", "")
        return urlsplit(origin).netloc == headers.get("host", "") != ""

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, why: str) -> None:
        status, title, sentence = _REFUSALS[why]
        response: Response
        if scope["path"].startswith("/api/"):
            code, told = _TO_PROGRAMS.get(why, (why, sentence))
            response = problem(status, code, told)
        else:
            request = Request(scope, receive)
            response = plain_page(request, status=status, title=title, sentence=sentence)
        await response(scope, receive, send)


def _proves_itself(scope: Scope, headers: Headers) -> bool:
    """A program's token is no cookie: no foreign page can make a browser send it."""
    return scope["path"].startswith("/api/") and "authorization" in headers


_REFUSALS: Final = {
    "host": (
        400,
        "Sai địa chỉ",
        "Địa chỉ này không phải địa chỉ của hệ thống. Hãy mở đúng địa chỉ được cấp.",
    ),
    "origin": (
        403,
        "Yêu cầu bị chặn",
        "Yêu cầu không gửi từ trang của hệ thống nên không được thực hiện. Hãy mở lại trang.",
    ),
    "size": (
        413,
        "Nội dung quá lớn",
        "Nội dung lớn hơn 1 MB nên chưa được nhận. Hãy bấm nút quay lại, rút gọn rồi gửi lại.",
    ),
    "file": (
        413,
        "Tệp quá lớn",
        "Tệp lớn hơn 16 MB nên chưa được nhận. Hãy bỏ bớt hình ảnh trong văn bản rồi tải lại.",
    ),
    "evidence": (
        413,
        "Tệp quá lớn",
        f"Tệp lớn hơn {EVIDENCE_MB} MB nên chưa được nhận. Hãy quay lại rồi chọn tệp nhỏ hơn.",
    ),
}
# A program has no button to go back.
_TO_PROGRAMS: Final = {
    "size": ("size", "Nội dung lớn hơn 1 MB nên chưa được nhận. Hãy rút gọn rồi gửi lại."),
    "file": ("file-too-large", "Văn bản lớn hơn 16 MB nên chưa được nhận."),
    "evidence": ("file-too-large", f"Tệp lớn hơn {EVIDENCE_MB} MB nên chưa được nhận."),
}


def _too_long(scope: Scope) -> str:
    if scope["path"] in _UPLOADS:
        return "file"
    return "evidence" if _EVIDENCE.fullmatch(scope["path"]) else "size"


def _limit(scope: Scope) -> int:
    path: str = scope["path"]
    if path in _UPLOADS:
        return _UPLOAD_BODY
    if _EVIDENCE.fullmatch(path):
        return _EVIDENCE_BODY
    return SHEET_LIMIT if _SHEET.fullmatch(path) else BODY_LIMIT


def _declared(headers: Headers, method: str) -> int:
    """The body's declared length; one that is not declared counts as too long."""
    if method in SAFE:
        return 0
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdigit():
        return _EVIDENCE_BODY + 1
    return int(length)


async def _drain(receive: Receive) -> None:
    read = 0
    while read < DRAIN_LIMIT:
        message = await receive()
        read += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _marking(send: Send) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _missing(headers, HEADERS.items()):
                headers[name] = value
            # What a page shows may be secret: it must not lie in the cache of a shared computer.
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return marked


def _missing(
    headers: MutableHeaders, wanted: Iterable[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    return [(name, value) for name, value in wanted if name not in headers]
