"""Ghi chức danh của đơn vị: what its head and its deputies are called on every page."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.authority import known_unit
from services.domain.directory.events import UnitTitlesNamed
from services.domain.directory.offering import OfUnit, to_administrator
from services.domain.directory.rules import NOT_ADMINISTRATOR
from services.domain.directory.unit_rules import NO_UNIT, TITLE_WRONG, TITLES_SAME
from services.domain.directory.unit_state import Unit
from services.domain.fields import PlainLine

_TITLED: Final = 60  # characters that a title may have at most
_HEAD, _DEPUTY = "Chức danh người đứng đầu", "Chức danh cấp phó"
_TITLE: Final = re.compile(r"[^\W\d_][^\W_]*([ -][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTitles(OfUnit):
    """Ghi chức danh người đứng đầu và cấp phó; để trống thì dùng chức danh thường gọi."""

    head_title: Annotated[str, PlainLine(label=_HEAD, example="Giám đốc", at_most=_TITLED)]
    deputy_title: Annotated[str, PlainLine(label=_DEPUTY, example="Phó Giám đốc", at_most=_TITLED)]


def decide(unit: Unit | None, command: NameTitles, context: DecisionContext) -> Verdict:
    """Both titles at once; a blank one is the usual one again."""
    held, known = to_administrator(unit, context).held, known_unit(unit)
    _check("head_title", command.head_title, _HEAD, "Giám đốc")
    _check("deputy_title", command.deputy_title, _DEPUTY, "Phó Giám đốc")
    if (command.head_title, command.deputy_title) == (known.head_title, known.deputy_title):
        raise TITLES_SAME.refuse()
    named = UnitTitlesNamed(
        unit=known.registered.code,
        head_title=command.head_title,
        deputy_title=command.deputy_title,
    )
    return Verdict(held=held, events=(named,))


def _check(field: str, title: str, label: str, example: str) -> None:
    """Words on one line: a title stands in the fact itself; raises Refusal."""
    if title and not _TITLE.fullmatch(title):
        raise TITLE_WRONG.refuse(field=field, label=label, example=example)


ACT: Final = Act(
    command=NameTitles,
    name="name-titles",
    said="ghi chức danh của đơn vị",
    slug="chuc-danh",
    resource="titles",
    done="Đã ghi chức danh. Các trang dùng chức danh này từ bây giờ.",
    rules=(NOT_ADMINISTRATOR, NO_UNIT, TITLE_WRONG, TITLES_SAME),
    offer=to_administrator,
    decide=decide,
)
