"""What was done to somebody's account and offices: told by name, and marked as read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.notices import Notice, changes
from services.domain.directory.state import fold_person
from services.ledger.port import Ledger

SHOWN: Final = 20  # one page of the account, as decision 0027 has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The newest acts on somebody's account and offices, newest first, and who did them."""

    items: tuple[Notice, ...]
    informed_by: Mapping[UUID, str]


async def newest_changes(ledger: Ledger, person_id: UUID) -> Changes:
    """What was done to this person's account and offices, whoever marked it as read."""
    streams = [account_stream(person_id), person_stream(person_id)]
    of_account = (await ledger.read_account(streams[0])).of(streams[0])
    of_person = (await ledger.read(streams[1:])).of(streams[1])
    change = changes(of_account, of_person)[-SHOWN:]
    return Changes(items=change[::-1], informed_by=await names_of(ledger, issuers_of(change)))


async def names_of(ledger: Ledger, people: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these people, without those that were erased."""
    if not people:
        return {}
    streams = {person_stream(person): person for person in people}
    snapshot = await ledger.read(list(streams))
    known = {streams[stream]: fold_person(snapshot.of(stream)) for stream in streams}
    refs = {key: person.name.text_id for key, person in known.items() if person}
    bodies = await ledger.texts(list(refs.values()))
    return {key: bodies[ref] for key, ref in refs.items() if ref in bodies}


def issuers_of(notices: Collection[Notice]) -> set[UUID]:
    """Whose names these notices need."""
    return {notice.by.person_id for notice in notices if notice.by.person_id is not None}
