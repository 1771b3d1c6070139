"""Archives that somebody asked for: with the rights of today, sealed in that person's name."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from infra.sealing.archives import MadeArchive, Maker, auditing, export_case
from infra.settings import Installation
from infra.wiring import CODEC
from services.archive.sealing import MadeBy
from services.domain.directory.events import person_stream
from services.domain.directory.rules import NO_PERSON
from services.domain.directory.state import fold_person
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.ledger.postgres import PostgresLedger
from services.queries.case_scope import CaseScope
from services.queries.log_rights import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """Who wants a case file of what; the answer is a file for that person alone."""

    person_id: UUID
    scope: CaseScope


async def case_for_person(there: Installation, out: Path, asked: CaseRequest) -> MadeArchive:
    """Seal the case as its reader may take it away now. Raises SettingsError, NotFound.

    Everything is read under the auditor's login, so that the part that holds the key can do it.
    """
    installation = there.read()
    stream = person_stream(asked.person_id)
    async with auditing(installation) as engine:
        ledger = PostgresLedger(engine, installation.ledger_id, CODEC)
        snapshot = await ledger.read([stream, POLICY_STREAM])
        person, today = fold_person(snapshot.of(stream)), day_of(snapshot.read_at)
        if person is None:
            raise NO_PERSON.refuse()
        names = await ledger.texts([person.name.text_id])
    holder = person.holder_on(today)
    office = holder.offices[0].office.value if holder.offices else None
    maker = Maker(
        at=snapshot.read_at,
        who=MadeBy(person_id=asked.person_id, office=office),
        name=names.get(person.name.text_id, f"Cán bộ {asked.person_id}"),
    )
    policy = in_force(snapshot.of(POLICY_STREAM), today).policy
    reader = Reader(installation.ledger_id, holder, policy)
    return await export_case(there, out, maker, reader, asked.scope)
