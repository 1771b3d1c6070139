"""The checks of one verification: who looks on while it reads, and what is asked after."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self
from uuid import UUID

from infra.proving.key_folder import origin_of
from infra.verify.asked import Examined
from infra.verify.beside import RowsCompared, compared
from infra.verify.log_check import LogCheck
from infra.verify.outside import KeptLog
from infra.verify.remembered import Remembered, remembered, so_far
from infra.wiring import CODEC
from services.commands.file_audit import FilesReport, NamedFiles, SeenFile
from services.commands.secret_audit import FoldedAccounts, SecretsReport
from services.commands.session_audit import Sessions
from services.domain.directory.events import account_stream, person_stream
from services.domain.log_keys import STREAM, LogKeyIntroduced
from services.domain.opening import LedgerOpened
from services.domain.policy import POLICY_STREAM
from services.ledger.command_audit import CommandsReport, check_commands
from services.ledger.guards import GuardProblem, guard_problems
from services.ledger.postgres_source import PostgresSource
from services.ledger.read_row import ReadRow
from services.ledger.rows import StoredRow
from services.ledger.source import KeptSecret
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.verify import NOTHING_VERIFIED, Report, Verified, Watching, verify
from services.projections.act_audit import ActAudit
from services.projections.audit import FoldedRows

_SAVED_EVERY: Final = 10.0  # seconds: what an interrupted verification does not read again
_EVERYTHING: Final = 2**62


@dataclass(slots=True)
class Opening:
    """Whether position 1 opens this very ledger."""

    ledger_id: str
    rows: int = 0
    found: bool = False

    def row(self, read: ReadRow) -> None:
        """Look at the first row; the others are only counted."""
        row = read.row
        self.rows += not read.earlier
        if row.position == 1:
            place = (row.stream, row.type, row.ledger_id)
            self.found = place == (STREAM, LedgerOpened.TYPE, self.ledger_id)


@dataclass(slots=True, kw_only=True)
class Checks:
    """Everything that looks at the rows of one ledger as they are read, from `known` on."""

    asked: Examined
    known: Remembered
    log: LogCheck
    named: NamedFiles
    accounts: FoldedAccounts
    opening: Opening
    acts: ActAudit
    sessions: Sessions
    secrets: Sequence[KeptSecret]
    saved_at: float = field(default_factory=time.monotonic)
    _last: UUID | None = None
    _reached: Verified | None = None
    _between: Verified | None = None  # as far as whole commands reach

    @classmethod
    async def begun(cls, source: PostgresSource, asked: Examined) -> Self:
        """Prepare the checks; what was found sound before is not read again."""
        known = remembered(None if asked.full else asked.state, source.ledger_id)
        # A root of an earlier size is only known again by reading from the first fact.
        if min(asked.kept_roots, default=known.verified.size) < known.verified.size:
            known = Remembered(ledger_id=source.ledger_id, verified=NOTHING_VERIFIED)
        # The first question to the database fixes the moment at which the ledger is read.
        kept = await KeptLog.listed(asked, origin_of(source.ledger_id), known.verified.size)
        keys = await keys_of(source)
        log = LogCheck(kept, keys, known.verified, known.run + 1)
        if not log.continued:
            known = Remembered(ledger_id=source.ledger_id, verified=NOTHING_VERIFIED)
            log = LogCheck(kept, keys, known.verified, 1)
        return cls(
            asked=asked,
            known=known,
            log=log,
            named=NamedFiles(),
            accounts=FoldedAccounts(CODEC),
            opening=Opening(source.ledger_id),
            acts=ActAudit(FoldedRows(CODEC)),
            sessions=Sessions(CODEC, source.ledger_id),
            secrets=await source.kept_secrets(),
        )

    @property
    def whole(self) -> bool:
        """Whether everything is read: only then is it known what stands beside the facts."""
        return not self.known.verified.size

    async def read(self, source: PostgresSource) -> Report:
        """Read the ledger through every check."""
        watching = Watching(
            row=self._row,
            leaf=self.log.leaf,
            progress=self._progress,
            others=others,
            first=self._of_secrets(),
        )
        report = await verify(
            source,
            watching=watching,
            kept_roots=self.asked.kept_roots,
            start=self.known.verified,
        )
        self.log.finish(report)
        return report

    def _of_secrets(self) -> Collection[str]:
        """The streams that say what opens something: compared in every verification."""
        people = {each.person_id for each in self.secrets}
        return {name for each in people for name in (account_stream(each), person_stream(each))}

    def _row(self, read: ReadRow) -> None:
        if not read.earlier:
            if read.row.command_id != self._last and self._reached is not None:
                self._between = self._reached
            self._last, self._reached = read.row.command_id, None
        for watcher in (self.named, self.accounts, self.opening, self.acts, self.sessions):
            watcher.row(read)

    def _progress(self, reached: Verified, size: int, sound: bool) -> None:
        if self.asked.progress is not None:
            self.asked.progress(reached.size, size)
        opened = self.opening.found or not self.whole
        acts = not (self.acts.problems or self.sessions.problems)
        sound = sound and opened and acts and self.log.sound
        now = time.monotonic()
        self._reached = reached
        if not sound or self.asked.state is None or self._between is None:
            return
        if now - self.saved_at > _SAVED_EVERY:
            self.saved_at = now
            self._remember_so_far(self.asked.state, self._between)

    def _remember_so_far(self, state: Path, reached: Verified) -> None:
        """Keep how far the facts were sound; what stands beside them is compared at the end.

        Beside what is remembered: only a verification that is interrupted leaves it there.
        """
        new = (
            SeenFile(file=file, stamp="", read_in=0)
            for file in self.named.named
            if file.position <= reached.size
        )
        files = (*self.known.files, *new)
        replace(self.known, verified=reached, files=files).write(so_far(state))

    def remember(
        self, state: Path, reached: Verified, after: "AskedAfter", files: FilesReport | None
    ) -> None:
        """Keep that everything was found sound."""
        Remembered(
            ledger_id=self.known.ledger_id,
            verified=reached,
            rows=after.rows.digests,
            files=files.seen if files else self._unread(),
            commands_size=reached.size,
            commands=after.commands_digest,
            run=self.run,
        ).write(state)

    @property
    def run(self) -> int:
        """Which verification this is."""
        return self.known.run + 1

    def _unread(self) -> tuple[SeenFile, ...]:
        """The files where this verification was not asked to look at them."""
        new = (SeenFile(file=file, stamp="", read_in=0) for file in self.named.named)
        return (*self.known.files, *new)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAfter:
    """What stands beside the facts, at the same moment."""

    rows: RowsCompared
    secrets: SecretsReport
    names: Mapping[UUID, str]
    commands: CommandsReport
    commands_digest: str
    guards: tuple[GuardProblem, ...]
    left: bool

    @classmethod
    async def of(cls, source: PostgresSource, checks: Checks, size: int) -> Self:
        """Ask the database for what is compared with the facts, of which there are `size`."""
        secrets = checks.accounts.check(checks.secrets)
        wanted = {each.name_text for each in secrets.problems if each.name_text is not None}
        texts = await source.text_rows(wanted)
        known = None if checks.whole else checks.known.rows
        digest = await source.commands_digest(checks.known.commands_size)
        same = digest == checks.known.commands
        return cls(
            rows=await compared(source, checks.acts.folded, known, size),
            secrets=secrets,
            names={key: text.body for key, text in texts.items()},
            commands=await check_commands(source, checks.known.commands_size if same else 0),
            commands_digest=await source.commands_digest(size),
            guards=guard_problems(await source.guards()),
            left=await source.leftovers(),
        )


def others(row: StoredRow) -> Collection[str]:
    """The streams on which an act is judged besides its own: rules, the person, the account."""
    if row.person_id is None:
        return (POLICY_STREAM,)
    return (POLICY_STREAM, account_stream(row.person_id), person_stream(row.person_id))


async def keys_of(source: PostgresSource) -> Sequence[NoteVerifier]:
    """The public keys that sign the log, as the facts of the ledger introduce them."""
    keys = []
    for row in await source.earlier([STREAM], _EVERYTHING):
        if row.type != LogKeyIntroduced.TYPE or row.payload is None:
            continue
        try:
            event = CODEC.decode(row.type, row.schema, row.payload)
            assert isinstance(event, LogKeyIntroduced)  # noqa: S101  (by its type)
            keys.append(NoteVerifier.read(event.key))
        except (NotProven, LookupError):
            continue
    return keys
