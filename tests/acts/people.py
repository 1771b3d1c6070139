"""The people of a life in the pure domain: in office since long ago, each with a password."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.domain.directory.account_facts import fold_account
from services.domain.directory.consent_events import SETUP_STREAM, InitialSetUpEnded
from services.domain.directory.events import (
    AccountOpened,
    PasswordSet,
    PersonRegistered,
    account_stream,
    person_stream,
)
from services.domain.directory.state import fold_person
from services.domain.facts import Event, Fact
from services.domain.roles import Office
from services.domain.streams import Family
from tests import givens
from tests.acts.sample import CHIEF, PEOPLE, SamplePerson, Thing


def directory() -> Iterator[tuple[str, tuple[Event, ...]]]:
    """Everybody of the samples; the ward's set-up is over."""
    for each in PEOPLE:
        person_id = each.holder.person_id
        yield person_stream(person_id), _person(each)
        yield (
            account_stream(person_id),
            (
                AccountOpened(person_id=person_id, login=givens.words(each.login)),
                PasswordSet(person_id=person_id, hash_sha256="0" * 64),
            ),
        )
    yield SETUP_STREAM, (InitialSetUpEnded(person_id=CHIEF.holder.person_id),)


def administrators(facts: Mapping[str, Iterable[Fact]]) -> tuple[UUID, ...]:
    """Those who are, were or will be administrators, as their rows would say."""
    people = (
        fold_person(list(kept))
        for stream, kept in facts.items()
        if stream.startswith(Family.PERSON)
    )
    return tuple(
        person.person_id
        for person in people
        if person and any(held.office is Office.ADMINISTRATOR for held in person.offices)
    )


def streams_of(thing: Thing, doer: SamplePerson) -> tuple[str, ...]:
    """What must be read of the person who is meant, and of the doer."""
    people = (UUID(thing.names["person_id"]), doer.holder.person_id)
    return tuple(stream(each) for each in people for stream in (person_stream, account_stream))


def with_people(thing: Thing, doer: SamplePerson, of: Callable[[str], Sequence[Fact]]) -> Thing:
    """The same thing with what these streams say."""
    person, account, own_person, own_account = (of(name) for name in streams_of(thing, doer))
    meant, opened = fold_person(person), fold_account(account)
    return replace(
        thing,
        granted=meant.waiting[-1].granted if meant and meant.waiting else 0,
        issued=opened.link.issued if opened and opened.link else 0,
        account_version=len(own_account),
        person_version=len(own_person),
    )


def _person(each: SamplePerson) -> tuple[Event, ...]:
    registered = PersonRegistered(
        person_id=each.holder.person_id, name=givens.words(each.login), phone=None
    )
    return registered, *(givens.granted_at_once(held) for held in each.holder.offices)
