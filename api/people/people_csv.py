"""The list of people as a table file: judged line by line, and written out again."""

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from api.labels import words
from api.people.csv_table import COLUMNS, PHONE, rows
from api.people.csv_units import unit_named
from api.people.single_offices import already, holding
from api.web.forms import BadForm, read_day
from services.commands.logins import check_login
from services.commands.requests import tidy
from services.domain.directory.acts.grant_office import GrantOffice, granted
from services.domain.directory.appointing import Terms, begins_on
from services.domain.directory.state import Person
from services.domain.directory.telephones import check_telephone
from services.domain.errors import Refusal
from services.domain.facts import TextRef
from services.domain.instants import day_of
from services.domain.roles import SINGLE, Office, OfficeHeld
from services.queries.admin_views import AdminPage, PersonRow

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NOBODY: Final = UUID(int=0)
_NO_WORDS: Final = TextRef(text_id=_NOBODY, sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the file: what it wishes, or what is wrong in it.

    An office that waits for a second person `begins_on` a later day than was asked for; `second`
    says who else holds an office of which there is one.
    """

    number: int
    cells: tuple[str, ...]
    login: str = ""
    person: PersonRow | None = None
    office: GrantOffice | None = None
    begins_on: date | None = None
    second: str = ""
    renames: bool = False
    phones: bool = False
    wrong: str = ""

    @property
    def idle(self) -> bool:
        """Whether the directory says all of it already."""
        return not self.wrong and self.person is not None and not (self.office or self.corrects)

    @property
    def corrects(self) -> bool:
        """Whether the name or the telephone of a known person is another one here."""
        return self.renames or self.phones


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What lines are judged against; `limit` is the longest text, in characters."""

    found: AdminPage
    terms: Terms
    limit: int

    @property
    def today(self) -> date:
        """The calendar day in Asia/Ho_Chi_Minh."""
        return day_of(self.terms.now)


def judged(text: str, judging: Judging) -> tuple[Line, ...]:
    """Each line with what will happen or what is wrong in it; raises BadForm."""
    known = {person.login: person for person in judging.found.people if person.login}
    above: dict[str, tuple[str, ...]] = {}
    lines: list[Line] = []
    for number, cells in rows(text):
        try:
            line = _line(number, cells, known, judging)
            if line.login in above:
                line = _after(line, above[line.login])
            above.setdefault(line.login, line.cells)
            line = replace(line, second=_second(line, lines, judging))
        except Refusal as refusal:
            line = Line(number=number, cells=cells, wrong=refusal.sentence)
        lines.append(line)
    return tuple(lines)


def _second(line: Line, above: Sequence[Line], judging: Judging) -> str:
    """Who else holds the office of a line, in the directory or by a line above it."""
    if line.office is None:
        return ""
    asked_for = line.office.office, line.office.unit
    but = line.person.person_id if line.person else None
    known = holding(judging.found.people, *asked_for, on=judging.today, but=but)
    new = [
        each.cells[0]
        for each in above
        if each.office
        and each.login != line.login
        and (each.office.office, each.office.unit) == asked_for
        and line.office.office in SINGLE
    ]
    return already([*known, *new])


def _after(line: Line, first: tuple[str, ...]) -> Line:
    """A further office of somebody who stands above: the details are those of the first line."""
    if first[0] != line.cells[0]:
        raise BadForm(
            "roster-twice", f"tên đăng nhập “{line.login}” ở dòng trên là của “{first[0]}”."
        )
    if line.cells[2] not in {"", first[2]}:
        raise BadForm(
            "roster-twice", f"số điện thoại của “{line.login}” ở dòng trên là “{first[2]}”."
        )
    return replace(line, renames=False, phones=False)


def _line(
    number: int, cells: tuple[str, ...], known: Mapping[str, PersonRow], judging: Judging
) -> Line:
    if len(cells) != len(COLUMNS):
        raise BadForm("roster-cells", f"phải có {len(COLUMNS)} ô, dòng này có {len(cells)} ô.")
    plain = tuple(
        _plain(cell, label, judging.limit) for cell, label in zip(cells, COLUMNS, strict=True)
    )
    name, login, phone, _, _, _ = plain
    if not name:
        raise BadForm("roster-name", "Họ và tên: chưa nhập.")
    if phone:
        check_telephone(phone)
    login = check_login(login)
    person = known.get(login)
    if person is not None and person.account_closed:
        raise BadForm("roster-closed", f"Tài khoản “{login}” đã khóa.")
    office = _office(plain, person, judging)
    return Line(
        number=number,
        cells=plain,
        login=login,
        person=person,
        office=office,
        begins_on=(begins_on(office.office, office.from_on, judging.terms) if office else None),
        renames=person is not None and person.name != name,
        # A blank cell says nothing of the telephone: it takes none away.
        phones=person is not None and phone not in {"", person.phone},
    )


def _plain(cell: str, label: str, limit: int) -> str:
    tidied = tidy(cell, label=label, limit=min(limit, 200))
    if label == PHONE and tidied.startswith("+"):  # a number from abroad, judged as one
        return tidied
    if cell.startswith(_FORMULA) or tidied.startswith(_FORMULA):
        raise BadForm(
            "roster-formula", f"{label}: ô bắt đầu như một công thức nên không được nhận."
        )
    # What the own export writes before such a sign is taken off again.
    return tidied[1:] if tidied.startswith("'") and tidied[1:].startswith(_FORMULA) else tidied


def _office(
    plain: tuple[str, ...], person: PersonRow | None, judging: Judging
) -> GrantOffice | None:
    _, _, _, title, unit_words, day = plain
    if not title:
        if unit_words or day:
            raise BadForm("roster-office", "Chức vụ: chưa nhập.")
        return None
    office = next((key for key, label in words.OFFICES.items() if title in {key, label}), None)
    if office is None:
        raise BadForm("roster-office", f"Chức vụ: không có chức vụ “{title}”.")
    unit = unit_named(unit_words, judging.found.units)
    today = judging.today
    command = GrantOffice(
        person_id=person.person_id if person else _NOBODY,
        office=Office(office),
        unit=unit.registered.code if unit else None,
        from_on=read_day(day, label="Từ ngày") if day else today,
        until_on=None,
    )
    if person is not None and _holds(person, command, today):
        return None
    held = tuple(
        OfficeHeld(
            office=each.office, unit=each.unit, from_on=each.from_on, until_on=each.until_on
        )
        for each in (person.offices if person else ())
    )
    somebody = Person(person_id=_NOBODY, name=_NO_WORDS, phone=None, offices=held)
    granted(somebody, command, unit, judging.terms)
    return command


def _holds(person: PersonRow, command: GrantOffice, today: date) -> bool:
    return any(
        (office.office, office.unit) == (command.office, command.unit)
        and (office.until_on is None or office.until_on >= today)
        for office in person.offices
    )


def written(admin_page: AdminPage) -> bytes:
    """The people as a file with the same columns; a cell like a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for person in admin_page.people:
        about = (person.name or "", person.login or "", person.phone or "")
        held: Sequence[tuple[str, ...]] = [
            (words.OFFICES[office.office], office.unit or "", words.day(office.from_on))
            for office in person.offices
            if not office.over
        ]
        for office in held or [("", "", "")]:
            writer.writerow([_harmless(cell) for cell in (*about, *office)])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
