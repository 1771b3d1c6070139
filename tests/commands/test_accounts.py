"""Signing in and out, passwords and links: facts in the ledger, secrets beside it."""

from dataclasses import replace

import pytest

from services.commands.access import Visitor
from services.commands.proofs import secret_sha256
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.acts.reopen_account import ReopenAccount
from services.domain.directory.events import SignedIn, account_stream
from services.domain.errors import NotFound, Refusal
from services.domain.facts import ActorKind
from services.domain.roles import Office
from tests.commands.directory_kit import PASSWORD, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
AT_HOME = Visitor(address="10.0.0.9")


@pytest.fixture
def kit() -> DirectoryKit:
    return DirectoryKit()


@pytest.fixture
def chair(kit: DirectoryKit) -> Registered:
    return kit.first("chutich", Office.CHAIR, None)


def refused(kit: DirectoryKit, login: str, password: str) -> str:
    with pytest.raises(Refusal) as caught:
        finished(kit.accounts.sign_in(login, password, HERE))
    return caught.value.code


def test_signing_in_begins_a_session_whose_public_id_is_in_the_fact(
    kit: DirectoryKit, chair: Registered
) -> None:
    begun = finished(kit.accounts.sign_in(" ChuTich ", PASSWORD, HERE))
    fact = kit.facts(account_stream(chair.person_id))[-1]
    assert fact.event == SignedIn(
        person_id=chair.person_id, secret_sha256=secret_sha256(begun.token)
    )
    assert fact.session_id == begun.session.session_id
    assert (fact.actor.kind, fact.actor.office) == (ActorKind.PERSON, "chair")
    acting = finished(kit.accounts.acting(begun.token))
    assert acting is not None
    assert acting.name == "Người chutich"
    assert acting.sender.session_id == begun.session.session_id
    assert acting.holder.is_a(Office.CHAIR)


def test_neither_password_nor_token_stands_in_the_ledger(
    kit: DirectoryKit, chair: Registered
) -> None:
    begun = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE))
    stored = b"".join(row.record + (row.payload or b"") for row in kit.ledger.stored)
    bodies = "".join(text.body for text in kit.ledger.stored_texts.values())
    for secret in (PASSWORD, begun.token, kit.passwords.stored(PASSWORD)):
        assert secret.encode() not in stored
        assert secret not in bodies


def test_a_wrong_name_and_a_wrong_password_sound_the_same(
    kit: DirectoryKit, chair: Registered
) -> None:
    sentences = set()
    for login, password in (("chutich", "khong-dung-dau"), ("khong-ai", PASSWORD), ("", "")):
        with pytest.raises(Refusal) as caught:
            finished(kit.accounts.sign_in(login, password, HERE))
        sentences.add(caught.value.sentence)
    assert len(sentences) == 1


def test_a_failed_sign_in_is_a_line_of_the_access_log_and_no_fact(
    kit: DirectoryKit, chair: Registered
) -> None:
    before = len(kit.ledger.stored)
    assert refused(kit, "khong-ai", PASSWORD) == "sign-in"
    assert refused(kit, "chutich", "khong-dung-dau") == "sign-in"
    assert [(line.kind, line.person_id, line.origin) for line in kit.access.lines] == [
        ("wrong-password", None, "address-127.0.0.1"),
        ("wrong-password", chair.person_id, "address-127.0.0.1"),
    ]
    assert len(kit.ledger.stored) == before


def test_a_week_of_a_stupid_script_adds_nothing_to_what_its_victim_s_click_folds(
    kit: DirectoryKit, chair: Registered
) -> None:
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    folded = len(kit.facts(account_stream(chair.person_id)))
    for _ in range(7 * 24):
        for _ in range(POLICY.sign_in_failures + 1):
            refused(kit, "chutich", "khong-dung-dau")
        kit.wait(hours=1)
    assert len(kit.facts(account_stream(chair.person_id))) == folded
    # A pause is one line, however often somebody asks in it.
    assert len(kit.access.lines) == 7 * 24 * (POLICY.sign_in_failures + 1)
    assert finished(kit.accounts.acting(token)) is None  # it ended by itself, long ago
    assert finished(kit.accounts.sign_in("chutich", PASSWORD, AT_HOME)).token


def test_too_many_failures_pause_the_account_even_for_the_right_password(
    kit: DirectoryKit, chair: Registered
) -> None:
    for _ in range(POLICY.sign_in_failures):
        assert refused(kit, "chutich", "khong-dung-dau") == "sign-in"
    assert refused(kit, "chutich", PASSWORD) == "sign-in-paused"
    kit.wait(minutes=POLICY.sign_in_pause_minutes)
    assert finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token


