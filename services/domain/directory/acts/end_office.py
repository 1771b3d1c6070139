"""Thôi chức vụ: the last day of an office; never that of the last administrator."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.authority import known_person
from services.domain.directory.events import OfficeEnded
from services.domain.directory.last_administrator import administrators_of, require_another
from services.domain.directory.offering import OfPerson, of_known_person
from services.domain.directory.rules import (
    ENDED_IN_THE_PAST,
    LAST_ADMINISTRATOR,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    OFFICE_NOT_HELD,
    OFFICE_UNKNOWN,
)
from services.domain.directory.state import Person
from services.domain.fields import DayField, OneOf, PaperField, UnitCode
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper
from services.domain.roles import TITLES, Office
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOffice(OfPerson):
    """Thôi chức vụ; `until_on` là ngày cuối cùng còn giữ."""

    office: Annotated[
        Office,
        OneOf(
            label="Chức vụ", of=Office, words=TITLES, unknown=OFFICE_UNKNOWN, box="held", part=0
        ),
    ]
    unit: Annotated[str | None, UnitCode(label="Chức vụ", example="KTHTDT", box="held", part=1)]
    until_on: Annotated[date, DayField(label="Ngày cuối cùng còn giữ chức vụ")]
    basis: Annotated[Paper | None, PaperField(label="quyết định cho thôi", box="paper")] = None


def decide(person: Person | None, command: EndOffice, context: DecisionContext) -> Verdict:
    """The last day of an office that is held, yesterday at the earliest."""
    held, known, today = (
        of_known_person(person, context).held,
        known_person(person),
        day_of(context.now),
    )
    holds = any(
        (held.office, held.unit) == (command.office, command.unit)
        and (held.until_on is None or held.until_on > command.until_on)
        for held in known.offices
    )
    if not holds:
        raise OFFICE_NOT_HELD.refuse()
    if command.until_on < today - timedelta(days=1):
        raise ENDED_IN_THE_PAST.refuse()
    check_paper(command.basis, context.now)
    if command.office is Office.ADMINISTRATOR:
        after = max(command.until_on + timedelta(days=1), today)
        require_another(administrators_of(context, but=command.person_id), after)
    ended = OfficeEnded(
        office=command.office,
        unit=command.unit,
        until_on=command.until_on,
        basis=command.basis,
    )
    return Verdict(held=held, events=(ended,))


ACT: Final = Act(
    command=EndOffice,
    name="end-office",
    said="ghi ngày thôi chức vụ",
    slug="thoi-chuc",
    resource="offices/end",
    done="Đã ghi ngày thôi chức vụ.",
    rules=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        OFFICE_UNKNOWN,
        OFFICE_NOT_HELD,
        ENDED_IN_THE_PAST,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        LAST_ADMINISTRATOR,
    ),
    offer=of_known_person,
    decide=decide,
    by_administrators=True,
)
