"""How much of each fact a case file holds: what may leave the ward with whoever asked for it.

Of restricted work a case file holds days and digests only, also for those who may read it here;
of an account, of plans and of programmes the record alone, without what it says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.archive.records import Disclosure
from services.archive.said import files_of
from services.domain.directive.authority import may_see_directives
from services.domain.directory.events import PersonCorrected, PersonRegistered
from services.domain.facts import Fact
from services.domain.mentions import text_ids
from services.domain.streams import Category, Family, category_of, family_of
from services.domain.task.authority import sees_texts
from services.domain.task.sight import Sight
from services.ledger.rows import StoredRow
from services.projections.tables import assignments, directives, listed, tasks
from services.queries.inspection_sight import findings_seen
from services.queries.log_lines import about_stream
from services.queries.log_rights import Reader

WORK: Final = frozenset({Category.TASK, Category.ASSIGNMENT, Category.DIRECTIVE})
# Findings are withheld with the work that they are about; what was typed in one goes with no case.
_WITHHELD: Final = WORK | {Category.INSPECTION}
_RECORD_ONLY: Final = frozenset({Category.PLAN, Category.PROGRAMME})


@dataclass(frozen=True, slots=True)
class CaseSight:
    """What this reader's case files may hold, by the streams of the work and the findings."""

    reader: Reader
    work: Mapping[str, Disclosure]

    def of(self, fact: Fact) -> Disclosure:
        """How much of a fact stands in the archive."""
        stream = about_stream(fact)
        category = category_of(stream)
        if category in _WITHHELD:
            return self.work.get(stream, Disclosure.LEAF)
        if category in _RECORD_ONLY or family_of(stream) is Family.ACCOUNT:
            return Disclosure.RECORD
        return Disclosure.WHOLE

    def is_withheld(self, fact: Fact) -> bool:
        """Whether the report says of it nothing but its day."""
        return (
            category_of(about_stream(fact)) in _WITHHELD and self.of(fact) is not Disclosure.WHOLE
        )

    def texts(self, fact: Fact) -> Collection[UUID]:
        """The typed texts of a fact that go with it: all of work, of a person the name."""
        event = fact.event
        if isinstance(event, PersonRegistered | PersonCorrected):
            return [event.name.text_id]
        if not self._tells(fact):
            return []
        # A private person who wrote to the ward is nobody's case.
        private = set(text_ids(getattr(event, "petitioner", None)))
        return [each for each in text_ids(event) if each not in private]

    def files(self, fact: Fact, row: StoredRow) -> Collection[str]:
        """The digests of the evidence files that go with a fact."""
        return files_of(row) if self._tells(fact) else []

    def _tells(self, fact: Fact) -> bool:
        return (
            category_of(fact.stream) in WORK
            and self.of(fact) is Disclosure.WHOLE
            and sees_texts(self.reader.holder)
        )


async def case_sight(
    connection: AsyncConnection, reader: Reader, streams: Iterable[str]
) -> CaseSight:
    """The rights of a reader over these streams, as the ward decides today."""
    streams = set(streams)
    wanted = {stream for stream in streams if category_of(stream) in WORK}
    collected: dict[str, Disclosure] = {}
    for rows in (tasks, assignments):
        statement = select(*listed(rows)).where(rows.c.ledger_id == reader.ledger_id)
        for row in await connection.execute(statement.where(rows.c.stream.in_(wanted))):
            known = reader.sight(row) is not Sight.NOTHING
            collected[row.stream] = _shown(known=known, restricted=row.restricted)
    sees = may_see_directives(reader.policy, reader.holder)
    statement = select(directives.c.stream, directives.c.secret).where(
        directives.c.ledger_id == reader.ledger_id, directives.c.stream.in_(wanted)
    )
    for row in await connection.execute(statement):
        collected[row.stream] = _shown(known=sees, restricted=row.secret)
    findings = await findings_seen(connection, reader.ledger_id, reader.holder, streams)
    for stream, restricted in findings.items():
        collected[stream] = _shown(known=True, restricted=restricted)
    return CaseSight(reader, collected)


def _shown(*, known: bool, restricted: bool) -> Disclosure:
    if not known:
        return Disclosure.LEAF
    return Disclosure.RECORD if restricted else Disclosure.WHOLE
