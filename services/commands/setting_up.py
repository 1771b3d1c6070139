"""The end of the set-up in a ward whose chief signed in before that was a fact."""

from services.commands.operator import OperatorAct, keep
from services.commands.runner import on_stream
from services.domain.directory.appointing import is_setting_up
from services.domain.directory.consent_events import SETUP_STREAM, InitialSetUpEnded
from services.domain.directory.events import PersonRegistered, SignedIn, account_stream
from services.domain.directory.state import fold_person
from services.domain.instants import day_of
from services.domain.roles import Office
from services.ledger.port import Ledger, Snapshot


async def note_end_of_set_up(ledger: Ledger) -> None:
    """Keep that the set-up is over where a chief of the Office has signed in already, once."""
    snapshot = await ledger.read([SETUP_STREAM])
    if not is_setting_up(snapshot.of(SETUP_STREAM)):
        return
    directory = await ledger.read_category("directory")
    chief = _signed_in(directory)
    if chief is not None:
        act = OperatorAct(action="end-set-up", decision=on_stream(SETUP_STREAM, [chief]))
        await keep(ledger, snapshot, act)


def _signed_in(directory: Snapshot) -> InitialSetUpEnded | None:
    for facts in directory.facts.values():
        if not facts or not isinstance(facts[0].event, PersonRegistered):
            continue
        person = fold_person(facts)
        assert person is not None, "its history opens with person-registered"  # noqa: S101  (total)
        for fact in directory.of(account_stream(person.person_id)):
            held = person.holder_on(day_of(fact.recorded_at))
            if isinstance(fact.event, SignedIn) and held.is_a(Office.CHIEF_OF_OFFICE):
                return InitialSetUpEnded(person_id=person.person_id)
    return None
