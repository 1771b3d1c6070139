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
from tests.commands.directory_kit import PASSWORD, Registered
from tests.commands.task_kit import finished
from tests.commands.test_endings import TokenKit
from tests.domain import task_world
from tests.givens import HERE

POLICY = task_world.policy()
ANOTHER = "mat-khau-cua-ke-gian"


@pytest.fixture
def kit() -> TokenKit:
    return TokenKit()


@pytest.fixture
def chair(kit: TokenKit) -> Registered:
    return kit.first("chutich", Office.CHAIR, None)


def tell(kit: TokenKit, who: Registered, event: Event) -> None:
    """A fact as an earlier release wrote it."""
    stream = account_stream(who.person_id)
    snapshot = finished(kit.ledger.read([stream]))
    context = Context(
        actor=ANONYMOUS,
        occurred_at=snapshot.read_at,
        recorded_at=snapshot.read_at,
        correlation_id=kit.new_id(),
        session_id=kit.new_id(),
    )
    command = Command(actor_key="x", command_id=kit.new_id(), name="told", body=None)
    expected = {stream: snapshot.version(stream)}
    finished(kit.ledger.append(command, context, on_stream(stream, [event]), expected=expected))


def test_a_password_hash_that_was_replaced_opens_nothing(kit: TokenKit, chair: Registered) -> None:
    finished(kit.store.set_password(chair.person_id, kit.passwords.stored(ANOTHER)))
    for password in (ANOTHER, PASSWORD):
        with pytest.raises(Refusal, match="không đúng"):
            finished(kit.accounts.sign_in("chutich", password, HERE))
    assert not finished(kit.accounts.has_password(chair.person_id))


def test_a_password_from_before_facts_held_digests_opens_as_it_did(
    kit: TokenKit, chair: Registered
) -> None:
    tell(kit, chair, PasswordSet(person_id=chair.person_id, hash_sha256=None))
    assert kit.opens(kit.signed_in(chair))
    assert finished(kit.accounts.has_password(chair.person_id))


def test_a_secret_of_one_s_own_on_somebody_s_session_opens_nothing(
    kit: TokenKit, chair: Registered
) -> None:
    session = kit.signed_in(chair)
    until = session.session.started_at + timedelta(days=1)
    finished(kit.store.open_session("ke-gian", session.session, until))
    assert finished(kit.accounts.acting("ke-gian")) is None
    finished(kit.accounts.sign_out("ke-gian"))  # nor does it end the other's
    assert kit.opens(session)


def test_a_session_from_before_facts_held_digests_goes_on(
    kit: TokenKit, chair: Registered
) -> None:
    tell(kit, chair, SignedIn(person_id=chair.person_id, secret_sha256=None))
    account = fold_account(kit.facts(account_stream(chair.person_id)))
    assert account is not None
    (session_id,) = account.sessions
    session = replace(kit.signed_in(chair).session, session_id=session_id, signed_in=None)
    until = session.started_at + timedelta(days=1)
    finished(kit.store.open_session("cũ", session, until))
    assert finished(kit.accounts.acting("cũ")) is not None


def test_signing_out_of_a_session_of_an_older_release_is_a_fact_too(
    kit: TokenKit, chair: Registered
) -> None:
    begun = kit.signed_in(chair)
    older = replace(begun.session, signed_in=None)
    finished(kit.store.open_session(begun.token, older, older.started_at + timedelta(days=1)))
    kit.signed_in(chair)
    finished(kit.accounts.sign_out(begun.token))
    last = kit.facts(account_stream(chair.person_id))[-1]
    assert (type(last.event), last.session_id) == (SignedOut, begun.session.session_id)


def test_a_session_ends_when_its_fact_is_old_whatever_the_row_says(
    kit: TokenKit, chair: Registered
) -> None:
    session = kit.signed_in(chair)
    ends = session.session.started_at + timedelta(days=3650)
    for _ in range(POLICY.session_hours - 1):
        finished(kit.store.open_session(session.token, session.session, ends))
        kit.wait(hours=1)
        kept = replace(session.session, last_seen_at=kit.now)
        finished(kit.store.open_session(session.token, kept, ends))
        assert kit.opens(session)
    kit.wait(hours=1)
    finished(kit.store.open_session(session.token, replace(kept, last_seen_at=kit.now), ends))
    assert not kit.opens(session)


