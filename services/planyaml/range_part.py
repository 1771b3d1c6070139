"""The range of a measure's figures as a plan file sets it by hand."""

from decimal import Decimal
from typing import Final

from services.domain.assignment.ranges import MeasureRange
from services.planyaml.cursor import Cursor

NO_BOUNDS: Final = "none"


def measure_range(cursor: Cursor) -> MeasureRange | None:
    """Read `none`, or a mapping of low, high, whole; what cannot be is noted at its place."""
    if not cursor.is_mapping:
        if cursor.text() not in {"", NO_BOUNDS}:
            cursor.complain(
                f"Giới hạn của số liệu là {NO_BOUNDS}, hoặc các khóa low, high, whole."
                " Ví dụ {low: 0, high: 100}."
            )
        return None
    at = cursor.fields((), ("low", "high", "whole"))
    result = MeasureRange(
        low=_bound(at["low"]),
        high=_bound(at["high"]),
        whole=not at["whole"].empty and at["whole"].flag(),
    )
    return result if _holds_together(result, cursor, at) else None


def _holds_together(given: MeasureRange, cursor: Cursor, at: dict[str, Cursor]) -> bool:
    low, high = given.low, given.high
    if at["low"].empty and at["high"].empty and not given.whole:
        cursor.complain(
            "Giới hạn chưa nêu gì. Ghi low, high hoặc whole: true; nếu không có giới hạn, ghi"
            f" range: {NO_BOUNDS}."
        )
    crossed = low is not None and high is not None and high < low
    if crossed:
        at["high"].complain("Mức trên thấp hơn mức dưới của giới hạn. Đổi chỗ hai mức.")
    for name, bound in (("low", low), ("high", high)):
        if given.whole and bound is not None and bound != bound.to_integral_value():
            at[name].complain("Số liệu là số nguyên (whole: true). Ghi giới hạn là số nguyên.")
    return not crossed


def _bound(cursor: Cursor) -> Decimal | None:
    written = "" if cursor.empty else cursor.decimal()
    return Decimal(written) + 0 if written else None  # + 0: what is written -0 is 0
