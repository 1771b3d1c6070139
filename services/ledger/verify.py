"""Checks that the ledger says today what it said when each fact was written.

It hashes the stored bytes and never re-serialises what it judges; no payload schema is needed, so
a release that no longer knows an event can still prove it. What it cannot see alone: a rewrite of
everything by somebody who owns the database. For that, keep `size` and `root` outside.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from services.ledger import canonical, envelope, listed
from services.ledger.canonical import NotCanonical
from services.ledger.envelope import Envelope
from services.ledger.listed import Listed
from services.ledger.merkle import Tree, leaf_hash
from services.ledger.names import BadName
from services.ledger.port import Undecodable
from services.ledger.rows import StoredRow, text_references
from services.ledger.salts import salted
from services.ledger.source import Source

MOST_PROBLEMS: Final = 100
NOTHING_KEPT: Final[Mapping[int, bytes]] = {}
# The name of each column, what it holds, and what it was copied from.
Copies = Sequence[tuple[str, object, object]]


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """One thing that is not as it was written. `position` is None where it concerns the whole."""

    position: int | None
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What verify found; `root` (hex) over `size` facts may be kept outside and compared later.

    `roots` are those that the ledger has now of the sizes whose kept roots it was compared with.
    """

    ledger_id: str
    size: int
    root: str
    roots: Mapping[int, str]
    texts: int
    problems: tuple[LedgerProblem, ...]
    more_problems: int

    @property
    def ok(self) -> bool:
        """True: everything is as it was written."""
        return not self.problems

    @property
    def first_bad(self) -> int | None:
        """The first position at which something is wrong."""
        return min((p.position for p in self.problems if p.position is not None), default=None)

    def as_json(self) -> dict[str, Any]:
        """The report for a program."""
        return {
            "ledger_id": self.ledger_id,
            "ok": self.ok,
            "size": self.size,
            "root": self.root,
            "texts": self.texts,
            "first_bad": self.first_bad,
            "problems": [
                {"position": p.position, "code": p.code, "detail": p.detail} for p in self.problems
            ],
            "more_problems": self.more_problems,
        }


async def verify(
    source: Source,
    *,
    watch: Callable[[StoredRow], None] | None = None,
    kept_roots: Mapping[int, bytes] = NOTHING_KEPT,
) -> Report:
    """Read the whole ledger once and report; memory grows with streams and texts, not events.

    `watch` is shown every row, for checks of what lies beside the ledger. `kept_roots` are roots
    that were kept outside the database, by the size of the ledger when each was taken: a ledger
    that was replaced by another one, however consistent, does not have them.
    """
    check = _Check(source.ledger_id, kept_roots)
    head = await source.head()
    async for batch in source.batches():
        for row in batch:
            check.row(row)
            if watch is not None:
                watch(row)
        await check.texts(source)
    check.finish(head.size, head.payloads, head.texts)
    return Report(
        ledger_id=source.ledger_id,
        size=check.tree.size,
        root=check.tree.root().hex(),
        roots=check.roots,
        texts=len(check.seen_texts),
        problems=tuple(check.problems),
        more_problems=check.more,
    )


