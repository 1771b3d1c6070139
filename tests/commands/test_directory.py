"""People and offices: only the administrator changes them, and every change is a dated fact."""

from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from typing import Any

import pytest

from services.commands.first_people import FirstPerson
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.correct_person import CorrectPerson
from services.domain.directory.acts.end_office import EndOffice
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.acts.reopen_account import ReopenAccount
from services.domain.directory.events import person_stream
from services.domain.directory.state import Person, fold_person
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.instants import day_of
from services.domain.roles import Office
from services.ledger.command_audit import check_commands
from services.ledger.port import CommandReused
from services.ledger.verify import verify
from tests.commands.directory_desk import PASSWORD, TODAY, DirectoryDesk, Registered
from tests.commands.task_desk import finished
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def desk() -> DirectoryDesk:
    return DirectoryDesk()


@pytest.fixture
def hoa(desk: DirectoryDesk) -> Registered:
    return desk.register("Nguyễn Thị Hoa", "hoa")


def person_of(desk: DirectoryDesk, who: Registered) -> Person:
    person = fold_person(desk.facts(person_stream(who.person_id)))
    assert person is not None
    return person


def grant(
    desk: DirectoryDesk,
    who: Registered,
    office: Office,
    unit: str | None,
    from_on: date = TODAY,
    *,
    until_on: date | None = None,
    by: Registered | None = None,
) -> object:
    command = GrantOffice(
        person_id=who.person_id, office=office, unit=unit, from_on=from_on, until_on=until_on
    )
    request = desk.request(by or desk.administrator, "grant-office", command)
    return finished(desk.directory.acts.handle(request, command))


def end(
    desk: DirectoryDesk, who: Registered, office: Office, unit: str | None, until_on: date
) -> object:
    command = EndOffice(person_id=who.person_id, office=office, unit=unit, until_on=until_on)
    request = desk.request(desk.administrator, "end-office", command)
    return finished(desk.directory.acts.handle(request, command))


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return caught.value.code


