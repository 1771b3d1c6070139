"""So sánh: what a programme planned first, what was adjusted and done; the rows behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.programmes.addresses import LIST, stream_named, way_to
from api.programmes.shown import read_programme
from api.reading_rights import require_overseeing
from api.web.pages import page
from services.domain.assignment.terms import period_or_code
from services.queries.programme_comparison import (
    ComparedCount,
    ComparedLine,
    comparison,
    counted_as,
    ended_as,
)
from services.queries.programme_views import WholeLine

router = APIRouter(prefix=LIST + "/{code}")
NO_LEADER: Final = "chung"  # of the rows that nobody presides over
COUNTS: Final[Mapping[ComparedCount, str]] = {
    ComparedCount.PLANNED: "Ký lần đầu",
    ComparedCount.TAKEN: "Kỳ trước chuyển sang",
    ComparedCount.ADDED: "Bổ sung",
    ComparedCount.MOVED: "Điều chỉnh thời hạn",
    ComparedCount.DROPPED: "Đưa ra",
    ComparedCount.CARRIED: "Chuyển kỳ sau",
    ComparedCount.IN_TIME: "Đúng hạn",
    ComparedCount.LATE: "Quá hạn",
    ComparedCount.RUNNING: "Đang thực hiện",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAsked:
    """Which rows stand below the table: those of a number of a unit, of a leader, or of all."""

    count: ComparedCount | None
    unit: str
    leader: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "RowsAsked":
        """What an address asks for; what is no number of ours asks for all rows."""
        counts = {each.value: each for each in ComparedCount}
        return cls(
            count=counts.get(given.get("so", "")),
            unit=given.get("don-vi", ""),
            leader=given.get("lanh-dao", ""),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.count or self.unit or self.leader)

    def holds(self, each: WholeLine) -> bool:
        """Whether a row is among them."""
        terms = each.line.row.terms
        leader = str(terms.leader) if terms.leader else NO_LEADER
        return (
            (self.count is None or self.count in counted_as(each.line))
            and self.unit in {"", terms.lead_unit}
            and self.leader in {"", leader}
        )


@router.get("/so-sanh")
async def show(request: Request, services: TheServices, acting: Viewer, code: str) -> Response:
    """So sánh kế hoạch ký lần đầu, điều chỉnh và kết quả, theo đơn vị và theo lãnh đạo."""
    require_overseeing(acting.holder)
    shown = await read_programme(services, acting, stream_named(code))
    asked = RowsAsked.of(request.query_params)

    def way_of(count: ComparedCount | None, line: ComparedLine | None, by: str = "") -> str:
        """The address of the rows behind a number."""
        of = {by: _key(line.key)} if line is not None and by else {}
        return way_to(code, part="so-sanh", at="dong", so=count.value if count else "", **of)

    return page(
        request,
        "programmes/compare.html",
        found=shown,
        programme=shown.programme,
        period=period_or_code(shown.programme.code),
        compared=comparison(shown.whole),
        counts=COUNTS,
        asked=asked,
        rows=[each for each in shown.whole if asked.holds(each)],
        way_of=way_of,
        way_to=way_to,
        period_or_code=period_or_code,
        ends=lambda line: COUNTS[ended_as(line)],
    )


def _key(key: str | UUID | None) -> str:
    return NO_LEADER if key is None else str(key)
