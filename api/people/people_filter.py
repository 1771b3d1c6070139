"""How an address narrows the list of people, and the address of what is narrowed so."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from api.web.filters import LONGEST
from services.domain.roles import Office
from services.queries.people_list import AccountState, PeopleFilter

WITHOUT_OFFICE: Final = "khong-giu"
STATES: Final[Mapping[str, AccountState]] = {
    "dang-dung": AccountState.OPEN,
    "chua-dat-mat-khau": AccountState.NO_PASSWORD,
    "da-khoa": AccountState.CLOSED,
    "chua-co": AccountState.NONE,
}
STATE_NAMES: Final[Mapping[AccountState, str]] = {
    AccountState.OPEN: "Đang dùng",
    AccountState.NO_PASSWORD: "Chưa đặt mật khẩu",
    AccountState.CLOSED: "Đã khóa",
    AccountState.NONE: "Chưa có tài khoản",
}
TONES: Final[Mapping[AccountState, str]] = {
    AccountState.OPEN: "done",
    AccountState.NO_PASSWORD: "soon",
    AccountState.CLOSED: "stopped",
    AccountState.NONE: "none",
}


def asked_for(address: Mapping[str, str]) -> PeopleFilter:
    """What an address asks for; a choice that nobody offers narrows nothing."""
    office = address.get("chuc-vu", "")
    return PeopleFilter(
        words=address.get("tim", "")[:LONGEST].strip(),
        unit=address.get("don-vi", ""),
        office=Office(office) if office in set(Office) else None,
        without_office=office == WITHOUT_OFFICE,
        state=STATES.get(address.get("tinh-trang", "")),
    )


def address_of(asked: PeopleFilter, number: int) -> str:
    """The address of a page of the list that is narrowed so."""
    query = _query(asked, number)
    return f"/quan-tri?{query}#can-bo" if query else "/quan-tri#can-bo"


def file_address(asked: PeopleFilter) -> str:
    """Where everybody who is listed so is taken out as a file."""
    return f"/quan-tri/danh-sach/can-bo.xlsx?{_query(asked, 1)}".removesuffix("?")


def _query(asked: PeopleFilter, number: int) -> str:
    office = WITHOUT_OFFICE if asked.without_office else asked.office or ""
    state = next((slug for slug, state in STATES.items() if state is asked.state), "")
    named = {
        "tim": asked.words,
        "don-vi": asked.unit,
        "chuc-vu": str(office),
        "tinh-trang": state,
        "trang": str(number) if number > 1 else "",
    }
    return urlencode({name: value for name, value in named.items() if value})
