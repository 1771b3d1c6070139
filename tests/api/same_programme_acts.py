"""The acts on a work programme by page and by call, in one order: two periods, open to closed."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from httpx2 import AsyncClient, Response

from tests.api.programme_forms import LIST, MONTH, ROW, UNITS
from tests.api.same_acts import SameAct, SameWorld, Way, call, form

_CALL: Final = "/programmes/2026-M12"
_WHY: Final = "Theo kết luận họp Ủy ban."
# The same row as the form of `ROW` gives it.
_TERMS: Final[dict[str, Any]] = {
    "content": ROW["content"],
    "lead_unit": "KTHTDT",
    "supporting_units": ["VHXH"],
    "due_on": "2026-12-18",
    "presented_to": "committee",
    "product": ROW["product"],
}
_PAPER: Final = {"number": "12/CTr-UBND", "dated_on": "2026-11-25"}
_PAPER_TYPED: Final = {"paper_number": "12/CTr-UBND", "paper_date": "25/11/2026"}
# The code of the source is drawn from the id of the click: both wards are sent this one.
_CLICK: Final = UUID("7c3e9f1a-2b4d-4c6e-8f0a-3d5b7e9a1c2f")
_BY_LEADER: Final = "phochutich"
_BY_OFFICE: Final = "kiemtra"
_BY_UNIT: Final = "chuyenvien"


def _act(
    login: str,
    slug: str,
    operation: str,
    page: Way,
    calling: Way,
    *,
    on: date | None = None,
) -> SameAct:
    return SameAct(
        login=login,
        route=f"{LIST}/{{code}}/{slug}",
        operation=operation,
        page=page,
        call=calling,
        on=on,
    )


def _opened(code: str, on: date | None = None) -> SameAct:
    return _act(
        _BY_OFFICE,
        "mo-dang-ky",
        "openProgramme",
        form(LIST, f"/{code}/mo-dang-ky"),
        call(f"/programmes/{code}/opening", units=list(UNITS)),
        on=on,
    )


def _registered(login: str, content: str, day: int = 18) -> SameAct:
    typed = {**ROW, "unit": "kt", "content": content, "due_on": f"{day}/12/2026"}
    sent = {**_TERMS, "content": content, "due_on": f"2026-12-{day}"}
    return _act(
        login,
        "dang-ky",
        "registerProgrammeRow",
        form(MONTH, "/dang-ky", **typed),
        call(f"{_CALL}/rows", unit="KTHTDT", **sent),
    )


async def _signed_by_call(client: AsyncClient, _world: SameWorld) -> Response:
    once = {"Idempotency-Key": str(_CLICK)}
    return await client.post(f"{_CALL}/signature", json={"paper": _PAPER}, headers=once)


def _decided(slug: str, operation: str, resource: str, row: int, day: str = "") -> SameAct:
    """A decision on one row of a signed programme, with a paper."""
    sent: dict[str, Any] = {"row": row, "reason": _WHY, "paper": _PAPER}
    typed = {"reason": _WHY, **_PAPER_TYPED}
    if day:
        sent["due_on"] = day
        typed["due_on"] = date.fromisoformat(day).strftime("%d/%m/%Y")
    return _act(
        _BY_LEADER,
        slug,
        operation,
        form(f"{MONTH}?sua={row}", f"/{slug}", **typed),
        call(f"{_CALL}/{resource}", **sent),
    )


# In the order in which they can be done in one ward.
PROGRAMME_ACTS: Final = (
    _opened("2026-M12"),
    _act(
        _BY_OFFICE,
        "don-doc",
        "chaseRegistration",
        form(MONTH, "/don-doc", note="Đề nghị gửi trước 16 giờ."),
        call(f"{_CALL}/chases", note="Đề nghị gửi trước 16 giờ."),
    ),
    _registered(_BY_UNIT, ROW["content"]),
    _registered(_BY_OFFICE, "Sơ kết phong trào"),
    _registered(_BY_UNIT, "Kiểm kê tài sản", day=20),
    _registered(_BY_UNIT, "Họp dân"),
    _registered(_BY_OFFICE, "Lễ ra quân"),
    _registered(_BY_OFFICE, "Khai giảng lớp học nghề"),
    _act(
        _BY_UNIT,
        "sua-dong",
        "amendProgrammeRow",
        form(f"{MONTH}?sua=1", "/sua-dong", product="Tờ trình"),
        call(f"{_CALL}/amendments", row=1, **{**_TERMS, "product": "Tờ trình"}),
    ),
    _act(
        _BY_UNIT,
        "rut-dong",
        "withdrawProgrammeRow",
        form(f"{MONTH}?sua=4", "/rut-dong"),
        call(f"{_CALL}/withdrawals", row=4),
    ),
    _act(
        _BY_OFFICE,
        "gop-dong",
        "mergeProgrammeRows",
        form(MONTH, "/gop-dong", **{"chon.5": "1"}, into="2", reason=_WHY),
        call(f"{_CALL}/mergers", into=2, rows=["5"], reason=_WHY),
    ),
    _act(
        _BY_OFFICE,
        "bo-dong",
        "strikeProgrammeRow",
        form(f"{MONTH}?sua=6", "/bo-dong", reason=_WHY),
        call(f"{_CALL}/strikes", row=6, reason=_WHY),
    ),
    _act(
        _BY_OFFICE,
        "thu-tu",
        "orderProgrammeRows",
        form(MONTH, "/thu-tu", len="3"),
        call(f"{_CALL}/order", rows=["1", "3", "2"]),
    ),
    _act(
        _BY_OFFICE,
        "diem-can-xem",
        "settleProgrammeFinding",
        form(MONTH, "/diem-can-xem", finding="rest-day:3", reason=_WHY),
        call(f"{_CALL}/findings", finding="rest-day:3", reason=_WHY),
    ),
    _act(
        _BY_LEADER,
        "ky",
        "signProgramme",
        form(MONTH, "/ky", **_PAPER_TYPED, command_id=str(_CLICK)),
        _signed_by_call,
        on=date(2026, 11, 25),
    ),
    _act(
        _BY_LEADER,
        "bo-sung",
        "addProgrammeRow",
        form(MONTH, "/bo-sung", **{**ROW, "content": "Họp bất thường", "reason": _WHY}),
        call(f"{_CALL}/additions", **{**_TERMS, "content": "Họp bất thường", "reason": _WHY}),
    ),
    _decided("doi-han", "moveProgrammeRow", "moves", 1, "2026-12-22"),
    _decided("dua-ra", "dropProgrammeRow", "drops", 2),
    _opened("2027-M01", date(2026, 12, 21)),
    _decided("chuyen-ky", "carryProgrammeRow", "carries", 3, "2027-01-15"),
    _decided("dua-ra", "dropProgrammeRow", "drops", 1),
    _decided("dua-ra", "dropProgrammeRow", "drops", 7),
    _act(
        _BY_LEADER,
        "tong-ket",
        "closeProgramme",
        form(MONTH, "/tong-ket"),
        call(f"{_CALL}/result"),
        on=date(2027, 1, 4),
    ),
)
