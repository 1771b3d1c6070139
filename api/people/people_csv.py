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
from api.people.csv_cells import FORMULA, AskedOffice, Errors, WardUnits, read_cells
from api.people.csv_table import COLUMNS, rows
from api.people.single_offices import already, holding
from services.domain.directory.acts.grant_office import GrantOffice, granted
from services.domain.directory.appointing import Terms, begins_on
from services.domain.directory.state import Person
from services.domain.facts import TextRef
from services.domain.instants import day_of
from services.domain.roles import SINGLE, OfficeHeld
from services.domain.titles import title_of
from services.queries.admin_views import AdminPage, PersonRow

DELIMITER: Final = ";"
_NOBODY: Final = UUID(int=0)
_NO_WORDS: Final = TextRef(text_id=_NOBODY, sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the file: what it wishes, or all that is wrong in it.

    An office that waits for a second person `begins_on` a later day than was asked for; `second`
    says who else holds an office of which there is one, `hint` what else to look at twice.
    """

    number: int
    cells: tuple[str, ...]
    login: str = ""
    person: PersonRow | None = None
    office: GrantOffice | None = None
    begins_on: date | None = None
    second: str = ""
    hint: str = ""
    renames: bool = False
    phones: bool = False
    wrong: tuple[str, ...] = ()

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

    @property
    def ward(self) -> WardUnits:
        """The units that a line may name."""
        return WardUnits(units=self.found.units, office_unit=self.terms.policy.office_unit)


def judged(text: str, judging: Judging) -> tuple[Line, ...]:
    """Each line with what will happen or all that is wrong in it; raises BadForm."""
    known = {person.login: person for person in judging.found.people if person.login}
    above: dict[str, tuple[str, ...]] = {}
    lines: list[Line] = []
    for number, cells in rows(text):
        line = _line(number, cells, known, judging)
        if line.login in above:
            line = _after(line, above[line.login])
        if line.login:
            above.setdefault(line.login, line.cells)
        lines.append(line if line.wrong else replace(line, second=_second(line, lines, judging)))
    return tuple(lines)


def _second(line: Line, above: Sequence[Line], judging: Judging) -> str:
    """Who else holds the office of a line, in the directory or by a line above it."""
    if line.office is None:
        return ""
    office, unit = line.office.office, line.office.unit
    but = line.person.person_id if line.person else None
    known = holding(judging.found.people, office, unit, on=judging.today, but=but)
    new = [
        each.cells[0]
        for each in above
        if each.office
        and each.login != line.login
        and (each.office.office, each.office.unit) == (office, unit)
        and office in SINGLE
    ]
    return already([*known, *new], office, judging.found.name_of(unit))


def _after(line: Line, first: tuple[str, ...]) -> Line:
    """A further office of somebody who stands above: the details are those of the first line."""
    wrong = list(line.wrong)
    if first[0] != line.cells[0]:
        wrong.append(f"Tên đăng nhập “{line.login}” ở dòng trên là của “{first[0]}”.")
    if line.cells[2] not in {"", first[2]}:
        wrong.append(f"Số điện thoại của “{line.login}” ở dòng trên là “{first[2]}”.")
    return replace(line, renames=False, phones=False, wrong=tuple(wrong))


def _line(
    number: int, cells: tuple[str, ...], known: Mapping[str, PersonRow], judging: Judging
) -> Line:
    if len(cells) != len(COLUMNS):
        many = f"Phải có {len(COLUMNS)} ô, dòng này có {len(cells)} ô."
        return Line(number=number, cells=cells, wrong=(many,))
    errors = Errors()
    read = read_cells(cells, judging.ward, judging.limit, judging.today, errors)
    person = known.get(read.login)
    if person is not None and person.account_closed:
        errors.add(f"Tài khoản “{read.login}” đã khóa.")
    office = _office(read.asked, person, judging, errors) if read.asked else None
    name, _, phone, *_ = read.plain
    return Line(
        number=number,
        cells=cells if errors.sentences else read.plain,
        login=read.login,
        person=person,
        office=office,
        begins_on=errors.of(lambda: _begins_on(office, judging)),
        hint=read.hint,
        renames=person is not None and person.name != name,
        # A blank cell says nothing of the telephone: it takes none away.
        phones=person is not None and phone not in {"", person.phone},
        wrong=tuple(errors.sentences),
    )


def _begins_on(office: GrantOffice | None, judging: Judging) -> date | None:
    return begins_on(office.office, office.from_on, judging.terms) if office else None


def _office(
    asked: AskedOffice, person: PersonRow | None, judging: Judging, errors: Errors
) -> GrantOffice | None:
    command = GrantOffice(
        person_id=person.person_id if person else _NOBODY,
        office=asked.office,
        unit=asked.unit.registered.code if asked.unit else None,
        from_on=asked.from_on,
        until_on=None,
    )
    if person is not None and _holds(person, command, judging.today):
        return None
    held = tuple(
        OfficeHeld(
            office=each.office, unit=each.unit, from_on=each.from_on, until_on=each.until_on
        )
        for each in (person.offices if person else ())
    )
    somebody = Person(person_id=_NOBODY, name=_NO_WORDS, phone=None, offices=held)
    errors.of(lambda: granted(somebody, command, asked.unit, judging.terms))
    return command


def _holds(person: PersonRow, command: GrantOffice, today: date) -> bool:
    return any(
        (office.office, office.unit) == (command.office, command.unit)
        and (office.until_on is None or office.until_on >= today)
        for office in person.offices
    )


def written(admin_page: AdminPage, signed_line: str = "") -> bytes:
    """The people as a file with the same columns; a cell like a formula is made harmless.

    The root of the log stands in a last line of its own, which a reading passes over.
    Excel in Vietnamese parts cells at semicolons and knows UTF-8 by its mark.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER)
    writer.writerow(COLUMNS)
    for person in admin_page.people:
        about = (person.name or "", person.login or "", person.phone or "")
        held: Sequence[tuple[str, ...]] = [
            (
                title_of(office.office, admin_page.name_of(office.unit)),
                office.unit or "",
                words.day(office.from_on),
            )
            for office in person.offices
            if not office.over
        ]
        for office in held or [("", "", "")]:
            writer.writerow([_harmless(cell) for cell in (*about, *office)])
    if signed_line:
        writer.writerow([signed_line])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
