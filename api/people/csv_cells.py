"""The cells of one line of a list of people: each read for itself, so that all errors are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final, TypeVar

from api.labels import words
from api.people.csv_table import COLUMNS, PHONE
from api.people.csv_units import unit_named
from api.web.forms import BadForm, read_day
from services.commands.logins import check_login
from services.commands.requests import tidy
from services.domain.authorities import OF_THE_OFFICE
from services.domain.directory.person_names import proposed_name, single_blanks
from services.domain.directory.telephones import check_telephone
from services.domain.directory.unit_state import Unit
from services.domain.errors import Refusal
from services.domain.roles import DEPUTIES, SIGNING, Office
from services.domain.titles import title_of
from services.queries.admin_views import UnitRow

T = TypeVar("T")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Errors:
    """What is wrong in a line, in the order of its cells."""

    sentences: list[str] = field(default_factory=list)

    def of(self, read: Callable[[], T]) -> T | None:
        """What `read` gives; None where it refuses, which is kept."""
        try:
            return read()
        except Refusal as refusal:
            self.sentences.append(refusal.sentence)
            return None

    def add(self, sentence: str) -> None:
        """One more."""
        self.sentences.append(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardUnits:
    """What the cells of a line may name: the units, of which one is the ward's Office."""

    units: Sequence[UnitRow]
    office_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOffice:
    """The office that a line asks for, before the rules are asked."""

    office: Office
    unit: Unit | None
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A line as it was read; `plain` are its cells without what a spreadsheet put around them."""

    plain: tuple[str, ...]
    login: str
    asked: AskedOffice | None
    hint: str


def read_cells(
    cells: Sequence[str], ward: WardUnits, limit: int, today: date, errors: Errors
) -> Cells:
    """Every cell of a line that has as many as the heading; what is wrong is told to `errors`."""
    read = [
        errors.of(partial(_plain, cell, label, limit))
        for cell, label in zip(cells, COLUMNS, strict=True)
    ]
    name, login, phone, title, unit, day = (each or "" for each in read)
    name = single_blanks(name)
    if read[0] == "":
        errors.add("Họ và tên: chưa nhập.")
    checked = errors.of(lambda: check_login(login)) if read[1] is not None else None
    if phone:
        errors.of(lambda: check_telephone(phone))
    asked = _office((title, unit, day), ward, today, errors)
    proposed = proposed_name(name)
    return Cells(
        plain=(name, login, phone, title, unit, day),
        login=checked or "",
        asked=asked,
        hint=f"Tên chưa viết hoa đúng chỗ, có phải là “{proposed}”?" if proposed else "",
    )


def _plain(cell: str, label: str, limit: int) -> str:
    tidied = tidy(cell, label=label, limit=min(limit, 200))
    if label == PHONE and tidied.startswith("+"):  # a number from abroad, judged as one
        return tidied
    if cell.startswith(FORMULA) or tidied.startswith(FORMULA):
        raise BadForm(
            "roster-formula", f"{label}: ô bắt đầu như một công thức nên không được nhận."
        )
    # What the own export writes before such a sign is taken off again.
    return tidied[1:] if tidied.startswith("'") and tidied[1:].startswith(FORMULA) else tidied


def _office(
    cells: tuple[str, str, str], ward: WardUnits, today: date, errors: Errors
) -> AskedOffice | None:
    title, unit_words, day = cells
    if not title:
        if unit_words or day:
            errors.add("Chức vụ: chưa nhập.")
        return None
    before = len(errors.sentences)
    unit = errors.of(lambda: unit_named(unit_words, ward.units))
    office = errors.of(lambda: _office_named(title, unit, ward.office_unit))
    from_on = errors.of(lambda: read_day(day, label="Từ ngày")) if day else today
    if len(errors.sentences) > before or office is None or from_on is None:
        return None
    return AskedOffice(office=office, unit=unit, from_on=from_on)


def _office_named(title: str, unit: Unit | None, office_unit: str) -> Office:
    """An office by its code, by the word of the rules, or by the title that its unit gives it."""
    said: Mapping[str, str] = words.OFFICES
    by_word = next((key for key, label in said.items() if title in {key, label}), None)
    if by_word is not None:
        return Office(by_word)
    if unit is not None:
        at_the_office = unit.registered.code == office_unit
        for office in SIGNING | DEPUTIES:
            borne = title_of(office, unit.called).casefold()
            if (office in OF_THE_OFFICE) == at_the_office and title.casefold() == borne:
                return office
    raise BadForm("roster-office", f"Chức vụ: không có chức vụ “{title}”.")
