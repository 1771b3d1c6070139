"""The Office's board in tests: tasks brought to where they may be chased, and pages read."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from httpx2 import AsyncClient, Response

from services.domain.task.events import DueDateMoved
from tests.api.reading import Form, read
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, report

_CELL = re.compile(r'<a href="(/don-doc\?[^"]*)" aria-label="[^"]*: (\d+) việc">')
_COUNT = re.compile(r'<a href="(/don-doc\?[^"]*)"(?: aria-current="true")?><b>([\d.]+)</b>')
_ROW = re.compile(r'data-stream="(task-[^"]+)"')
_BOX = re.compile(r'name="chon\.(task-[^"]+)" value="([0-9a-f-]{36})"')


@dataclass(frozen=True)
class BoardLink:
    """A cell or a count: where it leads, and how many it promises."""

    address: str
    number: int


def links(answer: Response) -> list[BoardLink]:
    """Every cell, total and count of the board."""
    collected = [*_CELL.findall(answer.text), *_COUNT.findall(answer.text)]
    return [BoardLink(address.replace("&amp;", "&"), int(number)) for address, number in collected]


def rows(answer: Response) -> list[str]:
    """The tasks of the list, in its order."""
    return _ROW.findall(answer.text)


def boxes(answer: Response) -> dict[str, str]:
    """The command id of each task that may be selected."""
    return dict(_BOX.findall(answer.text))


def chasing_form(answer: Response) -> Form:
    """The form around the list, not the one that filters."""
    return next(form for form in read(answer).forms if "paper_number" in form.fields)


async def due(web: WebWard, code: str, day: date) -> str:
    """An official calendar moves a due date."""
    stream = web.task(code)
    moved = DueDateMoved(from_on=day, due_on=day, calendar_version="calendar-2026@1")
    await clock(web, stream, moved, name=code)
    return stream


async def spread(web: WebWard) -> None:
    """One task late, one near, one signed, one as it was."""
    await due(web, "51-08", today() - timedelta(days=10))
    await due(web, "CT10", today() + timedelta(days=2))
    await act(web, "chanhvp", report(web.task("54-02"), 0))


async def signed(web: WebWard, code: str = "51-08") -> None:
    """The unit reports and its head signs."""
    await act(web, "chuyenvien", report(web.task(code), 0))
    await act(web, "truongphong", approval(web.task(code), 1))


async def chase(client: AsyncClient, address: str, *streams: str, **typed: str) -> Response:
    """Open the board, tick rows, send."""
    page = await client.get(address)
    assert page.status_code == 200, page.text
    fields = chasing_form(page).fields if boxes(page) else {}
    ticks = {f"chon.{stream}": boxes(page)[stream] for stream in streams}
    return await client.post("/don-doc", data={**fields, **ticks, **typed})
