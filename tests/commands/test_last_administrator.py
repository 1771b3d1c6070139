"""The last administrator who can sign in locks nobody out; the machine's owner lets one in."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.end_office import EndOffice
from services.domain.directory.acts.end_sessions import EndSessions
from services.domain.directory.acts.reopen_account import ReopenAccount
from services.domain.directory.acts.revoke_password import RevokePassword
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.state import fold_person
from services.domain.errors import NotFound, Refusal
from services.domain.facts import ActorKind
from services.domain.roles import Office
from tests.commands.directory_kit import PASSWORD, TODAY, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.givens import HERE

Way = Callable[[DirectoryKit, Registered, Registered], Coroutine[Any, Any, object]]


def ends(kit: DirectoryKit, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    command = EndOffice(
        person_id=who.person_id, office=Office.ADMINISTRATOR, unit=None, until_on=TODAY
    )
    return kit.directory.acts.handle(kit.request(by, "end-office", command), command)


def closes(kit: DirectoryKit, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    return kit.directory.acts.handle(
        kit.request(by, "close-account", who), CloseAccount(person_id=who.person_id)
    )


def revokes(kit: DirectoryKit, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    return kit.directory.acts.handle(
        kit.request(by, "revoke-password", who), RevokePassword(person_id=who.person_id)
    )


WAYS = [ends, closes, revokes]


@pytest.fixture
def kit() -> DirectoryKit:
    return DirectoryKit()


def refused(kit: DirectoryKit, way: Way, by: Registered, who: Registered) -> None:
    before = len(kit.facts(person_stream(who.person_id))), kit.account_facts(who)
    with pytest.raises(Refusal) as caught:
        finished(way(kit, by, who))
    assert caught.value.code == "last-administrator"
    assert (len(kit.facts(person_stream(who.person_id))), kit.account_facts(who)) == before


@pytest.mark.parametrize("way", WAYS)
def test_the_only_administrator_stays(kit: DirectoryKit, way: Way) -> None:
    refused(kit, way, kit.administrator, kit.administrator)
    attempts = kit.attempts(kit.administrator.person_id)
    assert [fact.event.rule for fact in attempts] == ["last-administrator"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("without", WAYS)
def test_another_who_could_not_come_back_does_not_count(
    kit: DirectoryKit, way: Way, without: Way
) -> None:
    other = kit.first("quantri2", Office.ADMINISTRATOR, None)
    finished(without(kit, kit.administrator, other))
    kit.wait(days=1)
    refused(kit, way, kit.administrator, kit.administrator)


@pytest.mark.parametrize("way", WAYS)
def test_with_another_who_can_sign_in_one_may_go(kit: DirectoryKit, way: Way) -> None:
    other = kit.first("quantri2", Office.ADMINISTRATOR, None)
    finished(way(kit, kit.administrator, kit.administrator))
    for last in WAYS:
        refused(kit, last, other, other)


def test_another_without_a_password_or_with_a_last_day_does_not_count(
    kit: DirectoryKit,
) -> None:
    other = kit.first("quantri2", Office.ADMINISTRATOR, None)
    command = EndOffice(
        person_id=other.person_id,
        office=Office.ADMINISTRATOR,
        unit=None,
        until_on=TODAY + timedelta(days=300),
    )
    request = kit.request(kit.administrator, "end-office", command)
    finished(kit.directory.acts.handle(request, command))
    refused(kit, ends, kit.administrator, kit.administrator)


def test_what_takes_nobody_s_way_in_is_not_refused(kit: DirectoryKit) -> None:
    hoa = kit.first("hoa", Office.SPECIALIST, "KTHTDT")
    for way in (closes, revokes):
        if way is revokes:
            request = kit.request(kit.administrator, "reopen-account", hoa)
            finished(kit.directory.acts.handle(request, ReopenAccount(person_id=hoa.person_id)))
        finished(way(kit, kit.administrator, hoa))
    request = kit.request(kit.administrator, "end-sessions", 1)
    finished(
        kit.directory.acts.handle(request, EndSessions(person_id=kit.administrator.person_id))
    )


def test_the_owner_of_the_machine_restores_an_administrator_by_facts(
    kit: DirectoryKit,
) -> None:
    other = kit.first("quantri2", Office.ADMINISTRATOR, None)
    finished(closes(kit, kit.administrator, other))
    command = EndOffice(
        person_id=other.person_id,
        office=Office.ADMINISTRATOR,
        unit=None,
        until_on=TODAY - timedelta(days=1),
    )
    request = kit.request(kit.administrator, "end-office", command)
    finished(kit.directory.acts.handle(request, command))
    before = len(kit.ledger.stored)
    token = finished(kit.directory.restore_administrator("Quantri2"))
    facts = [
        fact
        for stream in (person_stream(other.person_id), account_stream(other.person_id))
        for fact in kit.facts(stream)
        if fact.position > before
    ]
    assert [fact.event.TYPE for fact in facts] == [
        "office-granted",
        "account-reopened",
        "link-issued",
    ]
    assert {fact.actor.kind for fact in facts} == {ActorKind.OPERATOR}
    finished(kit.accounts.set_password_by_link(token, PASSWORD))
    assert finished(kit.accounts.sign_in("quantri2", PASSWORD, HERE)).token
    person = fold_person(kit.facts(person_stream(other.person_id)))
    assert person is not None
    assert person.holder_on(TODAY).is_a(Office.ADMINISTRATOR)
    again = finished(kit.directory.restore_administrator("quantri2"))
    assert kit.account_facts(other)[-1] == "link-issued"
    assert finished(kit.accounts.link_owner(again)) == "Người quantri2"
    with pytest.raises(NotFound):
        finished(kit.directory.restore_administrator("khong-co"))
