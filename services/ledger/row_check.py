"""What verify asks of each stored row: its bytes, its place, its times, its payload and texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.ledger import canonical, envelope, listed
from services.ledger.canonical import NotCanonical
from services.ledger.envelope import Envelope
from services.ledger.expected_records import ExpectedRecords
from services.ledger.listed import Listed
from services.ledger.merkle import Tree, leaf_hash
from services.ledger.port import MOST_BEHIND, Undecodable
from services.ledger.read_row import MOST_PROBLEMS, ReadRow
from services.ledger.rows import StoredRow, text_references
from services.ledger.salts import salted
from services.ledger.source import Source

# The name of each column, what it holds, and what it was copied from.
Copies = Sequence[tuple[str, object, object]]


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """One thing that is not as it was written. `position` is None where it concerns the whole."""

    position: int | None
    code: str
    detail: str


class Reached(NamedTuple):
    """The newest fact of a stream so far: its version, position and time."""

    version: int
    position: int
    recorded_at: datetime


@dataclass(slots=True)
class LedgerCheck:
    ledger_id: str
    kept_roots: Mapping[int, bytes]
    roots: dict[int, str] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)
    problems: list[LedgerProblem] = field(default_factory=list)
    more: int = 0
    begun: int = 0
    position: int = 0
    payloads: int = 0
    leaf: bytes = b""
    newest_at: datetime | None = None
    expected: ExpectedRecords = field(default_factory=ExpectedRecords)
    reached: dict[str, Reached] = field(default_factory=dict)
    seen_texts: set[UUID] = field(default_factory=set)
    wanted: list[tuple[int, str, str]] = field(default_factory=list)

    def say(self, position: int | None, code: str, detail: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(LedgerProblem(position, code, detail))
        else:
            self.more += 1

    def begin(self, tree: Tree, payloads: int, newest_at: datetime | None) -> None:
        """Go on behind facts that were verified before; when the last of them was recorded."""
        self.tree, self.payloads, self.newest_at = tree, payloads, newest_at
        self.begun = self.position = tree.size
        self._root()

    def earlier(self, row: StoredRow) -> ReadRow:
        """Learn where a stream stood behind the facts that were verified before."""
        given = self._envelope(row)
        if given is not None:
            self.reached[given.stream.lower()] = Reached(
                given.version, row.position, given.recorded_at
            )
        return ReadRow(row, given, earlier=True)

    def row(self, row: StoredRow) -> ReadRow:
        """Judge the next row."""
        if row.position != self.position + 1:
            self.say(self.position + 1, "position-missing", str(row.position))
        self.position = row.position
        self.payloads += row.payload is not None
        self.leaf = leaf = leaf_hash(row.record)
        self.tree.add(leaf)
        if self.tree.size in self.kept_roots:
            self._root()
        if leaf != row.leaf:
            self.say(row.position, "leaf-differs", "the record is not what its leaf was made of")
        digest = self._digest(row)
        if digest is not None and self.expected.has(row, digest):
            self._place(row.position, row.stream, row.version, row.recorded_at)
            self._payload(row, row.stream, row.type)
            return ReadRow(row)
        given = self._envelope(row)
        if given is not None:
            same = self._columns(row, given)
            self._place(row.position, given.stream, given.version, given.recorded_at)
            if digest == given.payload_sha256:
                self._payload(row, given.stream, given.type)
                if same:
                    self.expected.learn(row)
            elif digest is not None:
                detail = "its digest is not the one in the record"
                self.say(row.position, "payload-differs", detail)
        return ReadRow(row, given)

    def _digest(self, row: StoredRow) -> str | None:
        if row.salt is None or row.payload is None:
            self.say(row.position, "payload-missing", "no event says that it was erased")
            return None
        return salted(row.salt, row.payload)

    def _root(self) -> None:
        """Note the root over the facts so far where one was kept of this size, and compare."""
        size, kept = self.tree.size, self.kept_roots.get(self.tree.size)
        if kept is None:
            return
        self.roots[size] = now = self.tree.root().hex()
        if kept.hex() != now:
            self.say(None, "root-differs", f"{size}:{kept.hex()}, now {now}")

    def _envelope(self, row: StoredRow) -> Envelope | None:
        try:
            return envelope.read(canonical.decode(row.record, shaped=True))
        except NotCanonical as error:
            self.say(row.position, "record-not-canonical", str(error))
        except Undecodable as error:
            self.say(row.position, "record-unreadable", str(error))
        return None

    def _columns(self, row: StoredRow, given: Envelope) -> bool:
        """Whether the columns say what the record says."""
        other = given.ledger_id != self.ledger_id
        if other:
            self.say(row.position, "other-ledger", f"the record belongs to {given.ledger_id}")
        return not self._differ(row.position, "record", _copies(row, given)) and not other

    def _differ(self, position: int, where: str, copies: Copies) -> bool:
        different = [copy for copy in copies if copy[1] != copy[2]]
        for name, column, said in different:
            self.say(position, "column-differs", f"{name}: {column}, {where}: {said}")
        return bool(different)

    def _place(self, position: int, stream: str, version: int, at: datetime) -> None:
        """Hold version and time to the fact before it, in its stream and in the ledger."""
        newest = self.newest_at
        if newest is not None and at < newest and newest - at > MOST_BEHIND:
            self.say(position, "recorded-before", f"{position - 1}: {at} after {newest}")
        self.newest_at = at
        # Streams are unique without regard to case, so a twin in another case is a gap too.
        key = stream.lower()
        before = self.reached.get(key)
        expected = before.version + 1 if before else 1
        if version != expected:
            code = "version-gap" if version > expected else "version-back"
            self.say(position, code, f"{stream}@{version}: {expected}")
        elif before and before.recorded_at > at:
            detail = f"{at} after {before.recorded_at}"
            self.say(position, "recorded-before-own", f"{before.position}: {detail}")
        self.reached[key] = Reached(version, position, at)

    def _payload(self, row: StoredRow, stream: str, kind: str) -> None:
        """Look into the payload of which the record has the digest: these bytes were written."""
        payload = row.payload or b""
        said = Listed(stream, False)  # most say nothing that their stream does not
        if b'"text_id"' in payload or listed.must_read(kind, payload):
            try:
                given = canonical.parse(payload)
            except NotCanonical as error:
                self.say(row.position, "payload-not-canonical", str(error))
                return
            said = listed.of_payload(stream, kind, given)
            for text_id, digest in text_references(given):
                self.wanted.append((row.position, text_id, digest))
        if (row.subject, row.setting_up) != said:
            self._differ(row.position, "payload", _listed(row, said))

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

    def finish(self, size: int, payloads: int, texts: int | None) -> None:
        """Compare with what the head claims and with the number of rows beside the events.

        `texts` is None where not every fact was read, so that nobody knows how many there are.
        """
        if size < self.begun:
            self.say(None, "verified-shorter", str(size))
            return
        if size > self.position:
            self.say(self.position + 1, "end-missing", str(size))
        elif size < self.position:
            self.say(size + 1, "beyond-head", str(size))
        for kept in sorted(self.kept_roots):
            if kept > self.tree.size:
                self.say(None, "ledger-shorter", f"{kept}:{self.kept_roots[kept].hex()}")
        if payloads != self.payloads:
            self.say(None, "payload-orphans", f"{payloads}: {self.payloads}")
        # Where a payload is bad its references were not followed: that is one problem, not two.
        if texts not in {None, len(self.seen_texts)} and not self.problems:
            self.say(None, "text-orphans", f"{texts}: {len(self.seen_texts)}")


def _listed(row: StoredRow, said: Listed) -> Copies:
    return (
        ("subject", row.subject, said.subject),
        ("setting_up", row.setting_up, said.setting_up),
    )


def _copies(row: StoredRow, given: Envelope) -> Copies:
    actor = given.actor
    return (
        ("ledger_id", row.ledger_id, given.ledger_id),
        ("stream", row.stream, given.stream),
        ("version", row.version, given.version),
        ("type", row.type, given.type),
        ("schema_version", row.schema, given.schema),
        ("occurred_at", row.occurred_at, given.occurred_at),
        ("recorded_at", row.recorded_at, given.recorded_at),
        ("actor_key", row.actor_key, actor.key),
        ("person_id", row.person_id, actor.person_id),
        ("actor_unit", row.actor_unit, actor.unit),
        ("command_id", row.command_id, given.command_id),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
