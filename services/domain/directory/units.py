"""What makes sense to say of a unit; the administrator keeps the register."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.domain.directory.decider import check_dates
from services.domain.directory.events import UnitOverseerNamed, UnitRegistered, UnitRenamed
from services.domain.directory.rules import NO_PERSON
from services.domain.directory.state import Person
from services.domain.directory.unit_rules import (
    NO_UNIT,
    NOT_A_LEADER,
    UNIT_CODE_WRONG,
    UNIT_KNOWN,
    UNIT_NAME,
    UNIT_NAME_DAY,
    UNIT_NAME_DAY_2,
    UNIT_NAME_SAME,
)
from services.domain.directory.unit_state import Unit
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper
from services.domain.roles import LEADING

UNIT_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,19}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnit:
    """Thêm đơn vị: mã, tên chính thức, loại, trong hay ngoài bộ máy, chế độ báo cáo."""

    code: str
    name: str
    kind: str
    internal: bool
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameUnit:
    """Đính chính tên chính thức, theo văn bản quyết định."""

    unit: str
    name: str
    from_on: date
    basis: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOverseer:
    """Phân công lãnh đạo phụ trách đơn vị, theo quyết định của Chủ tịch."""

    unit: str
    person_id: UUID
    from_on: date
    basis: Paper | None


def register_unit(unit: Unit | None, command: RegisterUnit) -> tuple[UnitRegistered, ...]:
    """A new unit under a code that nobody had; raises Refusal."""
    if not UNIT_CODE.fullmatch(command.code):
        raise UNIT_CODE_WRONG.refuse()
    if unit is not None:
        raise code_taken(command.code, unit.name)
    _check_name(command.name)
    registered = UnitRegistered(
        code=command.code,
        name=command.name,
        kind=command.kind,
        aliases=(),
        internal=command.internal,
        restricted=command.restricted,
    )
    return (registered,)


def rename_unit(unit: Unit | None, command: RenameUnit, now: datetime) -> tuple[UnitRenamed, ...]:
    """The official name from a day that has come, by a paper; raises Refusal."""
    known = _known(unit)
    _check_name(command.name)
    if command.name == known.name:
        raise UNIT_NAME_SAME.refuse()
    check_dates(command.from_on, None, now)
    check_paper(command.basis, now)
    if command.from_on > day_of(now):
        raise UNIT_NAME_DAY.refuse()
    if known.renamed_on is not None and command.from_on < known.renamed_on:
        raise UNIT_NAME_DAY_2.refuse(renamed_on=known.renamed_on)
    return (
        UnitRenamed(
            unit=known.registered.code,
            name=command.name,
            from_on=command.from_on,
            basis=command.basis,
        ),
    )


def code_taken(code: str, name: str = "") -> Refusal:
    """A code is given once for ever, whatever its capitals."""
    whose = f" là của {name}" if name else " đã dùng cho một đơn vị"
    return UNIT_KNOWN.refuse(code=code, whose=whose)


def name_overseer(
    unit: Unit | None, person: Person | None, command: NameOverseer, now: datetime
) -> tuple[UnitOverseerNamed, ...]:
    """The leader in charge from a day on; raises Refusal where it is none of the leaders."""
    known = _known(unit)
    if person is None:
        raise NO_PERSON.refuse()
    check_dates(command.from_on, None, now)
    check_paper(command.basis, now)
    if person.holder_on(command.from_on).find(LEADING) is None:
        raise NOT_A_LEADER.refuse()
    named = UnitOverseerNamed(
        unit=known.registered.code,
        person_id=command.person_id,
        from_on=command.from_on,
        basis=command.basis,
    )
    return () if known.overseer_on(command.from_on) == named else (named,)


def _known(unit: Unit | None) -> Unit:
    if unit is None:
        raise NO_UNIT.refuse()
    return unit


def _check_name(name: str) -> None:
    if not any(character.isalpha() for character in name) or "\n" in name or "\t" in name:
        raise UNIT_NAME.refuse()
