"""The last net: an error that nobody expected is logged whole and answered plainly."""

from http import HTTPStatus

import structlog
from fastapi import Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import FAULT, route_of
from api.web.forms import Typed
from api.web.pages import kept_page, plain_page

_log = structlog.get_logger("pages")


class ErrorMiddleware:
    """Answers what no handler below it knew."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request; after an error, answer unless an answer has begun."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:  # the edge: below it nothing is left to tell the person
            _log.exception("page_failed", method=scope["method"], route=route_of(scope))
            if begun:
                raise
            response = _fault(Request(scope, receive))
            await response(scope, receive, send)


def _fault(request: Request) -> Response:
    status, title = HTTPStatus.INTERNAL_SERVER_ERROR, "Có lỗi"
    typed: Typed | None = getattr(request.state, "typed", None)
    if typed is None:
        return plain_page(request, status=status, title=title, sentence=FAULT)
    return kept_page(
        request,
        status=status,
        title=title,
        sentence=FAULT,
        fields=typed.fields,
        send_again=True,
    )
