"""What narrows a list: how much of it is read, and that the page says so."""

import re
from collections.abc import Mapping
from typing import Final

from fastapi import Request

from api.web.forms import BadForm

LONGEST: Final = 200  # characters of a filter
# Of each kind on a page; the count beside the heading says how many there are.
SHOWN: Final = 20
ROWS_A_PAGE: Final = 40  # of a long list: what a page may weigh on a phone, and how long it may be
_PAGE: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)


def said_cut(request: Request) -> str:
    """The sentence on a page whose address asks for more words than are read; else blank."""
    if len(request.query_params.get("tim", "")) <= LONGEST:
        return ""
    return f"Nội dung tìm dài quá {LONGEST} ký tự: chỉ tìm theo {LONGEST} ký tự đầu. Hãy rút ngắn."


def page_number(asked: Mapping[str, str]) -> int:
    """Which page of a list an address asks for; what is no number is the first."""
    number = asked.get("trang", "")
    return int(number) if _PAGE.fullmatch(number) else 1


def small_count(said: str) -> int | None:
    """How many were done, as an address after an act on a selection says; else None."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < len("1000") else None


def require_unit(unit: str | None, units: Mapping[str, str], *, field: str = "") -> None:
    """A unit that is asked for is one of the ward's; raises BadForm, beside `field` if named."""
    if unit and unit not in units:
        raise BadForm(
            "field-choice",
            "Đơn vị: không có đơn vị này trong danh bạ của phường.",
            field=field,
        )
