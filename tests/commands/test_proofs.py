"""Rows beside the ledger that were put there by hand: they open nothing that a fact forbids."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.commands.proofs import hash_sha256, secret_sha256
from services.commands.runner import on_stream
from services.commands.tokens import KeptToken
from services.domain.directory.account_facts import fold_account
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.events import PasswordSet, SignedIn, SignedOut, account_stream
from services.domain.directory.sign_in_events import PasswordRehashed
from services.domain.directory.token_events import TokenIssued
from services.domain.directory.tokens import Scope
from services.domain.errors import NotFound, Refusal
from services.domain.facts import ANONYMOUS, Event
from services.domain.roles import Office
from services.ledger.port import Command, Context
from tests.commands.directory_desk import PASSWORD, Registered
from tests.commands.task_desk import finished
from tests.commands.test_endings import TokenDesk
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
ANOTHER = "mat-khau-cua-ke-gian"


@pytest.fixture
def desk() -> TokenDesk:
    return TokenDesk()


@pytest.fixture
def chair(desk: TokenDesk) -> Registered:
    return desk.first("chutich", Office.CHAIR, None)


def tell(desk: TokenDesk, who: Registered, event: Event) -> None:
    """A fact as an earlier release wrote it."""
    stream = account_stream(who.person_id)
    snapshot = finished(desk.ledger.read([stream]))
    context = Context(
        actor=ANONYMOUS,
        occurred_at=snapshot.read_at,
        recorded_at=snapshot.read_at,
        correlation_id=desk.new_id(),
        session_id=desk.new_id(),
    )
    command = Command(actor_key="x", command_id=desk.new_id(), name="told", body=None)
    expected = {stream: snapshot.version(stream)}
    finished(desk.ledger.append(command, context, on_stream(stream, [event]), expected=expected))


def test_a_password_hash_that_was_replaced_opens_nothing(
    desk: TokenDesk, chair: Registered
) -> None:
    finished(desk.store.set_password(chair.person_id, desk.passwords.stored(ANOTHER)))
    for password in (ANOTHER, PASSWORD):
        with pytest.raises(Refusal, match="không đúng"):
            finished(desk.accounts.sign_in("chutich", password, HERE))
    assert not finished(desk.accounts.has_password(chair.person_id))


def test_a_password_from_before_facts_held_digests_opens_as_it_did(
    desk: TokenDesk, chair: Registered
) -> None:
    tell(desk, chair, PasswordSet(person_id=chair.person_id, hash_sha256=None))
    assert desk.opens(desk.signed_in(chair))
    assert finished(desk.accounts.has_password(chair.person_id))


def test_a_secret_of_one_s_own_on_somebody_s_session_opens_nothing(
    desk: TokenDesk, chair: Registered
) -> None:
    session = desk.signed_in(chair)
    until = session.session.started_at + timedelta(days=1)
    finished(desk.store.open_session("ke-gian", session.session, until))
    assert finished(desk.accounts.acting("ke-gian")) is None
    finished(desk.accounts.sign_out("ke-gian"))  # nor does it end the other's
    assert desk.opens(session)


def test_a_session_from_before_facts_held_digests_goes_on(
    desk: TokenDesk, chair: Registered
) -> None:
    tell(desk, chair, SignedIn(person_id=chair.person_id, secret_sha256=None))
    account = fold_account(desk.facts(account_stream(chair.person_id)))
    assert account is not None
    (session_id,) = account.sessions
    session = replace(desk.signed_in(chair).session, session_id=session_id, signed_in=None)
    until = session.started_at + timedelta(days=1)
    finished(desk.store.open_session("cũ", session, until))
    assert finished(desk.accounts.acting("cũ")) is not None


def test_signing_out_of_a_session_of_an_older_release_is_a_fact_too(
    desk: TokenDesk, chair: Registered
) -> None:
    begun = desk.signed_in(chair)
    older = replace(begun.session, signed_in=None)
    finished(desk.store.open_session(begun.token, older, older.started_at + timedelta(days=1)))
    desk.signed_in(chair)
    finished(desk.accounts.sign_out(begun.token))
    last = desk.facts(account_stream(chair.person_id))[-1]
    assert (type(last.event), last.session_id) == (SignedOut, begun.session.session_id)


def test_a_session_ends_when_its_fact_is_old_whatever_the_row_says(
    desk: TokenDesk, chair: Registered
) -> None:
    session = desk.signed_in(chair)
    ends = session.session.started_at + timedelta(days=3650)
    for _ in range(POLICY.session_hours - 1):
        finished(desk.store.open_session(session.token, session.session, ends))
        desk.wait(hours=1)
        kept = replace(session.session, last_seen_at=desk.now)
        finished(desk.store.open_session(session.token, kept, ends))
        assert desk.opens(session)
    desk.wait(hours=1)
    finished(desk.store.open_session(session.token, replace(kept, last_seen_at=desk.now), ends))
    assert not desk.opens(session)


def test_a_secret_of_one_s_own_on_somebody_s_token_opens_nothing(
    desk: TokenDesk, chair: Registered
) -> None:
    secret = desk.token(chair)
    kept = finished(desk.tokens.store.find(secret))
    assert kept is not None
    finished(desk.tokens.store.revoke(kept.token_id))
    finished(desk.tokens.store.put("ke-gian", kept))
    assert not desk.answers("ke-gian")
    finished(desk.tokens.store.revoke(kept.token_id))
    finished(desk.tokens.store.put(secret, kept))
    assert desk.answers(secret)


def test_what_a_token_may_do_and_until_when_stands_in_its_fact(
    desk: TokenDesk, chair: Registered
) -> None:
    secret = desk.token(chair)
    kept = finished(desk.tokens.store.find(secret))
    assert kept is not None
    finished(desk.tokens.store.revoke(kept.token_id))
    widened = replace(kept, scope=Scope.WRITE, ends_on=kept.ends_on + timedelta(days=3650))
    finished(desk.tokens.store.put(secret, widened))
    bearer = finished(desk.tokens.bearer(secret))
    assert bearer is not None
    assert bearer.scope is Scope.READ
    desk.wait(days=31)
    assert not desk.answers(secret)


def test_a_token_from_before_facts_held_digests_goes_on(
    desk: TokenDesk, chair: Registered
) -> None:
    token = KeptToken(
        token_id=desk.new_id(),
        person_id=chair.person_id,
        scope=Scope.WRITE,
        ends_on=desk.now.date() + timedelta(days=3),
    )
    told = finished(desk.tokens.store.find(desk.token(chair)))
    assert told is not None
    facts = desk.facts(account_stream(chair.person_id))
    issued = next(one.event for one in facts if isinstance(one.event, TokenIssued))
    old = replace(issued, token_id=token.token_id, scope="write", secret_sha256=None)
    tell(desk, chair, old)
    finished(desk.tokens.store.put("cũ", token))
    assert desk.answers("cũ")


def test_the_facts_hold_digests_of_what_the_tables_hold(
    desk: TokenDesk, chair: Registered
) -> None:
    session, secret = desk.signed_in(chair), desk.token(chair)
    events = [one.event for one in desk.facts(account_stream(chair.person_id))]
    assert (
        PasswordSet(
            person_id=chair.person_id, hash_sha256=hash_sha256(desk.passwords.stored(PASSWORD))
        )
        in events
    )
    assert (
        SignedIn(person_id=chair.person_id, secret_sha256=secret_sha256(session.token)) in events
    )
    issued = [one for one in events if isinstance(one, TokenIssued)]
    assert [one.secret_sha256 for one in issued] == [secret_sha256(secret)]


def test_a_newer_hash_of_the_same_password_is_a_fact_that_ends_nothing(
    desk: TokenDesk, chair: Registered
) -> None:
    session, secret = desk.signed_in(chair), desk.token(chair)
    former = desk.passwords.stored(PASSWORD)
    desk.passwords.generation += 1
    desk.signed_in(chair)
    newer = desk.passwords.stored(PASSWORD)
    event = desk.facts(account_stream(chair.person_id))[-1].event
    assert event == PasswordRehashed(
        person_id=chair.person_id,
        former_sha256=hash_sha256(former),
        hash_sha256=hash_sha256(newer),
    )
    assert desk.opens(session)
    assert desk.answers(secret)
    credential = finished(desk.store.by_person(chair.person_id))
    assert credential is not None
    assert credential.password_hash == newer
    # A crash between the fact and the row leaves the former hash, which opens the account too.
    finished(desk.store.renew_hash(chair.person_id, newer, former))
    assert desk.opens(desk.signed_in(chair))


def test_where_many_wait_a_hash_is_renewed_at_another_sign_in(
    desk: TokenDesk, chair: Registered
) -> None:
    desk.passwords.generation += 1
    desk.passwords.places = 1
    assert desk.opens(desk.signed_in(chair))
    assert "password-rehashed" not in desk.account_facts(chair)
    desk.passwords.places = 100
    desk.signed_in(chair)
    assert desk.account_facts(chair)[-1] == "password-rehashed"


def test_a_link_ends_with_its_fact_whatever_the_row_says(
    desk: TokenDesk, chair: Registered
) -> None:
    request = desk.request(desk.administrator, "issue-link", chair)
    finished(desk.directory.issue_link(request, IssueLink(person_id=chair.person_id)))
    finished(desk.store.put_link("kéo-dài", chair.person_id, desk.now + timedelta(days=3650)))
    assert finished(desk.accounts.link_owner("kéo-dài")) == "Người chutich"
    desk.wait(hours=POLICY.link_hours)
    assert finished(desk.accounts.link_owner("kéo-dài")) is None
    with pytest.raises(NotFound):
        finished(desk.accounts.set_password_by_link("kéo-dài", ANOTHER))
