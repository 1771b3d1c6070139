"""The scope of an inspector's account: granted with it, narrowed at once, widened after a wait."""

from datetime import date

import pytest

from services.commands.requests import TypedTexts
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.directory.acts.scope_inspection import ScopeInspection
from services.domain.directory.events import InspectionScoped, OfficeGranted, person_stream
from services.domain.errors import NotAllowed, Refusal
from services.domain.inspection_scope import InspectionScope
from services.domain.roles import Office
from services.ledger.port import Outcome
from tests.commands.directory_kit import TODAY, Registered
from tests.commands.task_kit import finished
from tests.commands.test_second_person import WAITED_FOR, SecondPersonWard

Scope = InspectionScope | None
UNIT = InspectionScope(units=("KTHTDT",))
QUARTER = InspectionScope(units=("KTHTDT",), from_on=date(2026, 7, 1), until_on=date(2026, 9, 30))


class InspectedWard(SecondPersonWard):
    """A ward with somebody who may be made an inspector."""

    def __init__(self) -> None:
        super().__init__()
        self.lan = self.kit.register("Cao Thị Lan", "lan")

    def appoint(self, scope: Scope) -> int:
        stated = scope or InspectionScope()
        command = GrantOffice(
            person_id=self.lan.person_id,
            office=Office.INSPECTOR,
            unit=None,
            from_on=TODAY,
            until_on=None,
            scope_units=stated.units,
            scope_items=stated.items,
            scope_from_on=stated.from_on,
            scope_until_on=stated.until_on,
        )
        request = self.kit.request(self.first, "grant-office", command)
        outcome = finished(self.kit.directory.acts.handle(request, command))
        assert outcome is not None
        return outcome.versions[person_stream(self.lan.person_id)]

    def change(self, scope: Scope, *, by: Registered | None = None) -> Outcome | None:
        words = TypedTexts(randomness=self.kit.randomness, limit=200)
        stated = scope or InspectionScope()
        command = ScopeInspection(
            person_id=self.lan.person_id,
            scope_units=stated.units,
            scope_items=stated.items,
            scope_from_on=stated.from_on,
            scope_until_on=stated.until_on,
            reason=words.need("Đổi đợt kiểm tra.", label="Lý do"),
        )
        request = self.kit.request(by or self.first, "scope-inspection", command, words)
        return finished(self.kit.directory.acts.handle(request, command))

    def scopes(self, on: date) -> tuple[InspectionScope, ...]:
        return self.person(self.lan).holder_on(on).scopes

    def sees_all(self, on: date) -> bool:
        return self.person(self.lan).holder_on(on).inspects_all


@pytest.fixture
def ward() -> InspectedWard:
    return InspectedWard()


def test_a_scope_is_granted_and_agreed_to_with_the_office(ward: InspectedWard) -> None:
    granted = ward.appoint(UNIT)
    assert ward.scopes(TODAY) == ()
    assert ward.scopes(WAITED_FOR) == (UNIT,)
    ward.agree(ward.second, ward.lan, granted)
    assert ward.scopes(TODAY) == (UNIT,)
    assert not ward.sees_all(TODAY)


def test_an_office_without_a_scope_covers_the_ward(ward: InspectedWard) -> None:
    ward.agree(ward.second, ward.lan, ward.appoint(None))
    assert ward.sees_all(TODAY)
    facts = ward.kit.facts(person_stream(ward.lan.person_id))
    granted = [fact.event for fact in facts if isinstance(fact.event, OfficeGranted)]
    assert [event.scope for event in granted] == [None]


def test_less_counts_at_once_and_more_waits_as_a_grant_does(ward: InspectedWard) -> None:
    ward.agree(ward.second, ward.lan, ward.appoint(None))
    ward.change(UNIT)
    assert ward.scopes(TODAY) == (UNIT,)
    ward.change(QUARTER)
    assert ward.scopes(TODAY) == (QUARTER,)
    ward.change(UNIT)
    assert ward.scopes(TODAY) == (QUARTER,), "wider again: after the wait"
    assert ward.scopes(WAITED_FOR) == (UNIT,)
    ward.change(None)
    assert not ward.sees_all(TODAY)
    assert ward.sees_all(WAITED_FOR), "what was decided last takes the place of what waited"


def test_what_waits_is_gone_where_less_is_decided_meanwhile(ward: InspectedWard) -> None:
    ward.agree(ward.second, ward.lan, ward.appoint(UNIT))
    ward.change(None)
    ward.change(QUARTER)
    assert ward.scopes(TODAY) == ward.scopes(WAITED_FOR) == (QUARTER,)


def test_every_change_stays_with_its_reason_and_the_same_again_is_nothing(
    ward: InspectedWard,
) -> None:
    ward.agree(ward.second, ward.lan, ward.appoint(None))
    assert ward.change(UNIT) is not None
    ward.change(UNIT)
    ward.change(QUARTER)
    facts = ward.kit.facts(person_stream(ward.lan.person_id))
    changes = [fact.event for fact in facts if isinstance(fact.event, InspectionScoped)]
    assert [(event.scope, event.from_on) for event in changes] == [
        (UNIT, TODAY),
        (QUARTER, TODAY),
    ]
    assert len({event.reason.text_id for event in changes}) == 2


def test_nobody_else_changes_a_scope_nor_anybody_the_own_one(ward: InspectedWard) -> None:
    ward.agree(ward.second, ward.lan, ward.appoint(UNIT))
    for by in (ward.chief, ward.chair):
        with pytest.raises(NotAllowed):
            ward.change(None, by=by)
    assert ward.scopes(TODAY) == (UNIT,)


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (InspectionScope(units=("KHONGCO",)), "scope-unit"),
        (InspectionScope(units=("MTTQ",)), "scope-unit"),
        (InspectionScope(items=("KHONGCO",)), "scope-item"),
        (InspectionScope(from_on=TODAY, until_on=date(2026, 1, 1)), "scope-days"),
    ],
)
def test_what_a_scope_names_is_there(
    ward: InspectedWard, scope: InspectionScope, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        ward.appoint(scope)
    assert caught.value.code == code
