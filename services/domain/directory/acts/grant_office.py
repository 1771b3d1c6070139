"""Giao chức vụ: an office from a day on, after a wait where it decides."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, Rule, Verdict
from services.domain.authorities import OF_THE_OFFICE
from services.domain.context import DecisionContext
from services.domain.directory.appointing import Terms, begins_on, refuse_own_grant
from services.domain.directory.authority import check_dates, known_person
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import OfficeGranted, unit_stream
from services.domain.directory.offering import of_known_person
from services.domain.directory.rules import (
    DATE_FAR,
    DATES_REVERSED,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    OFFICE_HELD,
    OFFICE_NEEDS_UNIT,
    OFFICE_OF_THE_OFFICE,
    OFFICE_TOO_SHORT,
    OFFICE_UNKNOWN,
    OFFICE_WITHOUT_UNIT,
    OWN_GRANT,
    UNIT_OUTSIDE,
)
from services.domain.directory.scoping import (
    SCOPE_RULES,
    OfScopedPerson,
    check_scope,
    scope_streams,
)
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.fields import DayField, OneOf, PaperField, UnitCode
from services.domain.papers import Paper, check_paper
from services.domain.roles import DEPUTIES, SIGNING, TITLES, WORKING, Office
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

WITHOUT_UNIT: Final = frozenset(
    {Office.VICE_CHAIR, Office.CHAIR, Office.INSPECTOR, Office.ADMINISTRATOR}
)

SCOPE_WITHOUT_INSPECTOR: Final = Rule(
    code="scope-without-inspector",
    sentence="Chỉ chức vụ thanh tra, giám sát có phạm vi. Hãy để trống các ô phạm vi.",
    brief="phạm vi của chức vụ không phải thanh tra",
    fields=("office",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantOffice(OfScopedPerson):
    """Giao chức vụ từ một ngày; chức vụ thanh tra có thể nêu phạm vi."""

    office: Annotated[
        Office, OneOf(label="Chức vụ", of=Office, words=TITLES, unknown=OFFICE_UNKNOWN)
    ]
    unit: Annotated[str | None, UnitCode(label="Đơn vị")]
    from_on: Annotated[date, DayField(label="Từ ngày")]
    until_on: Annotated[date | None, DayField(label="Đến hết ngày")]
    basis: Annotated[Paper | None, PaperField(label="quyết định bổ nhiệm", box="paper")] = None


def decide(person: Person | None, command: GrantOffice, context: DecisionContext) -> Verdict:
    """The office from a day on; nobody grants the own person one."""
    held = of_known_person(person, context).held
    unit = fold_unit(context.of(unit_stream(command.unit))) if command.unit else None
    if command.scope is not None and command.office is not Office.INSPECTOR:
        raise SCOPE_WITHOUT_INSPECTOR.refuse()
    check_scope(command.scope, context)
    event = granted(known_person(person), command, unit, Terms.of(context))
    return Verdict(held=held, events=(event,))


def granted(
    person: Person, command: GrantOffice, unit: Unit | None, terms: Terms
) -> OfficeGranted:
    """What the grant makes true, by these terms; raises Refusal."""
    refuse_own_grant(terms.by, command.person_id)
    _check_unit(command, unit, terms.policy.office_unit)
    check_dates(command.from_on, command.until_on, terms.now)
    check_paper(command.basis, terms.now)
    from_on = begins_on(command.office, command.from_on, terms)
    if command.until_on is not None and command.until_on < from_on:
        raise OFFICE_TOO_SHORT.refuse(from_on=from_on)
    if any(
        (held.office, held.unit) == (command.office, command.unit)
        and (held.until_on is None or held.until_on >= from_on)
        for held in person.offices
    ):
        raise OFFICE_HELD.refuse()
    return OfficeGranted(
        office=command.office,
        unit=command.unit,
        from_on=from_on,
        until_on=command.until_on,
        wished_from_on=command.from_on,
        setting_up=terms.setting_up,
        basis=command.basis,
        scope=command.scope,
    )


def _check_unit(command: GrantOffice, unit: Unit | None, office_unit: str) -> None:
    if command.office in WITHOUT_UNIT and command.unit is not None:
        raise OFFICE_WITHOUT_UNIT.refuse()
    if command.office in WORKING:
        if command.unit is None or unit is None:
            raise OFFICE_NEEDS_UNIT.refuse()
        if not unit.internal:
            raise UNIT_OUTSIDE.refuse()
        if (command.office in OF_THE_OFFICE) != (command.unit == office_unit) and (
            command.office in OF_THE_OFFICE or command.office in SIGNING | DEPUTIES
        ):
            raise OFFICE_OF_THE_OFFICE.refuse()


def _reads(command: GrantOffice) -> tuple[str, ...]:
    unit = (unit_stream(command.unit),) if command.unit else ()
    return (SETUP_STREAM, *unit, *scope_streams(command))


ACT: Final = Act(
    command=GrantOffice,
    name="grant-office",
    said="giao chức vụ",
    slug="chuc-vu",
    resource="offices",
    done="Đã ghi việc giao chức vụ. Ngày có hiệu lực xem ở bảng dưới.",
    rules=(
        NOT_ADMINISTRATOR,
        NO_PERSON,
        OWN_GRANT,
        OFFICE_UNKNOWN,
        OFFICE_WITHOUT_UNIT,
        OFFICE_NEEDS_UNIT,
        UNIT_OUTSIDE,
        OFFICE_OF_THE_OFFICE,
        DATE_FAR,
        DATES_REVERSED,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        OFFICE_TOO_SHORT,
        OFFICE_HELD,
        SCOPE_WITHOUT_INSPECTOR,
        *SCOPE_RULES,
    ),
    offer=of_known_person,
    decide=decide,
    reads=_reads,
    by_calendar=True,
    by_program=False,
)