def test_a_secret_of_one_s_own_on_somebody_s_token_opens_nothing(
    kit: TokenKit, chair: Registered
) -> None:
    secret = kit.token(chair)
    kept = finished(kit.tokens.store.find(secret))
    assert kept is not None
    finished(kit.tokens.store.revoke(kept.token_id))
    finished(kit.tokens.store.put("ke-gian", kept))
    assert not kit.answers("ke-gian")
    finished(kit.tokens.store.revoke(kept.token_id))
    finished(kit.tokens.store.put(secret, kept))
    assert kit.answers(secret)


def test_what_a_token_may_do_and_until_when_stands_in_its_fact(
    kit: TokenKit, chair: Registered
) -> None:
    secret = kit.token(chair)
    kept = finished(kit.tokens.store.find(secret))
    assert kept is not None
    finished(kit.tokens.store.revoke(kept.token_id))
    widened = replace(kept, scope=Scope.WRITE, ends_on=kept.ends_on + timedelta(days=3650))
    finished(kit.tokens.store.put(secret, widened))
    bearer = finished(kit.tokens.bearer(secret))
    assert bearer is not None
    assert bearer.scope is Scope.READ
    kit.wait(days=31)
    assert not kit.answers(secret)


def test_a_token_from_before_facts_held_digests_goes_on(kit: TokenKit, chair: Registered) -> None:
    token = KeptToken(
        token_id=kit.new_id(),
        person_id=chair.person_id,
        scope=Scope.WRITE,
        ends_on=kit.now.date() + timedelta(days=3),
    )
    reported = finished(kit.tokens.store.find(kit.token(chair)))
    assert reported is not None
    facts = kit.facts(account_stream(chair.person_id))
    issued = next(fact.event for fact in facts if isinstance(fact.event, TokenIssued))
    old = replace(issued, token_id=token.token_id, scope="write", secret_sha256=None)
    tell(kit, chair, old)
    finished(kit.tokens.store.put("cũ", token))
    assert kit.answers("cũ")


def test_the_facts_hold_digests_of_what_the_tables_hold(kit: TokenKit, chair: Registered) -> None:
    session, secret = kit.signed_in(chair), kit.token(chair)
    events = [fact.event for fact in kit.facts(account_stream(chair.person_id))]
    assert (
        PasswordSet(
            person_id=chair.person_id, hash_sha256=hash_sha256(kit.passwords.stored(PASSWORD))
        )
        in events
    )
    assert (
        SignedIn(person_id=chair.person_id, secret_sha256=secret_sha256(session.token)) in events
    )
    issued = [event for event in events if isinstance(event, TokenIssued)]
    assert [each.secret_sha256 for each in issued] == [secret_sha256(secret)]


def test_a_newer_hash_of_the_same_password_is_a_fact_that_ends_nothing(
    kit: TokenKit, chair: Registered
) -> None:
    session, secret = kit.signed_in(chair), kit.token(chair)
    former = kit.passwords.stored(PASSWORD)
    kit.passwords.generation += 1
    kit.signed_in(chair)
    newer = kit.passwords.stored(PASSWORD)
    event = kit.facts(account_stream(chair.person_id))[-1].event
    assert event == PasswordRehashed(
        person_id=chair.person_id,
        former_sha256=hash_sha256(former),
        hash_sha256=hash_sha256(newer),
    )
    assert kit.opens(session)
    assert kit.answers(secret)
    credential = finished(kit.store.by_person(chair.person_id))
    assert credential is not None
    assert credential.password_hash == newer
    # A crash between the fact and the row leaves the former hash, which opens the account too.
    finished(kit.store.renew_hash(chair.person_id, newer, former))
    assert kit.opens(kit.signed_in(chair))


def test_where_many_wait_a_hash_is_renewed_at_another_sign_in(
    kit: TokenKit, chair: Registered
) -> None:
    kit.passwords.generation += 1
    kit.passwords.places = 1
    assert kit.opens(kit.signed_in(chair))
    assert "password-rehashed" not in kit.account_facts(chair)
    kit.passwords.places = 100
    kit.signed_in(chair)
    assert kit.account_facts(chair)[-1] == "password-rehashed"


def test_a_link_ends_with_its_fact_whatever_the_row_says(kit: TokenKit, chair: Registered) -> None:
    request = kit.request(kit.administrator, "issue-link", chair)
    finished(kit.directory.issue_link(request, IssueLink(person_id=chair.person_id)))
    finished(kit.store.put_link("kéo-dài", chair.person_id, kit.now + timedelta(days=3650)))
    assert finished(kit.accounts.link_owner("kéo-dài")) == "Người chutich"
    kit.wait(hours=POLICY.link_hours)
    assert finished(kit.accounts.link_owner("kéo-dài")) is None
    with pytest.raises(NotFound):
        finished(kit.accounts.set_password_by_link("kéo-dài", ANOTHER))
