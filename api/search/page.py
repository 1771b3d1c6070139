"""Tìm kiếm: items, tasks and people by words, without marks and in any order."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.log import labels as log_phrases
from api.log import places as log_places
from api.web.filters import LONGEST, SHOWN, page_number
from api.web.pages import page
from services.domain.instants import day_of
from services.queries.find import find
from services.queries.log_rights import Reader
from services.queries.reading import reading
from services.queries.search import readable

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SearchTurn:
    """Which part of the answer is turned over, and to which page; blank is the first of all."""

    wanted: str
    part: str
    number: int

    def shows(self, part: str) -> bool:
        """Whether this part stands on the page."""
        return self.part in {"", part}

    def first(self, part: str) -> int:
        """The place of the first hit of this part on the page."""
        return (self.number - 1) * SHOWN if self.part == part else 0

    def address(self, part: str, by: int) -> str:
        """The address of so many pages further in a part."""
        number = (self.number if self.part == part else 1) + by
        return f"/tim?{urlencode({'tim': self.wanted, 'phan': part, 'trang': number})}"


@router.get("/tim")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    *,
    tim: str = "",
    phan: str = "",
    trang: str = "",
) -> Response:
    """Kết quả tìm kiếm trong phạm vi của người xem."""
    wanted = readable(tim[:LONGEST])
    number = page_number({"trang": trang})
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    today = day_of(acting.now)
    async with reading(services.engine) as connection:
        hits = await find(
            connection, services.ledger, reader, wanted, today=today, naming=log_phrases.HIT_NAMES
        )
    return page(
        request,
        "search/page.html",
        found=hits,
        wanted=wanted,
        shown=SHOWN,
        turned=SearchTurn(wanted, phan if phan in PARTS else "", number),
        log_phrases=log_phrases,
        log_places=log_places,
    )


PARTS: Final = ("muc", "viec", "can-bo", "muc-gan", "viec-gan", "can-bo-gan")
