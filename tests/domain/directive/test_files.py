"""Files of a directive: who attaches them, which are taken, what a wrong one leaves behind."""

from dataclasses import replace
from typing import Any

import pytest

from services.domain.directive.acts.attach_directive_file import ACT as ATTACH
from services.domain.directive.acts.detach_directive_file import ACT as DETACH
from services.domain.directive.evolving import fold
from services.domain.directive.file_events import DirectiveFileAttached, DirectiveFileDetached
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.policy import EvidenceLimits
from services.domain.task.files import MEGABYTE
from tests import givens
from tests.domain.directive.directive_life import (
    CHIEF,
    CLERK,
    INSPECTOR,
    LEADER,
    OUTSIDER,
    DirectiveLife,
    registering,
    secret,
)
from tests.domain.directive.file_commands import FIRST, SECOND, attaching, detaching
from tests.domain.directive.test_closing import closing


def opened(limits: EvidenceLimits | None = None) -> DirectiveLife:
    policy = replace(givens.policy(), evidence=limits) if limits else None
    life = DirectiveLife(policy=policy)
    life.send(CLERK, registering())
    return life


def files(life: DirectiveLife) -> list[str]:
    return [file.sha256 for file in life.directive.files]


def refused(life: DirectiveLife, command: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, command)
    return refusal.value.code


@pytest.mark.parametrize("who", [CLERK, CHIEF, LEADER])
def test_whoever_may_register_attaches_a_file_once(who: Any) -> None:
    life = opened()
    (event,) = life.send(who, attaching())
    assert isinstance(event, DirectiveFileAttached)
    assert (event.sha256, event.size_bytes, event.media_type) == (FIRST, 10, "application/pdf")
    assert event.name == attaching().name
    assert life.send(who, attaching()) == ()
    life.send(who, attaching(SECOND))
    assert files(life) == [FIRST, SECOND]
    assert fold(life.facts) == life.state


@pytest.mark.parametrize("who", [OUTSIDER, INSPECTOR])
def test_nobody_else_attaches_or_takes_back(who: Any) -> None:
    life = opened()
    life.send(CLERK, attaching())
    for command in (attaching(SECOND), detaching()):
        with pytest.raises((NotAllowed, NotFound)):
            life.send(who, command)
    assert files(life) == [FIRST]


def test_a_wrong_file_is_taken_back_once_and_may_come_again() -> None:
    life = opened()
    life.send(CLERK, attaching())
    life.send(CLERK, attaching(SECOND))
    assert life.send(CHIEF, detaching()) == (DirectiveFileDetached(sha256=FIRST),)
    assert life.send(CHIEF, detaching()) == ()
    assert files(life) == [SECOND]
    assert len(life.send(CLERK, attaching())) == 1
    assert files(life) == [SECOND, FIRST]


def test_no_file_lies_with_a_secret_directive() -> None:
    life = DirectiveLife()
    life.send(CLERK, secret())
    assert refused(life, attaching()) == "directive-secret"
    assert life.send(CLERK, detaching()) == ()
    assert files(life) == []


def test_a_closed_directive_takes_no_file_and_gives_none_back() -> None:
    life = opened()
    life.send(CLERK, attaching())
    life.send(CLERK, closing(reason=givens.words("why")))
    assert refused(life, attaching(SECOND)) == "directive-closed"
    assert refused(life, detaching()) == "directive-closed"
    assert files(life) == [FIRST], "what lies there stays"


def test_no_file_lies_with_a_directive_that_is_not_registered() -> None:
    life = DirectiveLife()
    assert refused(life, attaching()) == "no-directive"
    assert refused(life, detaching()) == "no-directive"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"media_type": "text/html"}, "file-kind"),
        ({"sha256": "X" * 64}, "file-kind"),
        ({"size_bytes": 0}, "file-too-large"),
        ({"size_bytes": 2 * MEGABYTE + 1}, "file-too-large"),
    ],
)
def test_kinds_and_sizes_are_those_of_the_evidence_of_a_task(
    changes: dict[str, Any], code: str
) -> None:
    life = opened(EvidenceLimits(file_mb_at_most=2, files_at_most=2))
    assert refused(life, attaching(**changes)) == code
    assert len(life.send(CLERK, attaching(size_bytes=2 * MEGABYTE))) == 1


def test_there_are_no_more_files_than_the_ward_allows() -> None:
    life = opened(EvidenceLimits(file_mb_at_most=25, files_at_most=1))
    life.send(CLERK, attaching())
    assert refused(life, attaching(SECOND)) == "too-many-files"
    life.send(CLERK, detaching())
    assert len(life.send(CLERK, attaching(SECOND))) == 1


def test_a_form_is_offered_where_its_act_would_do_something() -> None:
    life = opened()
    context = life._context(CLERK, attaching())
    assert ATTACH.offered(life.state, context)
    assert DETACH.offered(life.state, context) is None
    life.send(CLERK, attaching())
    assert DETACH.offered(life.state, context)
    life.send(CLERK, closing(reason=givens.words("why")))
    assert ATTACH.offered(life.state, context) is None
    assert DETACH.offered(life.state, context) is None
    other = DirectiveLife()
    other.send(CLERK, secret())
    assert ATTACH.offered(other.state, context) is None
