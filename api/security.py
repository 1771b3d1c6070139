"""What stands in front of every page: who may write, how much, and what a browser may load."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.context import LOOPBACK
from api.errors import BUSY_SECONDS
from api.rest.problems import problem
from api.web.admission import ServerFull
from api.web.bodies import (
    BODY_LIMIT,
    EVIDENCE,
    EVIDENCE_MB,
    SHEET_LIMIT,
    UPLOADS,
    BoundedBody,
    Unread,
    declared,
    limit_of,
)
from api.web.pages import plain_page
from services.commands.gate import BUSY

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
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

    def __init__(self, app: ASGIApp, base_url: str, unread: Unread) -> None:
        self._app = app
        self._unread = unread
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
        else:
            await self._measured(scope, headers, receive, marked)

    async def _measured(
        self, scope: Scope, headers: Headers, receive: Receive, send: Send
    ) -> None:
        """By what is declared before anything is read; what is not declared, as it comes."""
        body, begun = BoundedBody(receive, limit_of(scope)), False

        async def answer(message: Message) -> None:
            nonlocal begun
            if not body.too_long or begun:  # what was made of half a body is no answer
                begun = True
                await send(message)

        if (declared(headers) or 0) > body.limit:
            await self._unread.drain(receive)
            await self._refuse(scope, receive, send, _too_long(scope))
            return
        try:
            await self._app(scope, body.receive, answer)
        except ServerFull:
            await self._unread.drain(receive)
            await self._refuse(scope, receive, send, "full")
            return
        if body.too_long and not begun:
            await self._refuse(scope, receive, send, _too_long(scope))

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
            code, reported = _TO_PROGRAMS.get(why, (why, sentence))
            response = problem(status, code, reported)
        else:
            request = Request(scope, receive)
            response = plain_page(request, status=status, title=title, sentence=sentence)
        if why == "full":
            response.headers["Retry-After"] = str(BUSY_SECONDS)
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
    "full": (503, "Tạm thời không dùng được", BUSY),
    "size": (
        413,
        "Nội dung quá lớn",
        "Nội dung lớn hơn 1 MB nên chưa được nhận. Hãy bấm nút quay lại, rút gọn rồi gửi lại.",
    ),
    "sheet": (
        413,
        "Nội dung quá lớn",
        (
            f"Nội dung lớn hơn {SHEET_LIMIT // BODY_LIMIT} MB nên chưa được nhận. "
            "Hãy bấm nút quay lại, rút gọn rồi gửi lại."
        ),
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
    "full": ("busy", BUSY),
    "size": ("size", "Nội dung lớn hơn 1 MB nên chưa được nhận. Hãy rút gọn rồi gửi lại."),
    "sheet": (
        "size",
        (
            f"Nội dung lớn hơn {SHEET_LIMIT // BODY_LIMIT} MB nên chưa được nhận. "
            "Hãy rút gọn rồi gửi lại."
        ),
    ),
    "file": ("file-too-large", "Văn bản lớn hơn 16 MB nên chưa được nhận."),
    "evidence": ("file-too-large", f"Tệp lớn hơn {EVIDENCE_MB} MB nên chưa được nhận."),
}


def _too_long(scope: Scope) -> str:
    if scope["path"] in UPLOADS:
        return "file"
    if EVIDENCE.fullmatch(scope["path"]):
        return "evidence"
    return "sheet" if limit_of(scope) == SHEET_LIMIT else "size"


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
