"""The limit of wrong passwords and the hashing queue: who is paused, and what that tells."""

from dataclasses import dataclass, field

import pytest

from services.commands.access import AccessKind, Visitor
from services.commands.accounts import NewSession
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.errors import NotFound, Paused, Refusal
from services.domain.roles import Office
from tests.commands.directory_kit import PASSWORD, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
ELSEWHERE = Visitor(address="10.0.0.9")
WRONG = "khong-dung-dau"


@pytest.fixture
def kit() -> DirectoryKit:
    return DirectoryKit()


@pytest.fixture
def chair(kit: DirectoryKit) -> Registered:
    return kit.first("chutich", Office.CHAIR, None)


@dataclass
class GateStranger:
    """Somebody who tries passwords and keeps what was answered."""

    kit: DirectoryKit
    visitor: Visitor = HERE
    answers: list[tuple[str, str]] = field(default_factory=list)

    def tries(self, login: str, times: int = 1, password: str = WRONG) -> list[str]:
        """The codes of so many refusals."""
        for _ in range(times):
            with pytest.raises(Refusal) as caught:
                finished(self.kit.accounts.sign_in(login, password, self.visitor))
            self.answers.append((caught.value.code, caught.value.sentence))
        return [code for code, _ in self.answers[-times:]]


def signed_in(kit: DirectoryKit, visitor: Visitor, who: str = "chutich") -> NewSession:
    return finished(kit.accounts.sign_in(who, PASSWORD, visitor))


def by_device(session: NewSession, address: str = "127.0.0.1") -> Visitor:
    return Visitor(address=address, device=session.device)


def test_a_known_and_an_unknown_name_are_answered_and_paused_alike(
    kit: DirectoryKit, chair: Registered
) -> None:
    work = []
    reported = []
    for login in ("chutich", "khong-ai"):
        stranger, tried, lines = GateStranger(kit), kit.passwords.tried, len(kit.access.lines)
        stranger.tries(login, 10)
        reported.append(stranger.answers)
        work.append((kit.passwords.tried - tried, len(kit.access.lines) - lines))
        kit.wait(minutes=POLICY.sign_in_pause_minutes)
        assert GateStranger(kit).tries(login) == ["sign-in"]
    assert reported[0] == reported[1]
    assert [code for code, _ in reported[0]] == ["sign-in"] * 8 + ["sign-in-paused"] * 2
    assert work[0] == work[1] == (POLICY.sign_in_failures, POLICY.sign_in_failures + 1)


def test_an_account_without_a_password_and_a_closed_one_are_answered_like_nobody_s(
    kit: DirectoryKit, chair: Registered
) -> None:
    kit.register("Nguyễn Thị Hoa", "hoa")
    request = kit.request(kit.administrator, "close-account", chair)
    finished(kit.directory.acts.handle(request, CloseAccount(person_id=chair.person_id)))
    reported = []
    for login in ("hoa", "chutich", "khong-ai"):
        stranger = GateStranger(kit)
        stranger.tries(login, 10, PASSWORD)
        reported.append(stranger.answers)
    assert reported[0] == reported[1] == reported[2]


def test_a_stranger_elsewhere_pauses_nobody_on_the_own_machine(
    kit: DirectoryKit, chair: Registered
) -> None:
    GateStranger(kit, ELSEWHERE).tries("chutich", 9)
    assert signed_in(kit, HERE).token


def test_a_known_device_has_a_count_of_its_own_at_the_same_address(
    kit: DirectoryKit, chair: Registered
) -> None:
    own = by_device(signed_in(kit, HERE))
    assert GateStranger(kit).tries("chutich", 9)[-1] == "sign-in-paused"
    assert signed_in(kit, own).token


def test_a_known_device_is_paused_too(kit: DirectoryKit, chair: Registered) -> None:
    own = by_device(signed_in(kit, HERE))
    assert GateStranger(kit, own).tries("chutich", 9)[-1] == "sign-in-paused"
    assert signed_in(kit, ELSEWHERE).token


