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
from services.domain.errors import NotAllowed, Refusal
from services.domain.instants import day_of
from services.domain.roles import Office
from services.ledger.command_audit import check_commands
from services.ledger.port import CommandReused
from services.ledger.verify import verify
from tests.commands.directory_kit import PASSWORD, TODAY, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def kit() -> DirectoryKit:
    return DirectoryKit()


@pytest.fixture
def hoa(kit: DirectoryKit) -> Registered:
    return kit.register("Nguyễn Thị Hoa", "hoa")


def person_of(kit: DirectoryKit, who: Registered) -> Person:
    person = fold_person(kit.facts(person_stream(who.person_id)))
    assert person is not None
    return person


def grant(
    kit: DirectoryKit,
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
    request = kit.request(by or kit.administrator, "grant-office", command)
    return finished(kit.directory.acts.handle(request, command))


def end(
    kit: DirectoryKit, who: Registered, office: Office, unit: str | None, until_on: date
) -> object:
    command = EndOffice(person_id=who.person_id, office=office, unit=unit, until_on=until_on)
    request = kit.request(kit.administrator, "end-office", command)
    return finished(kit.directory.acts.handle(request, command))


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return caught.value.code


def test_a_registered_person_has_a_name_that_is_a_text_and_an_account(
    kit: DirectoryKit, hoa: Registered
) -> None:
    person = person_of(kit, hoa)
    assert finished(kit.ledger.texts([person.name.text_id])) == {
        person.name.text_id: "Nguyễn Thị Hoa"
    }
    stored = b"".join(row.record + (row.payload or b"") for row in kit.ledger.stored)
    assert b"Hoa" not in stored
    assert b'"hoa"' not in stored
    assert kit.account_facts(hoa) == ["account-opened"]
    assert finished(kit.store.by_login("hoa")) is not None
    assert finished(verify(kit.ledger)).ok
    assert finished(check_commands(kit.ledger)).ok


def test_a_form_that_is_sent_twice_registers_once(kit: DirectoryKit) -> None:
    request, command = kit.registration("Trần Văn Bình", "binh")
    first = finished(kit.directory.acts.handle(request, command))
    assert finished(kit.directory.acts.handle(request, command)) == first
    assert len(kit.facts(person_stream(command.person_id))) == 1


def test_a_login_belongs_to_one_person(kit: DirectoryKit, hoa: Registered) -> None:
    request, command = kit.registration("Người khác", "HOA")
    before = len(kit.ledger.stored)
    with pytest.raises(Refusal, match="đã có người dùng") as caught:
        finished(kit.directory.acts.handle(request, command))
    assert code_of(caught) == "login-taken"
    kept = [row.stream for row in kit.ledger.stored[before:]]
    (attempt,) = kept
    assert attempt.startswith("attempt-")
    assert attempt.endswith(str(kit.administrator.person_id))
    assert finished(kit.store.by_person(command.person_id)) is None


@pytest.mark.parametrize("login", ["", "  ", "có dấu", "a b", "x" * 65, "a\x07b", "<b>"])
def test_a_login_is_plain_letters(kit: DirectoryKit, login: str) -> None:
    before = len(kit.ledger.stored)
    with pytest.raises(Refusal):
        finished(kit.directory.acts.handle(*kit.registration("Trần Văn Bình", login)))
    assert len(kit.ledger.stored) == before


def test_a_second_registration_of_the_same_person_takes_nothing_away(
    kit: DirectoryKit, hoa: Registered
) -> None:
    grant(kit, hoa, Office.SPECIALIST, "KTHTDT")
    finished(
        kit.directory.acts.handle(
            kit.request(kit.administrator, "close-account", hoa),
            CloseAccount(person_id=hoa.person_id),
        )
    )
    request, command = kit.registration("Tên khác", "tenkhac", person_id=hoa.person_id)
    with pytest.raises(Refusal) as caught:
        finished(kit.directory.acts.handle(request, command))
    assert code_of(caught) == "person-known"
    assert len(person_of(kit, hoa).offices) == 1
    assert kit.account_facts(hoa)[-1] == "account-closed"
    assert finished(kit.store.by_login("tenkhac")) is None


def test_only_an_administrator_changes_the_directory(kit: DirectoryKit, hoa: Registered) -> None:
    chair = kit.first("chutich", Office.CHAIR, None)
    before = person_of(kit, hoa)
    request, command = kit.registration("Trần Văn Bình", "hoa", by=chair)
    works: list[Callable[[], Coroutine[Any, Any, object]]] = [
        lambda: kit.directory.acts.handle(request, command),
        lambda: kit.directory.issue_link(
            kit.request(chair, "link", 1), IssueLink(person_id=hoa.person_id)
        ),
        lambda: kit.directory.acts.handle(
            kit.request(chair, "close", 1), CloseAccount(person_id=hoa.person_id)
        ),
        lambda: kit.directory.acts.handle(
            kit.request(chair, "end", 1),
            EndOffice(person_id=hoa.person_id, office=Office.CHAIR, unit=None, until_on=TODAY),
        ),
        lambda: kit.directory.acts.handle(
            kit.request(chair, "correct", 1),
            CorrectPerson(person_id=hoa.person_id, name=before.name, phone=None),
        ),
    ]
    for work in works:
        with pytest.raises(NotAllowed) as caught:
            finished(work())
        assert code_of(caught) == "not-administrator"
    with pytest.raises(NotAllowed):
        grant(kit, chair, Office.ADMINISTRATOR, None, by=chair)
    assert person_of(kit, hoa) == before
    assert kit.account_facts(hoa) == ["account-opened"]
    attempts = kit.attempts(chair.person_id)
    assert len(attempts) == len(works) + 1


def test_a_name_is_corrected_by_a_new_version(kit: DirectoryKit, hoa: Registered) -> None:
    words = TypedTexts(randomness=kit.randomness, limit=100)
    command = CorrectPerson(
        person_id=hoa.person_id, name=words.need("Nguyễn Thị Hoà", label="Tên"), phone=None
    )
    request = kit.request(kit.administrator, "correct-person", command, words)
    finished(kit.directory.acts.handle(request, command))
    types = [fact.event.TYPE for fact in kit.facts(person_stream(hoa.person_id))]
    assert types == ["person-registered", "person-corrected"]
    name = person_of(kit, hoa).name
    assert finished(kit.ledger.texts([name.text_id]))[name.text_id] == "Nguyễn Thị Hoà"


def test_an_office_is_held_from_its_first_to_its_last_day(
    kit: DirectoryKit, hoa: Registered
) -> None:
    grant(kit, hoa, Office.SPECIALIST, "KTHTDT", TOMORROW, until_on=TODAY + timedelta(days=3))
    person = person_of(kit, hoa)
    held = [bool(person.holder_on(TODAY + timedelta(days=n)).offices) for n in range(5)]
    assert held == [False, True, True, True, False]


def test_an_office_that_ended_yesterday_is_not_held_today(
    kit: DirectoryKit, hoa: Registered
) -> None:
    grant(kit, hoa, Office.UNIT_HEAD, "KTHTDT", TODAY - timedelta(days=90))
    now = day_of(kit.now)  # midnight may have passed since the file was loaded
    yesterday = now - timedelta(days=1)
    end(kit, hoa, Office.UNIT_HEAD, "KTHTDT", yesterday)
    person = person_of(kit, hoa)
    assert person.holder_on(yesterday).is_a(Office.UNIT_HEAD)
    assert not person.holder_on(now).is_a(Office.UNIT_HEAD)
    grant(kit, hoa, Office.UNIT_HEAD, "KTHTDT", now)
    assert person_of(kit, hoa).holder_on(now).is_a(Office.UNIT_HEAD)


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
    kit: DirectoryKit, hoa: Registered, office: Office, unit: str | None, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        grant(kit, hoa, office, unit)
    assert code_of(caught) == code
    assert person_of(kit, hoa).offices == ()


@pytest.mark.parametrize(
    ("from_on", "until_on", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "dates-reversed"),
        (date(1999, 1, 1), None, "date-far"),
        (date(2099, 1, 1), None, "date-far"),
    ],
)
def test_the_days_of_an_office_make_sense(
    kit: DirectoryKit, hoa: Registered, from_on: date, until_on: date | None, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        grant(kit, hoa, Office.CHAIR, None, from_on, until_on=until_on)
    assert code_of(caught) == code


def test_the_same_office_is_not_given_twice(kit: DirectoryKit, hoa: Registered) -> None:
    grant(kit, hoa, Office.SPECIALIST, "KTHTDT")
    with pytest.raises(Refusal, match="đang giữ"):
        grant(kit, hoa, Office.SPECIALIST, "KTHTDT", TOMORROW)
    grant(kit, hoa, Office.SPECIALIST, "VHXH")
    assert len(person_of(kit, hoa).offices) == 2


def test_what_is_not_held_does_not_end_and_no_past_is_changed(
    kit: DirectoryKit, hoa: Registered
) -> None:
    with pytest.raises(Refusal, match="không giữ"):
        end(kit, hoa, Office.CHAIR, None, TODAY)
    grant(kit, hoa, Office.CHAIR, None, TODAY - timedelta(days=30))
    with pytest.raises(Refusal, match="hôm qua"):
        end(kit, hoa, Office.CHAIR, None, TODAY - timedelta(days=2))
    assert person_of(kit, hoa).holder_on(TODAY).is_a(Office.CHAIR)


def test_a_double_click_on_a_link_is_one_fact_and_the_newest_link_works(
    kit: DirectoryKit, hoa: Registered
) -> None:
    request = kit.request(kit.administrator, "issue-link", hoa)
    first = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    second = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    assert kit.account_facts(hoa) == ["account-opened", "link-issued"]
    assert finished(kit.accounts.link_owner(first)) is None
    finished(kit.accounts.set_password_by_link(second, PASSWORD))


def spent(kit: DirectoryKit, request: CommandRequest, who: Registered) -> str:
    with pytest.raises(Refusal) as caught:
        finished(kit.directory.issue_link(request, IssueLink(person_id=who.person_id)))
    return code_of(caught)


def test_a_former_administrator_gets_no_link_by_an_old_call(
    kit: DirectoryKit, hoa: Registered
) -> None:
    former = kit.register("Trần Văn Bình", "binh")
    grant(kit, former, Office.ADMINISTRATOR, None, TODAY)
    request = kit.request(former, "issue-link", hoa)
    link = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    end(kit, former, Office.ADMINISTRATOR, None, TODAY)
    kit.wait(days=1)
    before = kit.account_facts(hoa)
    assert spent(kit, request, hoa) == "not-administrator"
    assert kit.account_facts(hoa) == before
    assert finished(kit.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    assert kit.attempts(former.person_id)[-1].event.TYPE == "command-refused"


def test_a_link_that_was_used_replaced_ended_or_closed_is_not_drawn_again(
    kit: DirectoryKit, hoa: Registered
) -> None:
    old, new, late = (kit.request(kit.administrator, "issue-link", hoa) for _ in range(3))
    finished(kit.directory.issue_link(old, IssueLink(person_id=hoa.person_id)))
    link = finished(kit.directory.issue_link(new, IssueLink(person_id=hoa.person_id)))
    assert spent(kit, old, hoa) == "link-spent"
    assert finished(kit.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    finished(kit.accounts.set_password_by_link(link, PASSWORD))
    assert spent(kit, new, hoa) == "link-spent"
    finished(kit.directory.issue_link(late, IssueLink(person_id=hoa.person_id)))
    kit.wait(hours=POLICY.link_hours)
    assert spent(kit, late, hoa) == "link-spent"
    closing = kit.request(kit.administrator, "close-account", hoa)
    finished(kit.directory.acts.handle(closing, CloseAccount(person_id=hoa.person_id)))
    assert spent(kit, late, hoa) == "account-closed"
    reopening = kit.request(kit.administrator, "reopen-account", hoa)
    finished(kit.directory.acts.handle(reopening, ReopenAccount(person_id=hoa.person_id)))
    assert spent(kit, late, hoa) == "link-spent"


def test_a_link_that_is_drawn_again_lives_no_longer_than_the_first(
    kit: DirectoryKit, hoa: Registered
) -> None:
    request = kit.request(kit.administrator, "issue-link", hoa)
    finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    kit.wait(hours=POLICY.link_hours - 1)
    link = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    assert finished(kit.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
    kit.wait(hours=1)
    assert finished(kit.accounts.link_owner(link)) is None


def test_an_id_that_comes_with_another_content_is_refused(
    kit: DirectoryKit, hoa: Registered
) -> None:
    request, command = kit.registration("Trần Văn Bình", "binh")
    finished(kit.directory.acts.handle(request, command))
    other = GrantOffice(
        person_id=hoa.person_id, office=Office.CHAIR, unit=None, from_on=TODAY, until_on=None
    )
    forged = kit.request(kit.administrator, "grant-office", other)
    reused = type(forged)(
        sender=forged.sender,
        command_id=request.command_id,
        name=forged.name,
        sent=forged.sent,
    )
    with pytest.raises(CommandReused):
        finished(kit.directory.acts.handle(reused, other))
    assert person_of(kit, hoa).offices == ()


def test_the_command_line_registers_somebody_once(kit: DirectoryKit) -> None:
    before = len(kit.ledger.stored)
    first = FirstPerson(key="quantri", name="Người quantri", login="quantri", offices=())
    assert finished(kit.directory.register_first(first)) == kit.administrator.person_id
    assert len(kit.ledger.stored) == before


def test_a_registration_that_was_cut_before_its_login_is_found_again(kit: DirectoryKit) -> None:
    """The fact was kept, the login not: the next start gives the login to the fact's person."""
    first = FirstPerson(key="khoidau", name="Người đầu", login="khoidau", offices=())
    person_id = finished(kit.directory.register_first(first))
    kit.store._credentials.pop(person_id)
    before = len(kit.ledger.stored)
    assert finished(kit.directory.register_first(first)) == person_id
    assert len(kit.ledger.stored) == before
    credential = finished(kit.store.by_login("khoidau"))
    assert credential is not None
    assert credential.person_id == person_id


def test_the_first_link_lets_the_first_administrator_choose_a_password(
    kit: DirectoryKit,
) -> None:
    first = FirstPerson(key="moi", name="Người mới", login="moi", offices=())
    person_id = finished(kit.directory.register_first(first))
    token = finished(kit.directory.first_link(person_id, 72))
    finished(kit.accounts.set_password_by_link(token, PASSWORD))
    assert finished(kit.accounts.sign_in("moi", PASSWORD, HERE)).token
