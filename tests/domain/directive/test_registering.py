"""A directive is registered by what its paper says, or by who ordered it; nothing is minted."""

from datetime import date
from typing import Any

import pytest

from services.domain.directive.acts.number_directive import NumberDirective
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.events import DirectiveNumbered, DirectiveRegistered
from services.domain.directive.terms import DirectiveSource, OrderedHow
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.roles import Office
from services.domain.task.births import OrderedBy
from tests import givens
from tests.domain.directive.directive_life import (
    BEGIN,
    CHIEF,
    CLERK,
    FORMER,
    INSPECTOR,
    LEADER,
    OUTSIDER,
    STREAM,
    DirectiveLife,
    ordering,
    registering,
    secret,
)


def refused(
    command: RegisterDirective, who: Any = CLERK, life: DirectiveLife | None = None
) -> Refusal:
    """The refusal of a command."""
    with pytest.raises(Refusal) as refusal:
        (life or DirectiveLife()).send(who, command)
    return refusal.value


def numbering(**changes: Any) -> NumberDirective:
    """The number of a conclusion, copied from its paper."""
    given: dict[str, Any] = {
        "stream": STREAM,
        "number": "15/TB-UBND",
        "dated_on": date(2026, 5, 30),
        "twins": (),
        "twins_reason": None,
    }
    return NumberDirective(**{**given, **changes})


def test_an_incoming_document_is_what_its_paper_says() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    directive = life.directive
    assert (directive.number, directive.dated_on) == ("1250/UBND-VX", date(2026, 5, 28))
    assert (directive.arrival_number, directive.arrived_on) == ("812", date(2026, 5, 29))
    assert directive.superior_due_on == date(2026, 6, 30)
    assert directive.registered_by == CLERK.person_id
    assert directive.ordered_by is None
    assert not directive.closed


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": ""}, "number-missing", "number"),
        ({"dated_on": None}, "dated-missing", "dated_on"),
        ({"issuer": None}, "issuer-missing", "issuer"),
        ({"summary": None}, "summary-missing", "summary"),
        ({"number": "một hai ba"}, "paper-number", "number"),
        ({"arrival_number": "tám"}, "arrival-number", "arrival_number"),
        ({"dated_on": date(2026, 6, 2)}, "paper-in-future", "dated_on"),
        ({"arrived_on": date(2026, 6, 2)}, "arrived-in-future", "arrived_on"),
        ({"arrived_on": date(2026, 5, 27)}, "arrived-early", "arrived_on"),
        ({"superior_due_on": date(2026, 5, 27)}, "superior-day-early", "superior_due_on"),
        ({"ordered_on": date(2026, 6, 2)}, "ordered-in-future", "ordered_on"),
    ],
)
def test_what_cannot_be_on_a_paper_is_refused_beside_its_field(
    changes: dict[str, Any], code: str, field: str
) -> None:
    refusal = refused(registering(**changes))
    assert (refusal.code, refusal.field) == (code, field)


@pytest.mark.parametrize("code", ["", "2026", "2026.A2B3C4D5", "2026.a2b3c4d", "2026.a2b3c4d0"])
def test_a_code_has_one_shape_and_makes_its_own_stream(code: str) -> None:
    assert refused(registering(code=code)).code == "directive-code"
    assert refused(registering(code="2026.zzzzzzzz")).code == "directive-code"


def test_a_code_is_given_once() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    assert refused(registering(), life=life).code == "directive-known"


def test_only_whom_the_wards_rules_name_registers() -> None:
    for who in (OUTSIDER, INSPECTOR):
        refusal = refused(registering(), who)
        assert isinstance(refusal, NotAllowed)
        assert "Chuyên viên Văn phòng" in refusal.sentence


def test_a_directive_does_not_exist_for_whom_no_rule_shows_it() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    with pytest.raises(NotFound):
        life.send(OUTSIDER, numbering())
    with pytest.raises(NotAllowed):
        life.send(INSPECTOR, numbering())


def test_a_conclusion_just_held_has_no_number_until_it_is_copied() -> None:
    life = DirectiveLife()
    held = registering(source=DirectiveSource.CONCLUSION, number="", issuer=None, summary=None)
    life.send(CLERK, held)
    assert not life.directive.number
    assert life.send(CLERK, numbering()) == (
        DirectiveNumbered(
            number="15/TB-UBND", dated_on=date(2026, 5, 30), twins=(), twins_reason=None
        ),
    )
    assert (life.directive.number, life.directive.dated_on) == ("15/TB-UBND", date(2026, 5, 30))
    assert life.send(CLERK, numbering()) == ()
    with pytest.raises(Refusal, match="15/TB-UBND"):
        life.send(CLERK, numbering(number="16/TB-UBND"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "number-missing"),
        ({"number": "mười lăm"}, "paper-number"),
        ({"dated_on": date(2026, 6, 2)}, "paper-in-future"),
        ({"twins": ("2026.zzzzzzzz",)}, "already-registered"),
    ],
)
def test_a_copied_number_is_checked_like_any(changes: dict[str, Any], code: str) -> None:
    life = DirectiveLife()
    life.send(CLERK, registering(source=DirectiveSource.CONCLUSION, number=""))
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, numbering(**changes))
    assert refusal.value.code == code


