"""The other administrators, on whom it depends whether one of them may go."""

from collections.abc import Sequence
from uuid import UUID

from services.domain.directory.account_state import fold_account
from services.domain.directory.events import account_stream, person_stream
from services.domain.directory.last_administrator import Administrator
from services.domain.directory.state import fold_person
from services.ledger.port import Snapshot


def streams_of(people: Sequence[UUID]) -> list[str]:
    """Where it is recorded of these people what they hold and whether they may sign in."""
    return [name(one) for one in people for name in (person_stream, account_stream)]


def administrators_of(snapshot: Snapshot, people: Sequence[UUID]) -> list[Administrator]:
    """The same people as the facts make them."""
    return [
        Administrator(
            person=fold_person(snapshot.of(person_stream(one))),
            account=fold_account(snapshot.of(account_stream(one))),
        )
        for one in people
    ]
