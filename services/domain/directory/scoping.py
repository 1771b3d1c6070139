"""What an inspector's account covers, as a grant or a change of it states that. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Rule
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.offering import OfPerson
from services.domain.directory.unit_state import fold_unit
from services.domain.fields import DayField, ThingCodes, UnitCodes
from services.domain.inspection_scope import InspectionScope, scope_or_whole
from services.domain.streams import Family

MOST_CODES: Final = 50
SCOPE_UNIT: Final = Rule(
    code="scope-unit",
    sentence="Phạm vi thanh tra: không có đơn vị {code} trong bộ máy của phường. Hãy sửa mã.",
    brief="phạm vi có đơn vị không thuộc phường",
    fields=("scope_units",),
)
SCOPE_ITEM: Final = Rule(
    code="scope-item",
    sentence="Phạm vi thanh tra: kế hoạch không có mục {code}. Hãy sửa mã.",
    brief="phạm vi có mục không thuộc kế hoạch",
    fields=("scope_items",),
)
SCOPE_MANY: Final = Rule(
    code="scope-many",
    sentence="Phạm vi thanh tra: nhiều nhất {most} đơn vị và {most} mục. Hãy bớt đi.",
    brief="phạm vi có quá nhiều đơn vị hoặc mục",
    fields=("scope_units", "scope_items"),
)
SCOPE_DAYS: Final = Rule(
    code="scope-days",
    sentence="Phạm vi thanh tra: ngày cuối của kỳ phải từ ngày đầu trở đi.",
    brief="kỳ của phạm vi kết thúc trước khi bắt đầu",
    fields=("scope_until_on",),
)
SCOPE_RULES: Final = (SCOPE_UNIT, SCOPE_ITEM, SCOPE_MANY, SCOPE_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfScopedPerson(OfPerson):
    """A command about somebody that may state what an inspector's account covers."""

    scope_units: Annotated[
        tuple[str, ...], UnitCodes(label="Đơn vị trong phạm vi thanh tra", example=["KTHTDT"])
    ] = ()
    scope_items: Annotated[
        tuple[str, ...],
        ThingCodes(label="Mục trong phạm vi thanh tra", example=["51-08"], at_most=MOST_CODES),
    ] = ()
    scope_from_on: Annotated[date | None, DayField(label="Kỳ báo cáo từ ngày")] = None
    scope_until_on: Annotated[date | None, DayField(label="Kỳ báo cáo đến hết ngày")] = None

    @property
    def scope(self) -> InspectionScope | None:
        """What it states; None for the whole ward."""
        return scope_or_whole(
            InspectionScope(
                units=tuple(dict.fromkeys(self.scope_units)),
                items=tuple(dict.fromkeys(self.scope_items)),
                from_on=self.scope_from_on,
                until_on=self.scope_until_on,
            )
        )


def scope_streams(command: OfScopedPerson) -> tuple[str, ...]:
    """Where it is recorded whether what a scope names exists."""
    named = command.scope
    if named is None or max(len(named.units), len(named.items)) > MOST_CODES:
        return ()
    return (*map(unit_stream, named.units), *map(_item_stream, named.items))


def check_scope(scope: InspectionScope | None, context: DecisionContext) -> None:
    """Units of the ward, items of its plan, days in their order; raises Refusal."""
    if scope is None:
        return
    for field, codes in (("scope_units", scope.units), ("scope_items", scope.items)):
        if len(codes) > MOST_CODES:
            raise SCOPE_MANY.refuse(field=field, most=MOST_CODES)
    for code in scope.units:
        unit = fold_unit(context.of(unit_stream(code)))
        if unit is None or not unit.internal:
            raise SCOPE_UNIT.refuse(code=code)
    for code in scope.items:
        if not context.of(_item_stream(code)):
            raise SCOPE_ITEM.refuse(code=code)
    if scope.from_on and scope.until_on and scope.until_on < scope.from_on:
        raise SCOPE_DAYS.refuse()


def _item_stream(code: str) -> str:
    return f"{Family.ASSIGNMENT}{code}"
