"""What an address names: its shape is checked before anything is read."""

import re
from typing import Final

from fastapi import FastAPI, Request
from starlette.routing import Match, Mount

from services.commands.acting import Acting
from services.domain.assignment.events import assignment_stream
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.errors import NotFound
from services.domain.plan_document.events import reading_stream
from services.domain.plan_document.rules import NO_READING
from services.domain.task.rules import NO_TASK
from services.queries.period_sheet import own_units

_TASK: Final = re.compile(r"task-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_LONGEST_TASK: Final = 120
_ITEM: Final = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_LONGEST_ITEM: Final = 100
_DOCUMENT: Final = re.compile(r"[0-9a-z]{1,32}")
_PERIOD: Final = re.compile(r"\d{4}(?:-(?:H[12]|Q[1-4]|M(?:0[1-9]|1[0-2])|SY))?|once")


def asked_address(request: Request) -> str:
    """The address that was asked for, with its filter."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def opens(app: FastAPI, path: str, method: str = "GET") -> bool:
    """Whether a page of `app` stands at a path, or is sent to it; the routes themselves are asked.

    A list of pages beside them would forget the next one.
    """
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    return any(
        route.matches(scope)[0] is Match.FULL
        for route in app.router.routes
        if not isinstance(route, Mount)
    )


def is_task_name(stream: str) -> bool:
    """Whether something has the shape of a task's stream."""
    return len(stream) <= _LONGEST_TASK and _TASK.fullmatch(stream) is not None


def known_stream(stream: str) -> str:
    """A stream's name of the right shape; raises NotFound."""
    if not is_task_name(stream):
        raise NO_TASK.refuse()
    return stream


def item_stream(code: str) -> str:
    """The stream of an item that an address names; raises NotFound."""
    if len(code) > _LONGEST_ITEM or not _ITEM.fullmatch(code):
        raise NO_ASSIGNMENT.refuse()
    return assignment_stream(code)


def stream_of(document: str) -> str:
    """The stream that an address names; raises NotFound."""
    if not _DOCUMENT.fullmatch(document):
        raise NO_READING.refuse()
    return reading_stream(document)


def known_unit(acting: Acting, period: str, unit: str) -> str:
    """The unit whose sheet is meant; raises NotFound where it is none of this person's."""
    mine = own_units(acting.holder)
    chosen = unit or (mine[0] if mine else "")
    if chosen not in mine or not _PERIOD.fullmatch(period):
        raise NotFound("no-sheet", "Không có phiếu này, hoặc phiếu không thuộc đơn vị của bạn.")
    return chosen