@dataclass(slots=True)
class _Check:
    ledger_id: str
    kept_roots: Mapping[int, bytes]
    roots: dict[int, str] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)
    problems: list[LedgerProblem] = field(default_factory=list)
    more: int = 0
    position: int = 0
    payloads: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    seen_texts: set[UUID] = field(default_factory=set)
    wanted: list[tuple[int, str, str]] = field(default_factory=list)

    def say(self, position: int | None, code: str, detail: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(LedgerProblem(position, code, detail))
        else:
            self.more += 1

    def row(self, row: StoredRow) -> None:
        if row.position != self.position + 1:
            self.say(self.position + 1, "position-missing", f"the next row is {row.position}")
        self.position = row.position
        self.payloads += row.payload is not None
        leaf = leaf_hash(row.record)
        self.tree.add(leaf)
        if self.tree.size in self.kept_roots:
            self._root(self.tree.size)
        if leaf != row.leaf:
            self.say(row.position, "leaf-differs", "the record is not what its leaf was made of")
        result = self._envelope(row)
        if result is None:
            return
        self._columns(row, result)
        self._version(row.position, result)
        self._payload(row, result)

    def _root(self, size: int) -> None:
        """Compare the root over the facts so far with the one that was kept of this size."""
        kept, now = self.kept_roots[size].hex(), self.tree.root().hex()
        self.roots[size] = now
        if kept != now:
            self.say(None, "root-differs", f"{size}:{kept}, now {now}")

    def _envelope(self, row: StoredRow) -> Envelope | None:
        try:
            result = envelope.read(canonical.decode(row.record))
            envelope.check(result)
        except NotCanonical as error:
            self.say(row.position, "record-not-canonical", str(error))
        except (Undecodable, BadName) as error:
            self.say(row.position, "record-unreadable", str(error))
        else:
            return result
        return None

    def _columns(self, row: StoredRow, given: Envelope) -> None:
        if given.ledger_id != self.ledger_id:
            self.say(row.position, "other-ledger", f"the record belongs to {given.ledger_id}")
        self._differ(row.position, "record", _copies(row, given))

    def _differ(self, position: int, where: str, copies: Copies) -> None:
        for name, column, said in copies:
            if column != said:
                self.say(position, "column-differs", f"{name}: {column}, {where}: {said}")

    def _version(self, position: int, given: Envelope) -> None:
        # Streams are unique without regard to case, so a twin in another case is a gap too.
        key = given.stream.lower()
        expected = self.versions.get(key, 0) + 1
        if given.version != expected:
            detail = f"{given.stream}@{given.version} where {expected} comes next"
            self.say(position, "version-gap", detail)
        self.versions[key] = given.version

    def _payload(self, row: StoredRow, given: Envelope) -> None:
        if row.salt is None or row.payload is None:
            self.say(row.position, "payload-missing", "no event says that it was erased")
            return
        if salted(row.salt, row.payload) != given.payload_sha256:
            self.say(row.position, "payload-differs", "its digest is not the one in the record")
            return
        said: Any = None
        if b'"text_id"' in row.payload or listed.must_read(given.type, row.payload):
            try:
                said = canonical.decode(row.payload)
            except NotCanonical as error:
                self.say(row.position, "payload-not-canonical", str(error))
                return
        wanted = listed.of_payload(given.stream, given.type, said)
        self._differ(row.position, "payload", _listed(row, wanted))
        references = text_references(said)
        self.wanted.extend((row.position, text_id, digest) for text_id, digest in references)

    async def texts(self, source: Source) -> None:
        """Check the bodies that the last batch refers to."""
        wanted = [(position, _uuid(key), digest) for position, key, digest in self.wanted]
        self.wanted.clear()
        if not wanted:
            return
        result = await source.text_rows({key for _, key, _ in wanted if key is not None})
        for position, key, digest in wanted:
            text = result.get(key) if key is not None else None
            if key is None or text is None:
                self.say(position, "text-missing", f"text {key}: no event says it was erased")
                continue
            self.seen_texts.add(key)
            if salted(text.salt, text.body.encode()) != digest:
                self.say(position, "text-differs", f"text {key}: its digest is not the fact's")

    def finish(self, size: int, payloads: int, texts: int) -> None:
        """Compare with what the head claims and with the number of rows beside the events."""
        if size > self.position:
            self.say(self.position + 1, "end-missing", f"the head says {size} facts")
        elif size < self.position:
            self.say(size + 1, "beyond-head", f"the head says {size} facts")
        for kept in sorted(self.kept_roots):
            if kept > self.tree.size:
                self.say(None, "ledger-shorter", f"{kept}:{self.kept_roots[kept].hex()}")
        if payloads != self.payloads:
            self.say(None, "payload-orphans", f"{payloads} payloads for {self.payloads} facts")
        # Where a payload is bad its references were not followed: that is one problem, not two.
        if texts != len(self.seen_texts) and not self.problems:
            detail = f"{texts} texts, the facts refer to {len(self.seen_texts)}"
            self.say(None, "text-orphans", detail)


def _listed(row: StoredRow, said: Listed) -> Copies:
    return (
        ("subject", row.subject, said.subject),
        ("setting_up", row.setting_up, said.setting_up),
    )


def _copies(row: StoredRow, given: Envelope) -> Copies:
    return (
        ("ledger_id", row.ledger_id, given.ledger_id),
        ("stream", row.stream, given.stream),
        ("version", row.version, given.version),
        ("type", row.type, given.type),
        ("schema_version", row.schema, given.schema),
        ("occurred_at", row.occurred_at, given.occurred_at),
        ("recorded_at", row.recorded_at, given.recorded_at),
        ("actor_key", row.actor_key, given.actor.key),
        ("person_id", row.person_id, given.actor.person_id),
        ("actor_unit", row.actor_unit, given.actor.unit),
        ("command_id", row.command_id, given.command_id),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
