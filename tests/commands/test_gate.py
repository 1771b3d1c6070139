"""The limit of wrong passwords and the hashing queue: who is paused, and what that tells."""

from dataclasses import dataclass, field

import pytest

from services.commands.access import AccessKind, Visitor
from services.commands.accounts import NewSession
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.errors import NotFound, Paused, Refusal
from services.domain.roles import Office
from tests.commands.directory_desk import PASSWORD, DirectoryDesk, Registered
from tests.commands.task_desk import finished
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
ELSEWHERE = Visitor(address="10.0.0.9")
WRONG = "khong-dung-dau"


@pytest.fixture
def desk() -> DirectoryDesk:
    return DirectoryDesk()


@pytest.fixture
def chair(desk: DirectoryDesk) -> Registered:
    return desk.first("chutich", Office.CHAIR, None)


@dataclass
class Stranger:
    """Somebody who tries passwords and keeps what was answered."""

    desk: DirectoryDesk
    visitor: Visitor = HERE
    answers: list[tuple[str, str]] = field(default_factory=list)

    def tries(self, login: str, times: int = 1, password: str = WRONG) -> list[str]:
        """The codes of so many refusals."""
        for _ in range(times):
            with pytest.raises(Refusal) as caught:
                finished(self.desk.accounts.sign_in(login, password, self.visitor))
            self.answers.append((caught.value.code, caught.value.sentence))
        return [code for code, _ in self.answers[-times:]]


def signed_in(desk: DirectoryDesk, visitor: Visitor, who: str = "chutich") -> NewSession:
    return finished(desk.accounts.sign_in(who, PASSWORD, visitor))


def by_device(session: NewSession, address: str = "127.0.0.1") -> Visitor:
    return Visitor(address=address, device=session.device)


def test_a_known_and_an_unknown_name_are_answered_and_paused_alike(
    desk: DirectoryDesk, chair: Registered
) -> None:
    work = []
    told = []
    for login in ("chutich", "khong-ai"):
        stranger, tried, lines = Stranger(desk), desk.passwords.tried, len(desk.access.lines)
        stranger.tries(login, 10)
        told.append(stranger.answers)
        work.append((desk.passwords.tried - tried, len(desk.access.lines) - lines))
        desk.wait(minutes=POLICY.sign_in_pause_minutes)
        assert Stranger(desk).tries(login) == ["sign-in"]
    assert told[0] == told[1]
    assert [code for code, _ in told[0]] == ["sign-in"] * 8 + ["sign-in-paused"] * 2
    assert work[0] == work[1] == (POLICY.sign_in_failures, POLICY.sign_in_failures + 1)


def test_an_account_without_a_password_and_a_closed_one_are_answered_like_nobody_s(
    desk: DirectoryDesk, chair: Registered
) -> None:
    desk.register("Nguyễn Thị Hoa", "hoa")
    request = desk.request(desk.administrator, "close-account", chair)
    finished(desk.directory.acts.handle(request, CloseAccount(person_id=chair.person_id)))
    told = []
    for login in ("hoa", "chutich", "khong-ai"):
        stranger = Stranger(desk)
        stranger.tries(login, 10, PASSWORD)
        told.append(stranger.answers)
    assert told[0] == told[1] == told[2]


def test_a_stranger_elsewhere_pauses_nobody_on_the_own_machine(
    desk: DirectoryDesk, chair: Registered
) -> None:
    Stranger(desk, ELSEWHERE).tries("chutich", 9)
    assert signed_in(desk, HERE).token


def test_a_known_device_has_a_count_of_its_own_at_the_same_address(
    desk: DirectoryDesk, chair: Registered
) -> None:
    own = by_device(signed_in(desk, HERE))
    assert Stranger(desk).tries("chutich", 9)[-1] == "sign-in-paused"
    assert signed_in(desk, own).token


def test_a_known_device_is_paused_too(desk: DirectoryDesk, chair: Registered) -> None:
    own = by_device(signed_in(desk, HERE))
    assert Stranger(desk, own).tries("chutich", 9)[-1] == "sign-in-paused"
    assert signed_in(desk, ELSEWHERE).token