def test_a_success_forgets_the_failures_before_it(kit: DirectoryKit, chair: Registered) -> None:
    for _ in range(3):
        for _ in range(POLICY.sign_in_failures - 1):
            refused(kit, "chutich", "khong-dung-dau")
        assert finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token


def test_an_account_without_a_password_lets_nobody_in(kit: DirectoryKit) -> None:
    kit.register("Nguyễn Thị Hoa", "hoa")
    assert refused(kit, "hoa", "") == "sign-in"
    assert refused(kit, "hoa", PASSWORD) == "sign-in"


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(
    kit: DirectoryKit, chair: Registered
) -> None:
    idle = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    used = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    for _ in range(2):
        kit.wait(minutes=POLICY.session_idle_minutes - 1)
        assert finished(kit.accounts.acting(used)) is not None
        # A page that asks by itself is nobody at the desk.
        finished(kit.accounts.acting(idle, seen=False))
    assert finished(kit.accounts.acting(idle)) is None
    kit.wait(hours=POLICY.session_hours)
    assert finished(kit.accounts.acting(used)) is None
    assert finished(kit.accounts.acting("khong-co")) is None


def test_signing_out_ends_the_session_once(kit: DirectoryKit, chair: Registered) -> None:
    begun = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE))
    finished(kit.accounts.sign_out(begun.token))
    finished(kit.accounts.sign_out(begun.token))
    finished(kit.accounts.sign_out("khong-co"))
    assert finished(kit.accounts.acting(begun.token)) is None
    assert kit.account_facts(chair).count("signed-out") == 1
    fact = kit.facts(account_stream(chair.person_id))[-1]
    assert fact.session_id == begun.session.session_id


def test_offices_are_those_of_the_day_on_which_one_looks(kit: DirectoryKit) -> None:
    kit.first("chutich", Office.CHAIR, None)
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    acting = finished(kit.accounts.acting(token))
    assert acting is not None
    (held,) = acting.holder.offices
    assert held.holds_on(acting.now.date())


def test_a_new_password_ends_every_session(kit: DirectoryKit, chair: Registered) -> None:
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    finished(kit.accounts.set_password(chair.person_id, "mat-khau-moi-day"))
    assert finished(kit.accounts.acting(token)) is None
    assert refused(kit, "chutich", PASSWORD) == "sign-in"
    assert finished(kit.accounts.sign_in("chutich", "mat-khau-moi-day", HERE)).token


@pytest.mark.parametrize("password", ["", "chin-ky-t", "x" * 201])
def test_a_password_has_ten_to_two_hundred_characters(
    kit: DirectoryKit, chair: Registered, password: str
) -> None:
    before = len(kit.ledger.stored)
    with pytest.raises(Refusal, match="Mật khẩu"):
        finished(kit.accounts.set_password(chair.person_id, password))
    assert len(kit.ledger.stored) == before


def test_a_longer_password_than_one_may_choose_is_a_wrong_one(
    kit: DirectoryKit, chair: Registered
) -> None:
    longest = "mưa nguồn chớp bể, " * 10 + "ngày dài"
    longest = longest[:200].ljust(200, "?")
    finished(kit.accounts.set_password(chair.person_id, longest))
    assert refused(kit, "chutich", longest + "x") == "sign-in"
    kit.passwords.generation += 1
    assert finished(kit.accounts.sign_in("chutich", longest, HERE)).token
    assert finished(kit.accounts.sign_in("chutich", longest, HERE)).token


def test_an_old_way_of_keeping_passwords_is_renewed_at_the_next_sign_in(
    kit: DirectoryKit, chair: Registered
) -> None:
    kit.passwords.generation += 1
    finished(kit.accounts.sign_in("chutich", PASSWORD, HERE))
    credential = finished(kit.store.by_person(chair.person_id))
    assert credential is not None
    assert credential.password_hash is not None
    assert not kit.passwords.stale(credential.password_hash)
    assert finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token


def test_a_one_time_link_chooses_a_password_once(kit: DirectoryKit) -> None:
    hoa = kit.register("Nguyễn Thị Hoa", "hoa")
    assert not finished(kit.accounts.has_password(hoa.person_id))
    request = kit.request(kit.administrator, "issue-link", hoa)
    token = finished(kit.directory.issue_link(request, IssueLink(person_id=hoa.person_id)))
    assert finished(kit.accounts.link_owner(token)) == "Nguyễn Thị Hoa"
    with pytest.raises(Refusal, match="Mật khẩu"):
        finished(kit.accounts.set_password_by_link(token, "ngắn"))
    finished(kit.accounts.set_password_by_link(token, PASSWORD))
    assert finished(kit.accounts.has_password(hoa.person_id))
    assert finished(kit.accounts.sign_in("hoa", PASSWORD, HERE)).token
    assert finished(kit.accounts.link_owner(token)) is None
    with pytest.raises(NotFound, match="hết hạn"):
        finished(kit.accounts.set_password_by_link(token, PASSWORD))
    assert kit.account_facts(hoa) == [
        "account-opened",
        "link-issued",
        "password-set",
        "signed-in",
    ]


