"""How a page travels: it is sent again only where it has changed, and HEAD is answered."""

import hashlib
import re
from http import HTTPStatus
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A browser may keep what somebody reads and asks each time whether it still holds: after signing
# out the answer is the door, so nothing kept is shown.
KEPT: Final = "private, no-cache"
# What stands on paper alone says when it was read: the same page a minute later is the same page.
_PRINTED: Final = re.compile(r'<p class="printed">.*?</p>', re.DOTALL)


def html_answer(request: Request, text: str, *, status: int, kept: bool) -> Response:
    """A page as it is sent; a bare 304 where the browser that asks holds the very same one."""
    sent = text.encode("utf-8", "replace")
    if not kept or status != HTTPStatus.OK or request.method != "GET":
        return HTMLResponse(sent, status_code=status)
    digest = hashlib.sha256(_PRINTED.sub("", text).encode("utf-8", "replace")).hexdigest()
    headers = {"ETag": f'W/"{digest[:32]}"', "Cache-Control": KEPT}
    if headers["ETag"] in _held(request):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return HTMLResponse(sent, status_code=status, headers=headers)


def _held(request: Request) -> set[str]:
    return {mark.strip() for mark in request.headers.get("if-none-match", "").split(",")}


class HeadAsGet:
    """Answers HEAD as GET without the page: what watches a server asks so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask as GET, and send on the head of the answer alone."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head_alone(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, head_alone)
