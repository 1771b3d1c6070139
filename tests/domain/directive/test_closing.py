"""A directive closes at zero undecided clauses, and takes nothing more until it is opened."""

from typing import Any

import pytest

from services.domain.act import Names
from services.domain.agenda import Idle
from services.domain.directive.acts import ACTS, KINDS
from services.domain.directive.acts.close_directive import CloseDirective
from services.domain.directive.acts.reopen_directive import ReopenDirective
from services.domain.directive.evolving import fold
from services.domain.directive.terms import DirectiveSource
from services.domain.errors import Refusal
from tests import givens
from tests.domain.directive.directive_life import (
    CLERK,
    STREAM,
    DirectiveLife,
    assigning,
    laying,
    registering,
    repeating,
    secret,
    settling,
)
from tests.domain.directive.file_commands import attaching, detaching
from tests.domain.directive.test_clauses import TEXT
from tests.domain.directive.test_recurring import stopping
from tests.domain.directive.test_registering import numbering

WHY = givens.words("why")


def closing(**changes: Any) -> CloseDirective:
    return CloseDirective(**{"stream": STREAM, "reason": None, **changes})


def reopening(**changes: Any) -> ReopenDirective:
    return ReopenDirective(**{"stream": STREAM, "reason": WHY, **changes})


def refused(life: DirectiveLife, command: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, command)
    return refusal.value


def laid() -> DirectiveLife:
    life = DirectiveLife()
    life.send(CLERK, registering(source=DirectiveSource.CONCLUSION, number=""))
    life.send(CLERK, laying(TEXT))
    return life


def test_it_closes_once_every_clause_is_decided() -> None:
    life = laid()
    refusal = refused(life, closing())
    assert refusal.code == "clauses-undecided"
    assert "3 điều, khoản" in refusal.sentence
    assert "1., 2., 3." in refusal.sentence
    life.send(CLERK, settling("k1", "k2"))
    life.send(CLERK, assigning(clause="k3"))
    life.send(CLERK, closing())
    assert life.directive.closed
    assert life.agenda().idle is Idle.CLOSED
    assert life.send(CLERK, closing()) == ()


def test_many_undecided_clauses_are_named_by_the_first_ones() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, laying("".join(f"{number}. Giao việc.\n" for number in range(1, 9))))
    assert "1., 2., 3., 4., 5. …" in refused(life, closing()).sentence


def test_it_closes_only_when_nothing_recurs() -> None:
    life = laid()
    life.send(CLERK, settling("k1", "k2"))
    life.send(CLERK, repeating(clause="k3"))
    assert refused(life, closing()).code == "orders-running"
    life.send(CLERK, stopping())
    life.send(CLERK, closing())


def test_of_what_gave_no_work_at_all_a_reason_is_asked() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    assert refused(life, closing()).code == "no-work"
    life.send(CLERK, closing(reason=WHY))
    assert life.directive.closed


def test_a_secret_one_closes_without_a_word() -> None:
    life = DirectiveLife()
    life.send(CLERK, secret())
    assert refused(life, closing(reason=WHY)).code == "directive-secret"
    life.send(CLERK, closing())
    assert refused(life, reopening()).code == "directive-secret"
    life.send(CLERK, reopening(reason=None))
    assert not life.directive.closed


def test_a_closed_one_takes_nothing_until_it_is_opened_with_a_reason() -> None:
    life = laid()
    life.send(CLERK, settling("k1", "k2", "k3"))
    life.send(CLERK, closing())
    for command in (
        numbering(),
        laying(TEXT, TEXT),
        settling("k1"),
        assigning(clause="k1"),
        repeating(clause="k1"),
        stopping(),
    ):
        assert refused(life, command).code == "directive-closed"
    assert refused(life, reopening(reason=None)).code == "reason-missing"
    life.send(CLERK, reopening())
    assert life.send(CLERK, reopening()) == ()
    assert life.directive.undecided == ()
    life.send(CLERK, assigning(clause="k1"))


def test_every_fact_is_said_in_a_sentence_and_the_fold_begins_anew_alike() -> None:
    life = laid()
    life.send(CLERK, numbering())
    life.send(CLERK, attaching())
    life.send(CLERK, detaching())
    life.send(CLERK, settling("k1", "k2"))
    life.send(CLERK, repeating(clause="k3"))
    life.wait(10)
    life.tick()
    life.send(CLERK, stopping())
    life.send(CLERK, closing())
    life.send(CLERK, reopening())
    said = set()
    for fact in life.facts:
        kind = KINDS[type(fact.event)]
        sentence = kind.describe(fact.event, Names(units={"KTHTDT": "Phòng Kinh tế"}))
        assert sentence.endswith(".")
        assert "None" not in sentence
        said.add(type(fact.event))
    assert said == set(KINDS)
    assert fold(life.facts) == life.directive


def test_what_is_offered_follows_from_where_the_directive_stands() -> None:
    life = laid()
    assert _offered(life) == {
        "number-directive",
        "attach-directive-file",
        "lay-clauses",
        "settle-clauses",
        "assign-tasks",
        "repeat-order",
    }
    life.send(CLERK, numbering())
    life.send(CLERK, settling("k1", "k2", "k3"))
    assert "close-directive" in _offered(life)
    assert "number-directive" not in _offered(life)
    life.send(CLERK, closing())
    assert _offered(life) == {"reopen-directive"}


def _offered(life: DirectiveLife) -> set[str]:
    context = life._context(CLERK, closing())
    return {act.name for act in ACTS if act.offered(life.directive, context) is not None}