def test_a_link_ends_with_its_time_and_with_the_next_one(kit: DirectoryKit) -> None:
    hoa = kit.register("Nguyễn Thị Hoa", "hoa")
    tokens = [
        finished(
            kit.directory.issue_link(
                kit.request(kit.administrator, "issue-link", hoa),
                IssueLink(person_id=hoa.person_id),
            )
        )
        for _ in range(2)
    ]
    assert finished(kit.accounts.link_owner(tokens[0])) is None
    assert finished(kit.accounts.link_owner(tokens[1])) == "Nguyễn Thị Hoa"
    kit.wait(hours=POLICY.link_hours)
    assert finished(kit.accounts.link_owner(tokens[1])) is None
    with pytest.raises(NotFound):
        finished(kit.accounts.set_password_by_link(tokens[1], PASSWORD))
    assert not finished(kit.accounts.has_password(hoa.person_id))


def test_a_closed_account_lets_nobody_in_and_ends_what_was_open(
    kit: DirectoryKit, chair: Registered
) -> None:
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    request = kit.request(kit.administrator, "close-account", chair)
    assert (
        finished(kit.directory.acts.handle(request, CloseAccount(person_id=chair.person_id)))
        is not None
    )
    assert finished(kit.accounts.acting(token)) is None
    assert refused(kit, "chutich", PASSWORD) == "sign-in"
    again = replace(request, command_id=kit.new_id())
    with pytest.raises(Refusal, match="đã khóa"):
        finished(kit.directory.acts.handle(again, CloseAccount(person_id=chair.person_id)))
    with pytest.raises(Refusal, match="đã khóa"):
        finished(
            kit.directory.issue_link(
                kit.request(kit.administrator, "l", 1), IssueLink(person_id=chair.person_id)
            )
        )


def test_an_account_that_was_closed_by_mistake_is_opened_again_by_a_link_alone(
    kit: DirectoryKit, chair: Registered
) -> None:
    administrator = kit.administrator
    early = finished(
        kit.directory.issue_link(
            kit.request(administrator, "l", 1), IssueLink(person_id=chair.person_id)
        )
    )
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    closing = kit.request(administrator, "close-account", chair)
    finished(kit.directory.acts.handle(closing, CloseAccount(person_id=chair.person_id)))
    reopening = kit.request(administrator, "reopen-account", chair)
    assert (
        finished(kit.directory.acts.handle(reopening, ReopenAccount(person_id=chair.person_id)))
        is not None
    )
    assert kit.account_facts(chair)[-1] == "account-reopened"
    assert finished(kit.accounts.acting(token)) is None
    assert refused(kit, "chutich", PASSWORD) == "sign-in"
    assert finished(kit.accounts.link_owner(early)) is None
    with pytest.raises(NotFound):
        finished(kit.accounts.set_password_by_link(early, PASSWORD))
    link = finished(
        kit.directory.issue_link(
            kit.request(administrator, "l", 2), IssueLink(person_id=chair.person_id)
        )
    )
    assert finished(kit.accounts.link_owner(link)) == "Người chutich"
    finished(kit.accounts.set_password_by_link(link, PASSWORD))
    token = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE)).token
    for request, command in ((closing, CloseAccount), (reopening, ReopenAccount)):
        # A form that comes late changes nothing.
        finished(kit.directory.acts.handle(request, command(person_id=chair.person_id)))
    assert finished(kit.accounts.acting(token)) is not None
    again = finished(kit.accounts.sign_in("chutich", PASSWORD, HERE))
    assert again.session.person_id == chair.person_id


def test_a_link_from_before_a_closing_opens_nothing_while_it_is_closed(
    kit: DirectoryKit, chair: Registered
) -> None:
    request = kit.request(kit.administrator, "l", 1)
    link = finished(kit.directory.issue_link(request, IssueLink(person_id=chair.person_id)))
    closing = kit.request(kit.administrator, "close-account", chair)
    finished(kit.directory.acts.handle(closing, CloseAccount(person_id=chair.person_id)))
    with pytest.raises(NotFound):
        finished(kit.accounts.set_password_by_link(link, PASSWORD))


def test_what_is_not_closed_is_not_opened_again_and_only_by_an_administrator(
    kit: DirectoryKit, chair: Registered
) -> None:
    for by, said in ((kit.administrator, "không bị khóa"), (chair, "quản trị")):
        with pytest.raises(Refusal, match=said):
            finished(
                kit.directory.acts.handle(
                    kit.request(by, "reopen-account", 1),
                    ReopenAccount(person_id=kit.administrator.person_id),
                )
            )
