"""What makes sense to say of a unit; the administrator keeps the register."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.domain.directory.decider import check_dates
from services.domain.directory.events import UnitOverseerNamed, UnitRegistered, UnitRenamed
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit
from services.domain.errors import NotFound, Refusal
from services.domain.instants import day_of
from services.domain.papers import check_paper
from services.domain.roles import LEADING
from services.domain.task.events import Paper

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
        raise Refusal(
            "unit-code",
            "Mã đơn vị: từ 2 đến 20 chữ cái không dấu và chữ số, bắt đầu bằng chữ cái, "
            "ví dụ KTHTDT.",
        )
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
        raise Refusal("unit-name-same", "Đơn vị đang mang đúng tên này nên không cần đính chính.")
    check_dates(command.from_on, None, now)
    check_paper(command.basis, now)
    if command.from_on > day_of(now):
        raise Refusal(
            "unit-name-day",
            "Ngày áp dụng tên mới không được sau hôm nay. Hãy ghi khi tên mới có hiệu lực.",
        )
    if known.renamed_on is not None and command.from_on < known.renamed_on:
        raise Refusal(
            "unit-name-day",
            f"Tên hiện nay áp dụng từ ngày {known.renamed_on:%d/%m/%Y}: "
            "ngày áp dụng tên mới không được trước ngày đó.",
        )
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
    return Refusal("unit-known", f"Mã {code}{whose}. Mã không bao giờ dùng lại: hãy chọn mã khác.")


def name_overseer(
    unit: Unit | None, person: Person | None, command: NameOverseer, now: datetime
) -> tuple[UnitOverseerNamed, ...]:
    """The leader in charge from a day on; raises Refusal where it is none of the leaders."""
    known = _known(unit)
    if person is None:
        raise NotFound("no-person", "Không có cán bộ này trong danh bạ của phường.")
    check_dates(command.from_on, None, now)
    check_paper(command.basis, now)
    if person.holder_on(command.from_on).find(LEADING) is None:
        raise Refusal(
            "not-a-leader",
            "Người phụ trách phải là Phó Chủ tịch hoặc Chủ tịch vào ngày bắt đầu phụ trách.",
        )
    named = UnitOverseerNamed(
        unit=known.registered.code,
        person_id=command.person_id,
        from_on=command.from_on,
        basis=command.basis,
    )
    return () if known.overseer_on(command.from_on) == named else (named,)


def _known(unit: Unit | None) -> Unit:
    if unit is None:
        raise NotFound("no-unit", "Không có đơn vị này trong danh bạ của phường.")
    return unit


def _check_name(name: str) -> None:
    if not any(character.isalpha() for character in name) or "\n" in name or "\t" in name:
        raise Refusal("unit-name", "Tên đơn vị: hãy nhập tên chính thức trên một dòng.")
