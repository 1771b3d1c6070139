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
from tests.commands.directory_desk import PASSWORD, TODAY, DirectoryDesk, Registered
from tests.commands.task_desk import finished
from tests.givens import HERE

Way = Callable[[DirectoryDesk, Registered, Registered], Coroutine[Any, Any, object]]


def ends(desk: DirectoryDesk, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    command = EndOffice(
        person_id=who.person_id, office=Office.ADMINISTRATOR, unit=None, until_on=TODAY
    )
    return desk.directory.acts.handle(desk.request(by, "end-office", command), command)


def closes(desk: DirectoryDesk, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    return desk.directory.acts.handle(
        desk.request(by, "close-account", who), CloseAccount(person_id=who.person_id)
    )


def revokes(desk: DirectoryDesk, by: Registered, who: Registered) -> Coroutine[Any, Any, object]:
    return desk.directory.acts.handle(
        desk.request(by, "revoke-password", who), RevokePassword(person_id=who.person_id)
    )


WAYS = [ends, closes, revokes]


@pytest.fixture
def desk() -> DirectoryDesk:
    return DirectoryDesk()


def refused(desk: DirectoryDesk, way: Way, by: Registered, who: Registered) -> None:
    before = len(desk.facts(person_stream(who.person_id))), desk.account_facts(who)
    with pytest.raises(Refusal) as caught:
        finished(way(desk, by, who))
    assert caught.value.code == "last-administrator"
    assert (len(desk.facts(person_stream(who.person_id))), desk.account_facts(who)) == before


@pytest.mark.parametrize("way", WAYS)
def test_the_only_administrator_stays(desk: DirectoryDesk, way: Way) -> None:
    refused(desk, way, desk.administrator, desk.administrator)
    attempts = desk.attempts(desk.administrator.person_id)
    assert [fact.event.rule for fact in attempts] == ["last-administrator"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("without", WAYS)
def test_another_who_could_not_come_back_does_not_count(
    desk: DirectoryDesk, way: Way, without: Way
) -> None:
    other = desk.first("quantri2", Office.ADMINISTRATOR, None)
    finished(without(desk, desk.administrator, other))
    desk.wait(days=1)
    refused(desk, way, desk.administrator, desk.administrator)


@pytest.mark.parametrize("way", WAYS)
def test_with_another_who_can_sign_in_one_may_go(desk: DirectoryDesk, way: Way) -> None:
    other = desk.first("quantri2", Office.ADMINISTRATOR, None)
    finished(way(desk, desk.administrator, desk.administrator))
    for last in WAYS:
        refused(desk, last, other, other)


def test_another_without_a_password_or_with_a_last_day_does_not_count(
    desk: DirectoryDesk,
) -> None:
    other = desk.first("quantri2", Office.ADMINISTRATOR, None)
    command = EndOffice(
        person_id=other.person_id,
        office=Office.ADMINISTRATOR,
        unit=None,
        until_on=TODAY + timedelta(days=300),
    )
    request = desk.request(desk.administrator, "end-office", command)
    finished(desk.directory.acts.handle(request, command))
    refused(desk, ends, desk.administrator, desk.administrator)


def test_what_takes_nobody_s_way_in_is_not_refused(desk: DirectoryDesk) -> None:
    hoa = desk.first("hoa", Office.SPECIALIST, "KTHTDT")
    for way in (closes, revokes):
        if way is revokes:
            request = desk.request(desk.administrator, "reopen-account", hoa)
            finished(desk.directory.acts.handle(request, ReopenAccount(person_id=hoa.person_id)))
        finished(way(desk, desk.administrator, hoa))
    request = desk.request(desk.administrator, "end-sessions", 1)
    finished(
        desk.directory.acts.handle(request, EndSessions(person_id=desk.administrator.person_id))
    )


def test_the_owner_of_the_machine_restores_an_administrator_by_facts(
    desk: DirectoryDesk,
) -> None:
    other = desk.first("quantri2", Office.ADMINISTRATOR, None)
    finished(closes(desk, desk.administrator, other))
    command = EndOffice(
        person_id=other.person_id,
        office=Office.ADMINISTRATOR,
        unit=None,
        until_on=TODAY - timedelta(days=1),
    )
    request = desk.request(desk.administrator, "end-office", command)
    finished(desk.directory.acts.handle(request, command))
    before = len(desk.ledger.stored)
    token = finished(desk.directory.restore_administrator("Quantri2"))
    facts = [
        fact
        for stream in (person_stream(other.person_id), account_stream(other.person_id))
        for fact in desk.facts(stream)
        if fact.position > before
    ]
    assert [fact.event.TYPE for fact in facts] == [
        "office-granted",
        "account-reopened",
        "link-issued",
    ]
    assert {fact.actor.kind for fact in facts} == {ActorKind.OPERATOR}
    finished(desk.accounts.set_password_by_link(token, PASSWORD))
    assert finished(desk.accounts.sign_in("quantri2", PASSWORD, HERE)).token
    person = fold_person(desk.facts(person_stream(other.person_id)))
    assert person is not None
    assert person.holder_on(TODAY).is_a(Office.ADMINISTRATOR)
    again = finished(desk.directory.restore_administrator("quantri2"))
    assert desk.account_facts(other)[-1] == "link-issued"
    assert finished(desk.accounts.link_owner(again)) == "Người quantri2"
    with pytest.raises(NotFound):
        finished(desk.directory.restore_administrator("khong-co"))