def test_a_device_is_known_for_those_alone_who_signed_in_with_it(
    kit: DirectoryKit, chair: Registered
) -> None:
    kit.first("khac", Office.INSPECTOR, None)
    theirs = by_device(signed_in(kit, HERE, "khac"))
    assert GateStranger(kit).tries("chutich", 9)[-1] == "sign-in-paused"
    assert GateStranger(kit, theirs).tries("chutich") == ["sign-in-paused"]
    kit.wait(minutes=POLICY.sign_in_pause_minutes)
    shared = by_device(signed_in(kit, theirs))
    assert GateStranger(kit).tries("khac", 9)[-1] == "sign-in-paused"
    assert signed_in(kit, shared, "khac").token


def test_a_cookie_that_was_planted_is_worth_nothing_after_the_next_sign_in(
    kit: DirectoryKit, chair: Registered
) -> None:
    kit.first("khac", Office.INSPECTOR, None)
    planted = by_device(signed_in(kit, HERE, "khac"))
    signed_in(kit, planted)
    assert GateStranger(kit).tries("chutich", 9)[-1] == "sign-in-paused"
    assert GateStranger(kit, planted).tries("chutich") == ["sign-in-paused"]


def test_a_device_is_forgotten_after_the_days_of_the_rules(
    kit: DirectoryKit, chair: Registered
) -> None:
    own = by_device(signed_in(kit, HERE))
    kit.wait(days=POLICY.access.known_device_days)
    assert GateStranger(kit).tries("chutich", 9)[-1] == "sign-in-paused"
    assert GateStranger(kit, own).tries("chutich") == ["sign-in-paused"]


def test_a_new_password_ends_every_pause_of_the_account(
    kit: DirectoryKit, chair: Registered
) -> None:
    for visitor in (HERE, ELSEWHERE):
        GateStranger(kit, visitor).tries("chutich", 9)
    finished(kit.accounts.set_password(chair.person_id, PASSWORD))
    assert signed_in(kit, HERE).token
    assert signed_in(kit, ELSEWHERE).token


def test_a_full_queue_says_so_takes_no_attempt_and_leaves_one_line_a_minute(
    kit: DirectoryKit, chair: Registered
) -> None:
    kit.passwords.places = 0
    for login in ("chutich", "khong-ai"):
        with pytest.raises(
            Paused, match=r"Máy chủ đang bận\. Hãy thử lại sau ít phút\."
        ) as caught:
            finished(kit.accounts.sign_in(login, PASSWORD, HERE))
        assert (caught.value.code, caught.value.seconds) == ("server-busy", 60)
    assert [line.kind for line in kit.access.lines] == [AccessKind.QUEUE_FULL]
    kit.passwords.places = 100
    assert GateStranger(kit).tries("chutich", POLICY.sign_in_failures) == ["sign-in"] * 8


def test_a_queue_that_fills_up_in_between_gives_the_attempt_back(
    kit: DirectoryKit, chair: Registered
) -> None:
    for _ in range(POLICY.sign_in_failures + 3):
        kit.passwords.fills_up = True
        assert GateStranger(kit).tries("chutich") == ["server-busy"]
    assert signed_in(kit, HERE).token


def test_a_full_queue_uses_no_link_up(kit: DirectoryKit) -> None:
    hoa = kit.register("Nguyễn Thị Hoa", "hoa")
    request = kit.request(kit.administrator, "issue-link", hoa)
    link = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    kit.passwords.places = 0
    with pytest.raises(Paused):
        finished(kit.accounts.set_password_by_link(link, PASSWORD))
    kit.passwords.places = 100
    finished(kit.accounts.set_password_by_link(link, PASSWORD))
    assert signed_in(kit, HERE, "hoa").token
    with pytest.raises(NotFound):
        finished(kit.accounts.set_password_by_link(link, PASSWORD))


@pytest.mark.parametrize("password", ["1234567890", " " * 10, "hoahoahoahoa", "Nguyễn Thị Hoa"])
def test_a_password_that_anybody_guesses_is_refused_and_uses_no_link_up(
    kit: DirectoryKit, password: str
) -> None:
    hoa = kit.register("Nguyễn Thị Hoa", "hoa")
    request = kit.request(kit.administrator, "issue-link", hoa)
    link = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    with pytest.raises(Refusal, match="dễ đoán") as caught:
        finished(kit.accounts.set_password_by_link(link, password))
    assert caught.value.field == "password"
    assert finished(kit.accounts.link_owner(link)) == "Nguyễn Thị Hoa"
