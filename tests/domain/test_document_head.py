"""What the list of plan documents says of each: the head as it was read, or was corrected."""

from dataclasses import replace
from datetime import date

from services.domain.plan_document.events import (
    Correction,
    FindingSettled,
    FindingVerdict,
    PlanDocumentHead,
    Understood,
)
from services.domain.plan_document.head import head_of
from services.domain.plan_document.reading import PLAN_ITSELF, Field
from services.domain.plan_document.state import PlanReading
from tests import givens
from tests.domain.test_plan_reading import state

DAY = date(2026, 4, 30)
READ = PlanDocumentHead(title=givens.words("title"), number="15/KH-UBND", issued_on=DAY)


def corrected(key: str, field: Field, day: date | None = None) -> FindingSettled:
    correction = Correction(
        item=PLAN_ITSELF,
        field=field,
        value=givens.words(key),
        understood=Understood(day=day),
    )
    return FindingSettled(
        key=key, decision=FindingVerdict.CORRECTED, correction=correction, reason=None
    )


def read_as(head: PlanDocumentHead | None, *events: FindingSettled) -> PlanReading:
    document = state(*events)
    return replace(document, read=replace(document.read, head=head))


def test_what_was_read_stands_until_it_is_corrected() -> None:
    head = head_of(read_as(READ))
    assert (head.title, head.read_number, head.issued_on) == (READ.title, "15/KH-UBND", DAY)
    assert head.number is None


def test_the_newest_correction_of_a_place_holds() -> None:
    later = date(2026, 5, 4)
    head = head_of(
        read_as(
            READ,
            corrected("number/plan", Field.NUMBER),
            corrected("day/plan", Field.ISSUED_ON, date(2026, 5, 3)),
            corrected("day/again", Field.ISSUED_ON, later),
        )
    )
    assert head.number == givens.words("number/plan")
    assert head.issued_on == later
    assert head.title == READ.title


def test_of_a_document_from_before_heads_were_kept_corrections_alone_are_known() -> None:
    head = head_of(read_as(None, corrected("title/plan", Field.TITLE)))
    assert head.title == givens.words("title/plan")
    assert (head.read_number, head.issued_on) == (None, None)
