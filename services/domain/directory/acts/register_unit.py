"""Thêm đơn vị: a unit of the ward or a partner outside it, under a code for ever."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.directory.offering import to_administrator
from services.domain.directory.rules import NOT_ADMINISTRATOR
from services.domain.directory.unit_kinds import UNIT_KINDS, UnitKind
from services.domain.directory.unit_rules import (
    UNIT_CODE_WRONG,
    UNIT_KIND,
    UNIT_KNOWN,
    UNIT_NAME,
    UNIT_NAMED,
    check_name,
)
from services.domain.directory.unit_state import Unit
from services.domain.errors import Refusal
from services.domain.fields import OneOf, PlainLine, YesOrNo

UNIT_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,19}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnit:
    """Thêm đơn vị: mã, tên chính thức, loại, trong hay ngoài bộ máy, chế độ báo cáo."""

    code: Annotated[
        str, PlainLine(label="Mã đơn vị", example="TYT", at_most=UNIT_NAMED, capitals=True)
    ]
    name: Annotated[
        str, PlainLine(label="Tên đơn vị", example="Trạm Y tế phường", at_most=UNIT_NAMED)
    ]
    kind: Annotated[
        UnitKind,
        OneOf(label="Loại", example="health", of=UnitKind, words=UNIT_KINDS, unknown=UNIT_KIND),
    ]
    internal: Annotated[
        bool, YesOrNo(about="Thuộc bộ máy của phường.", box="place", value="ngoai", means=False)
    ]
    restricted: Annotated[bool, YesOrNo(about="Báo cáo theo chế độ mật.", value="mat", means=True)]

    @property
    def stream(self) -> str:
        """The unit's own."""
        return unit_stream(self.code)


def decide(unit: Unit | None, command: RegisterUnit, context: DecisionContext) -> Verdict:
    """A new unit under a code that nobody had."""
    held = to_administrator(unit, context).held
    if not UNIT_CODE.fullmatch(command.code):
        raise UNIT_CODE_WRONG.refuse()
    if unit is not None:
        raise code_taken(command.code, unit.name)
    check_name(command.name)
    registered = UnitRegistered(
        code=command.code,
        name=command.name,
        kind=command.kind.value,
        aliases=(),
        internal=command.internal,
        restricted=command.restricted,
    )
    return Verdict(held=held, events=(registered,))


def code_taken(code: str, name: str = "") -> Refusal:
    """A code is given once for ever, whatever its capitals."""
    whose = f" là của {name}" if name else " đã dùng cho một đơn vị"
    return UNIT_KNOWN.refuse(code=code, whose=whose)


ACT: Final = Act(
    command=RegisterUnit,
    name="register-unit",
    said="thêm đơn vị",
    slug="them",
    done="Đã thêm đơn vị. Hãy phân công lãnh đạo phụ trách.",
    rules=(NOT_ADMINISTRATOR, UNIT_CODE_WRONG, UNIT_KIND, UNIT_KNOWN, UNIT_NAME),
    offer=to_administrator,
    decide=decide,
)