def test_a_device_is_known_for_those_alone_who_signed_in_with_it(
    desk: DirectoryDesk, chair: Registered
) -> None:
    desk.first("khac", Office.INSPECTOR, None)
    theirs = by_device(signed_in(desk, HERE, "khac"))
    assert Stranger(desk).tries("chutich", 9)[-1] == "sign-in-paused"
    assert Stranger(desk, theirs).tries("chutich") == ["sign-in-paused"]
    desk.wait(minutes=POLICY.sign_in_pause_minutes)
    shared = by_device(signed_in(desk, theirs))
    assert Stranger(desk).tries("khac", 9)[-1] == "sign-in-paused"
    assert signed_in(desk, shared, "khac").token


def test_a_cookie_that_was_planted_is_worth_nothing_after_the_next_sign_in(
    desk: DirectoryDesk, chair: Registered
) -> None:
    desk.first("khac", Office.INSPECTOR, None)
    planted = by_device(signed_in(desk, HERE, "khac"))
    signed_in(desk, planted)
    assert Stranger(desk).tries("chutich", 9)[-1] == "sign-in-paused"
    assert Stranger(desk, planted).tries("chutich") == ["sign-in-paused"]


def test_a_device_is_forgotten_after_the_days_of_the_rules(
    desk: DirectoryDesk, chair: Registered
) -> None:
    own = by_device(signed_in(desk, HERE))
    desk.wait(days=POLICY.access.known_device_days)
    assert Stranger(desk).tries("chutich", 9)[-1] == "sign-in-paused"
    assert Stranger(desk, own).tries("chutich") == ["sign-in-paused"]


def test_a_new_password_ends_every_pause_of_the_account(
    desk: DirectoryDesk, chair: Registered
) -> None:
    for visitor in (HERE, ELSEWHERE):
        Stranger(desk, visitor).tries("chutich", 9)
    finished(desk.accounts.set_password(chair.person_id, PASSWORD))
    assert signed_in(desk, HERE).token
    assert signed_in(desk, ELSEWHERE).token


def test_a_full_queue_says_so_takes_no_attempt_and_leaves_one_line_a_minute(
    desk: DirectoryDesk, chair: Registered
) -> None:
    desk.passwords.places = 0
    for login in ("chutich", "khong-ai"):
        with pytest.raises(
            Paused, match=r"Máy chủ đang bận\. Hãy thử lại sau ít phút\."
        ) as caught:
            finished(desk.accounts.sign_in(login, PASSWORD, HERE))
        assert (caught.value.code, caught.value.seconds) == ("server-busy", 60)
    assert [one.kind for one in desk.access.lines] == [AccessKind.QUEUE_FULL]
    desk.passwords.places = 100
    assert Stranger(desk).tries("chutich", POLICY.sign_in_failures) == ["sign-in"] * 8


def test_a_queue_that_fills_up_in_between_gives_the_attempt_back(
    desk: DirectoryDesk, chair: Registered
) -> None:
    for _ in range(POLICY.sign_in_failures + 3):
        desk.passwords.fills_up = True
        assert Stranger(desk).tries("chutich") == ["server-busy"]
    assert signed_in(desk, HERE).token


def test_a_full_queue_uses_no_link_up(desk: DirectoryDesk) -> None:
    hoa = desk.register("Nguyễn Thị Hoa", "hoa")
    request = desk.request(desk.administrator, "issue-link", hoa)
    link = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    desk.passwords.places = 0
    with pytest.raises(Paused):
        finished(desk.accounts.set_password_by_link(link, PASSWORD))
    desk.passwords.places = 100
    finished(desk.accounts.set_password_by_link(link, PASSWORD))
    assert signed_in(desk, HERE, "hoa").token
    with pytest.raises(NotFound):
        finished(desk.accounts.set_password_by_link(link, PASSWORD))


@pytest.mark.parametrize("password", ["1234567890", " " * 10, "hoahoahoahoa", "Nguyễn Thị Hoa"])
def test_a_password_that_anybody_guesses_is_refused_and_uses_no_link_up(
    desk: DirectoryDesk, password: str
) -> None:
    hoa = desk.register("Nguyễn Thị Hoa", "hoa")
    request = desk.request(desk.administrator, "issue-link", hoa)
    link = finished(desk.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    with pytest.raises(Refusal, match="dễ đoán") as caught:
        finished(desk.accounts.set_password_by_link(link, password))
    assert caught.value.field == "password"
    assert finished(desk.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
