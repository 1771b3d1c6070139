"""Đính chính tên đơn vị: the official name from a day on, by the paper that decided it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.authority import check_dates, known_unit
from services.domain.directory.events import UnitRenamed
from services.domain.directory.offering import OfUnit, to_administrator
from services.domain.directory.rules import DATE_FAR, NOT_ADMINISTRATOR
from services.domain.directory.unit_rules import (
    NO_UNIT,
    UNIT_NAME,
    UNIT_NAME_DAY,
    UNIT_NAME_DAY_2,
    UNIT_NAME_SAME,
    UNIT_NAMED,
    check_name,
)
from services.domain.directory.unit_state import Unit
from services.domain.fields import DayField, PaperField, PlainLine
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameUnit(OfUnit):
    """Đính chính tên chính thức, theo văn bản quyết định."""

    name: Annotated[
        str, PlainLine(label="Tên đơn vị", example="Phòng Kinh tế", at_most=UNIT_NAMED)
    ]
    from_on: Annotated[date, DayField(label="Áp dụng từ ngày")]
    basis: Annotated[Paper, PaperField(label="văn bản quyết định", box="paper")]


def decide(unit: Unit | None, command: RenameUnit, context: DecisionContext) -> Verdict:
    """The official name from a day that has come."""
    held, known = to_administrator(unit, context).held, known_unit(unit)
    check_name(command.name)
    if command.name == known.name:
        raise UNIT_NAME_SAME.refuse()
    check_dates(command.from_on, None, context.now)
    check_paper(command.basis, context.now)
    if command.from_on > day_of(context.now):
        raise UNIT_NAME_DAY.refuse()
    if known.renamed_on is not None and command.from_on < known.renamed_on:
        raise UNIT_NAME_DAY_2.refuse(renamed_on=known.renamed_on)
    renamed = UnitRenamed(
        unit=known.registered.code,
        name=command.name,
        from_on=command.from_on,
        basis=command.basis,
    )
    return Verdict(held=held, events=(renamed,))


ACT: Final = Act(
    command=RenameUnit,
    name="rename-unit",
    said="đính chính tên đơn vị",
    slug="doi-ten",
    resource="name",
    done="Đã đính chính tên đơn vị. Các trang dùng tên mới; việc đã ghi vẫn giữ mã cũ.",
    rules=(
        NOT_ADMINISTRATOR,
        NO_UNIT,
        UNIT_NAME,
        UNIT_NAME_SAME,
        DATE_FAR,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        UNIT_NAME_DAY,
        UNIT_NAME_DAY_2,
    ),
    offer=to_administrator,
    decide=decide,
)