def test_a_registered_person_has_a_name_that_is_a_text_and_an_account(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    person = person_of(desk, hoa)
    assert finished(desk.ledger.texts([person.name.text_id])) == {
        person.name.text_id: "Nguyễn Thị Hoa"
    }
    stored = b"".join(row.record + (row.payload or b"") for row in desk.ledger.stored)
    assert b"Hoa" not in stored
    assert b'"hoa"' not in stored
    assert desk.account_facts(hoa) == ["account-opened"]
    assert finished(desk.store.by_login("hoa")) is not None
    assert finished(verify(desk.ledger)).ok
    assert finished(check_commands(desk.ledger)).ok


def test_a_form_that_is_sent_twice_registers_once(desk: DirectoryDesk) -> None:
    request, command = desk.registration("Trần Văn Bình", "binh")
    first = finished(desk.directory.acts.handle(request, command))
    assert finished(desk.directory.acts.handle(request, command)) == first
    assert len(desk.facts(person_stream(command.person_id))) == 1


def test_a_login_belongs_to_one_person(desk: DirectoryDesk, hoa: Registered) -> None:
    request, command = desk.registration("Người khác", "HOA")
    before = len(desk.ledger.stored)
    with pytest.raises(Refusal, match="đã có người dùng"):
        finished(desk.directory.acts.handle(request, command))
    kept = [row.stream for row in desk.ledger.stored[before:]]
    (attempt,) = kept
    assert attempt.startswith("attempt-")
    assert attempt.endswith(str(desk.administrator.person_id))
    assert finished(desk.store.by_person(command.person_id)) is None


@pytest.mark.parametrize("login", ["", "  ", "có dấu", "a b", "x" * 65, "a\x07b", "<b>"])
def test_a_login_is_plain_letters(desk: DirectoryDesk, login: str) -> None:
    before = len(desk.ledger.stored)
    with pytest.raises(Refusal):
        finished(desk.directory.acts.handle(*desk.registration("Trần Văn Bình", login)))
    assert len(desk.ledger.stored) == before


def test_a_second_registration_of_the_same_person_takes_nothing_away(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    grant(desk, hoa, Office.SPECIALIST, "KTHTDT")
    finished(
        desk.directory.acts.handle(
            desk.request(desk.administrator, "close-account", hoa),
            CloseAccount(person_id=hoa.person_id),
        )
    )
    request, command = desk.registration("Tên khác", "tenkhac", person_id=hoa.person_id)
    with pytest.raises(Refusal) as caught:
        finished(desk.directory.acts.handle(request, command))
    assert code_of(caught) == "person-known"
    assert len(person_of(desk, hoa).offices) == 1
    assert desk.account_facts(hoa)[-1] == "account-closed"
    assert finished(desk.store.by_login("tenkhac")) is None


def test_only_an_administrator_changes_the_directory(desk: DirectoryDesk, hoa: Registered) -> None:
    chair = desk.first("chutich", Office.CHAIR, None)
    before = person_of(desk, hoa)
    request, command = desk.registration("Trần Văn Bình", "hoa", by=chair)
    works: list[Callable[[], Coroutine[Any, Any, object]]] = [
        lambda: desk.directory.acts.handle(request, command),
        lambda: desk.directory.issue_link(
            desk.request(chair, "link", 1), IssueLink(person_id=hoa.person_id)
        ),
        lambda: desk.directory.acts.handle(
            desk.request(chair, "close", 1), CloseAccount(person_id=hoa.person_id)
        ),
        lambda: desk.directory.acts.handle(
            desk.request(chair, "end", 1),
            EndOffice(person_id=hoa.person_id, office=Office.CHAIR, unit=None, until_on=TODAY),
        ),
        lambda: desk.directory.acts.handle(
            desk.request(chair, "correct", 1),
            CorrectPerson(person_id=hoa.person_id, name=before.name, phone=None),
        ),
    ]
    for work in works:
        with pytest.raises(NotAllowed) as caught:
            finished(work())
        assert code_of(caught) == "not-administrator"
    with pytest.raises(NotAllowed):
        grant(desk, chair, Office.ADMINISTRATOR, None, by=chair)
    assert person_of(desk, hoa) == before
    assert desk.account_facts(hoa) == ["account-opened"]
    attempts = desk.attempts(chair.person_id)
    assert len(attempts) == len(works) + 1


def test_a_name_is_corrected_by_a_new_version(desk: DirectoryDesk, hoa: Registered) -> None:
    words = TypedTexts(randomness=desk.randomness, limit=100)
    command = CorrectPerson(
        person_id=hoa.person_id, name=words.need("Nguyễn Thị Hoà", label="Tên"), phone=None
    )
    request = desk.request(desk.administrator, "correct-person", command, words)
    finished(desk.directory.acts.handle(request, command))
    types = [fact.event.TYPE for fact in desk.facts(person_stream(hoa.person_id))]
    assert types == ["person-registered", "person-corrected"]
    name = person_of(desk, hoa).name
    assert finished(desk.ledger.texts([name.text_id]))[name.text_id] == "Nguyễn Thị Hoà"


def test_nobody_is_corrected_who_is_not_there(desk: DirectoryDesk) -> None:
    words = TypedTexts(randomness=desk.randomness, limit=100)
    command = CorrectPerson(
        person_id=desk.new_id(), name=words.need("Ai đó", label="Tên"), phone=None
    )
    request = desk.request(desk.administrator, "correct-person", command, words)
    with pytest.raises(NotFound):
        finished(desk.directory.acts.handle(request, command))


def test_an_office_is_held_from_its_first_to_its_last_day(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    grant(desk, hoa, Office.SPECIALIST, "KTHTDT", TOMORROW, until_on=TODAY + timedelta(days=3))
    person = person_of(desk, hoa)
    held = [bool(person.holder_on(TODAY + timedelta(days=n)).offices) for n in range(5)]
    assert held == [False, True, True, True, False]


def test_an_office_that_ended_yesterday_is_not_held_today(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    grant(desk, hoa, Office.UNIT_HEAD, "KTHTDT", TODAY - timedelta(days=90))
    now = day_of(desk.now)  # midnight may have passed since the file was loaded
    yesterday = now - timedelta(days=1)
    end(desk, hoa, Office.UNIT_HEAD, "KTHTDT", yesterday)
    person = person_of(desk, hoa)
    assert person.holder_on(yesterday).is_a(Office.UNIT_HEAD)
    assert not person.holder_on(now).is_a(Office.UNIT_HEAD)
    grant(desk, hoa, Office.UNIT_HEAD, "KTHTDT", now)
    assert person_of(desk, hoa).holder_on(now).is_a(Office.UNIT_HEAD)


@pytest.mark.parametrize(
    ("office", "unit", "code"),
    [
        (Office.CHAIR, "VP", "office-without-unit"),
        (Office.ADMINISTRATOR, "KTHTDT", "office-without-unit"),
        (Office.SPECIALIST, None, "office-needs-unit"),
        (Office.SPECIALIST, "KHONG-CO", "office-needs-unit"),
        (Office.SPECIALIST, "MTTQ", "unit-outside"),
        (Office.CHIEF_OF_OFFICE, "KTHTDT", "office-of-the-office"),
        (Office.OFFICE_SPECIALIST, "VHXH", "office-of-the-office"),
        (Office.UNIT_HEAD, "VP", "office-of-the-office"),
    ],
)
def test_an_office_fits_its_unit(
    desk: DirectoryDesk, hoa: Registered, office: Office, unit: str | None, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        grant(desk, hoa, office, unit)
    assert code_of(caught) == code
    assert person_of(desk, hoa).offices == ()


@pytest.mark.parametrize(
    ("from_on", "until_on", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "dates-reversed"),
        (date(1999, 1, 1), None, "date-far"),
        (date(2099, 1, 1), None, "date-far"),
    ],
)
def test_the_days_of_an_office_make_sense(
    desk: DirectoryDesk, hoa: Registered, from_on: date, until_on: date | None, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        grant(desk, hoa, Office.CHAIR, None, from_on, until_on=until_on)
    assert code_of(caught) == code


def test_the_same_office_is_not_given_twice(desk: DirectoryDesk, hoa: Registered) -> None:
    grant(desk, hoa, Office.SPECIALIST, "KTHTDT")
    with pytest.raises(Refusal, match="đang giữ"):
        grant(desk, hoa, Office.SPECIALIST, "KTHTDT", TOMORROW)
    grant(desk, hoa, Office.SPECIALIST, "VHXH")
    assert len(person_of(desk, hoa).offices) == 2


def test_what_is_not_held_does_not_end_and_no_past_is_changed(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    with pytest.raises(Refusal, match="không giữ"):
        end(desk, hoa, Office.CHAIR, None, TODAY)
    grant(desk, hoa, Office.CHAIR, None, TODAY - timedelta(days=30))
    with pytest.raises(Refusal, match="hôm qua"):
        end(desk, hoa, Office.CHAIR, None, TODAY - timedelta(days=2))
    assert person_of(desk, hoa).holder_on(TODAY).is_a(Office.CHAIR)


def test_a_double_click_on_a_link_is_one_fact_and_the_newest_link_works(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    request = desk.request(desk.administrator, "issue-link", hoa)
    first = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    second = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    assert desk.account_facts(hoa) == ["account-opened", "link-issued"]
    assert finished(desk.accounts.link_owner(first)) is None
    finished(desk.accounts.set_password_by_link(second, PASSWORD))


def spent(desk: DirectoryDesk, request: CommandRequest, who: Registered) -> str:
    with pytest.raises(Refusal) as caught:
        finished(desk.directory.issue_link(request, IssueLink(person_id=who.person_id)))
    return code_of(caught)


def test_a_former_administrator_gets_no_link_by_an_old_call(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    former = desk.register("Trần Văn Bình", "binh")
    grant(desk, former, Office.ADMINISTRATOR, None, TODAY)
    request = desk.request(former, "issue-link", hoa)
    link = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    end(desk, former, Office.ADMINISTRATOR, None, TODAY)
    desk.wait(days=1)
    before = desk.account_facts(hoa)
    assert spent(desk, request, hoa) == "not-administrator"
    assert desk.account_facts(hoa) == before
    assert finished(desk.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    assert desk.attempts(former.person_id)[-1].event.TYPE == "command-refused"


def test_a_link_that_was_used_replaced_ended_or_closed_is_not_drawn_again(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    old, new, late = (desk.request(desk.administrator, "issue-link", hoa) for _ in range(3))
    finished(desk.directory.issue_link(old, IssueLink(person_id=hoa.person_id)))
    link = finished(desk.directory.issue_link(new, IssueLink(person_id=hoa.person_id)))
    assert spent(desk, old, hoa) == "link-spent"
    assert finished(desk.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    finished(desk.accounts.set_password_by_link(link, PASSWORD))
    assert spent(desk, new, hoa) == "link-spent"
    finished(desk.directory.issue_link(late, IssueLink(person_id=hoa.person_id)))
    desk.wait(hours=POLICY.link_hours)
    assert spent(desk, late, hoa) == "link-spent"
    closing = desk.request(desk.administrator, "close-account", hoa)
    finished(desk.directory.acts.handle(closing, CloseAccount(person_id=hoa.person_id)))
    assert spent(desk, late, hoa) == "account-closed"
    reopening = desk.request(desk.administrator, "reopen-account", hoa)
    finished(desk.directory.acts.handle(reopening, ReopenAccount(person_id=hoa.person_id)))
    assert spent(desk, late, hoa) == "link-spent"


def test_a_link_that_is_drawn_again_lives_no_longer_than_the_first(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    request = desk.request(desk.administrator, "issue-link", hoa)
    finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    desk.wait(hours=POLICY.link_hours - 1)
    link = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    assert finished(desk.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    desk.wait(hours=1)
    assert finished(desk.accounts.link_owner(link)) is None


def test_an_id_that_comes_with_another_content_is_refused(
    desk: DirectoryDesk, hoa: Registered
) -> None:
    request, command = desk.registration("Trần Văn Bình", "binh")
    finished(desk.directory.acts.handle(request, command))
    other = GrantOffice(
        person_id=hoa.person_id, office=Office.CHAIR, unit=None, from_on=TODAY, until_on=None
    )
    forged = desk.request(desk.administrator, "grant-office", other)
    reused = type(forged)(
        sender=forged.sender,
        command_id=request.command_id,
        name=forged.name,
        sent=forged.sent,
    )
    with pytest.raises(CommandReused):
        finished(desk.directory.acts.handle(reused, other))
    assert person_of(desk, hoa).offices == ()


def test_the_command_line_registers_somebody_once(desk: DirectoryDesk) -> None:
    before = len(desk.ledger.stored)
    first = FirstPerson(key="quantri", name="Người quantri", login="quantri", offices=())
    assert finished(desk.directory.register_first(first)) == desk.administrator.person_id
    assert len(desk.ledger.stored) == before


def test_a_registration_that_was_cut_before_its_login_is_found_again(desk: DirectoryDesk) -> None:
    """The fact was kept, the login not: the next start gives the login to the fact's person."""
    first = FirstPerson(key="khoidau", name="Người đầu", login="khoidau", offices=())
    person_id = finished(desk.directory.register_first(first))
    desk.store._credentials.pop(person_id)
    before = len(desk.ledger.stored)
    assert finished(desk.directory.register_first(first)) == person_id
    assert len(desk.ledger.stored) == before
    found = finished(desk.store.by_login("khoidau"))
    assert found is not None
    assert found.person_id == person_id


def test_the_first_link_lets_the_first_administrator_choose_a_password(
    desk: DirectoryDesk,
) -> None:
    first = FirstPerson(key="moi", name="Người mới", login="moi", offices=())
    person_id = finished(desk.directory.register_first(first))
    token = finished(desk.directory.first_link(person_id, 72))
    finished(desk.accounts.set_password_by_link(token, PASSWORD))
    assert finished(desk.accounts.sign_in("moi", PASSWORD, HERE)).token