def test_the_upper_bodys_day_is_not_before_a_copied_day_either() -> None:
    life = DirectiveLife()
    early = date(2026, 5, 29)
    life.send(
        CLERK,
        registering(source=DirectiveSource.CONCLUSION, number="", superior_due_on=early),
    )
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, numbering())
    assert (refusal.value.code, refusal.value.field) == ("superior-day-early", "dated_on")


def test_a_conclusion_needs_its_day() -> None:
    held = registering(source=DirectiveSource.CONCLUSION, number="", dated_on=None)
    assert refused(held).code == "dated-missing"


def test_a_direct_order_says_who_ordered_and_how() -> None:
    life = DirectiveLife()
    life.send(CLERK, ordering(ordered_on=date(2026, 5, 31)))
    assert life.directive.ordered_by == OrderedBy(
        person_id=LEADER.person_id, office=Office.VICE_CHAIR, on=date(2026, 5, 31)
    )
    assert life.directive.how == OrderedHow.BY_PHONE
    assert life.directive.registered_by == CLERK.person_id


def test_a_leader_orders_in_their_own_name_and_a_clerk_for_a_leader_alone() -> None:
    life = DirectiveLife()
    life.send(CHIEF, ordering(orderer=None))
    assert life.directive.ordered_by == OrderedBy(
        person_id=CHIEF.person_id, office=Office.CHIEF_OF_OFFICE, on=BEGIN
    )
    assert refused(ordering(orderer=None)).code == "orderer-missing"
    assert refused(ordering(how=None)).code == "how-missing"


def test_who_ordered_held_the_office_on_that_day() -> None:
    life = DirectiveLife()
    life.send(CLERK, ordering(orderer=FORMER.person_id, ordered_on=date(2026, 3, 31)))
    assert life.directive.ordered_by is not None
    late = ordering(orderer=FORMER.person_id, ordered_on=date(2026, 4, 1))
    assert refused(late).code == "not-orderer"
    for nobody in (CLERK.person_id, OUTSIDER.person_id, givens.person("nobody")):
        assert refused(ordering(orderer=nobody)).code == "not-orderer"


def test_a_petition_needs_what_it_is_about_and_keeps_the_petitioner_as_a_text() -> None:
    petition = {
        "source": DirectiveSource.PETITION,
        "number": "",
        "dated_on": None,
        "arrived_on": date(2026, 5, 29),
        "issuer": None,
        "petitioner": givens.words("petitioner"),
    }
    life = DirectiveLife()
    (event,) = life.send(CLERK, registering(**petition))
    assert isinstance(event, DirectiveRegistered)
    assert event.petitioner == givens.words("petitioner")
    assert refused(registering(**petition, summary=None)).code == "summary-missing"


@pytest.mark.parametrize("field", ["issuer", "summary", "petitioner", "twins_reason"])
def test_of_a_secret_paper_there_are_number_and_day_alone(field: str) -> None:
    refusal = refused(secret(**{field: givens.words(field)}))
    assert (refusal.code, refusal.field) == ("directive-secret", field)
    life = DirectiveLife()
    life.send(CLERK, secret())
    assert (life.directive.issuer, life.directive.summary) == (None, None)


def test_a_secret_paper_needs_number_and_day_whatever_it_is() -> None:
    for source in SOURCES_OFFERED:
        assert refused(secret(source=source, number="")).code == "number-missing"
        assert refused(secret(source=source, dated_on=None)).code == "dated-missing"


SOURCES_OFFERED = [each for each in DirectiveSource if each is not DirectiveSource.PROGRAMME]


def test_what_is_there_already_is_registered_again_with_a_reason_alone() -> None:
    twins = ("2026.zzzzzzzz", "2026.yyyyyyyy")
    refusal = refused(registering(twins=twins))
    assert (refusal.code, refusal.field) == ("already-registered", "twins_reason")
    assert "2 nguồn" in refusal.sentence
    life = DirectiveLife()
    life.send(CLERK, registering(twins=twins, twins_reason=givens.words("why")))
    assert (life.directive.twins, life.directive.twins_reason) == (twins, givens.words("why"))


def test_a_reason_that_was_typed_is_kept_without_a_twin_too() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering(twins_reason=givens.words("why")))
    assert life.directive.twins_reason == givens.words("why")


def test_a_secret_twin_is_confirmed_by_a_mark_without_words() -> None:
    refusal = refused(secret(twins=("2026.zzzzzzzz",)))
    assert (refusal.code, refusal.field) == ("already-registered", "despite")
    life = DirectiveLife()
    life.send(CLERK, secret(twins=("2026.zzzzzzzz",), despite=True))
    assert life.directive.twins == ("2026.zzzzzzzz",)
