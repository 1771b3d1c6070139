"""What was done to somebody's account and offices: told by name, and marked as read."""

from collections.abc import Collection, Mapping
from uuid import UUID

from services.domain.directory.consent_events import NoticesRead
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.notices import Notices, read_notices
from services.domain.directory.state import fold_person
from services.domain.errors import Refusal
from services.handlers.people import Decided, PersonCommands, Scene, on_stream
from services.handlers.requests import Request
from services.ledger.port import Ledger, Outcome


async def names_of(ledger: Ledger, people: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these people, without those that were erased."""
    streams = {person_stream(one): one for one in people}
    snapshot = await ledger.read(list(streams))
    known = {streams[stream]: fold_person(snapshot.of(stream)) for stream in streams}
    refs = {key: person.name.text_id for key, person in known.items() if person}
    bodies = await ledger.texts(list(refs.values()))
    return {key: bodies[ref] for key, ref in refs.items() if ref in bodies}


async def mark_read(
    people: PersonCommands, request: Request, account_version: int, person_version: int
) -> Outcome | None:
    """Keep that this person has read everything up to these versions, once."""
    person_id = request.sender.person_id
    stream = account_stream(person_id)
    event = NoticesRead(
        person_id=person_id, account_version=account_version, person_version=person_version
    )

    def decided(scene: Scene) -> Decided:
        known = scene.snapshot.version(stream), scene.snapshot.version(person_stream(person_id))
        if account_version > known[0] or person_version > known[1]:
            raise Refusal("notices-ahead", "Chưa có thông báo này. Hãy tải lại trang.")
        held = next(iter(scene.holder.offices), None)
        events = read_notices(scene.snapshot.of(stream), event)
        return Decided(held=held, events=on_stream(stream, events))

    return await people.run(request, [stream], decided, target=stream)


def issuers_of(notices: Notices) -> set[UUID]:
    """Whose names a notice needs."""
    return {one.by.person_id for one in notices.items if one.by.person_id is not None}
