"""Small sealed archives of an invented ledger, and what the verifier says of them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.verifier.dondoc_verify import Key, judge
from services.archive.records import Disclosure, SealedFact, file_name, record_members
from services.archive.said import texts_of
from services.archive.sealing import MadeBy, SealedKey, Sealing, seal
from services.archive.whole import whole_ledger
from services.archive.zipping import Content, chunks, pack
from services.domain.facts import Event
from services.domain.task.file_events import FileAttached
from services.ledger.codec import Codec
from services.ledger.memory import MemoryLedger
from services.ledger.salts import keep_text
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.checkpoints import (
    Checkpoint,
    OpenedCheckpoint,
    open_checkpoint,
    sign_checkpoint,
)
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.keys import KeyKind, NoteSigner
from services.ledger.tlog.proofs import TiledTree
from tests.ledger.toys import WHEN, Counted, Painted, count, key, replace_said, write

LEDGER_ID = "demo-11002-aaaaaaaa"
ORIGIN = f"dondoc/{LEDGER_ID}"
EVIDENCE = b"Bi\xc3\xaan b\xe1\xba\xa3n"
EVIDENCE_SHA256 = hashlib.sha256(EVIDENCE).hexdigest()
VERIFIER = b"# invented\n"
KINDS: tuple[type[Event], ...] = (Counted, Painted, FileAttached)


def signer(seed: bytes, kind: KeyKind = KeyKind.SIGNATURE, name: str = ORIGIN) -> NoteSigner:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed).digest())
    return NoteSigner(name, kind, private)


LOG = signer(b"log")
NEXT_LOG = signer(b"next log")
STRANGER = signer(b"stranger")
WITNESS = signer(b"witness", KeyKind.COSIGNATURE, "witness.example/ward")


def vkey(of: NoteSigner) -> Key:
    return Key.read(of.verifier.text(), 2)


def opened(size: int, root: bytes, *signers: NoteSigner) -> OpenedCheckpoint:
    """A checkpoint as a reader with the log's key opens it."""
    own = [each for each in signers if each.kind is KeyKind.SIGNATURE]
    note = sign_checkpoint(Checkpoint(ORIGIN, size, root), own)
    for each in signers:
        if each.kind is KeyKind.COSIGNATURE:
            note = note.adding(each.sign(note.text, time=int(WHEN.timestamp())))
    return open_checkpoint(note.write(), ORIGIN, [each.verifier for each in signers])


async def ledger_of(facts: int) -> MemoryLedger:
    """So many facts: the first with words beside it, the second names a file."""
    ledger = MemoryLedger(LEDGER_ID, Codec(KINDS), lambda: WHEN)
    said, kept = keep_text("Đã gửi", text_id=key("text"), salt=b"s" * 32)
    await write(
        ledger, "say", ("task-2", replace_said(said)), expected={"task-2": 0}, texts=[kept]
    )
    if facts > 1:
        name, named = keep_text("bien-ban.pdf", text_id=key("name"), salt=b"n" * 32)
        attached = FileAttached(
            sha256=EVIDENCE_SHA256,
            size_bytes=len(EVIDENCE),
            media_type="application/pdf",
            name=name,
            contribution_of=None,
        )
        await write(ledger, "file", ("task-2", attached), expected={"task-2": 1}, texts=[named])
    for number in range(1, facts - 1):
        await count(ledger, "task-1", number)
    return ledger


@dataclass
class Sealed:
    """An archive in the making: change what you like, then `packed`."""

    ledger: MemoryLedger
    members: dict[str, Content]
    sealing: Sealing
    signers: Sequence[NoteSigner] = (LOG,)
    after: Callable[[dict[str, Content]], Mapping[str, Content]] = field(default=dict)

    def seal_with(self, **changed: Any) -> None:
        """Let the manifest say something else."""
        self.sealing = replace(self.sealing, **changed)

    def packed(self) -> bytes:
        out = BytesIO()
        pack(self.after(seal(self.members, self.sealing, self.signers)), out)
        return out.getvalue()


def _sealing(ledger: MemoryLedger, root: bytes, *, complete: bool, facts: int) -> Sealing:
    return Sealing(
        ledger_id=LEDGER_ID,
        about={"kind": "task", "name": "Việc thử"},
        complete=complete,
        facts=facts,
        checkpoint=opened(len(ledger.stored), root, LOG),
        keys=[SealedKey(vkey=LOG.verifier.text(), since=WHEN)],
        made_at=WHEN,
        made_by=MadeBy(person_id=key("lan"), office="inspector"),
        verifier=VERIFIER,
    )


def tree_of(ledger: MemoryLedger, folder: Path) -> TiledTree:
    """The provable tree over the ledger's leaves."""
    tiles = TileFiles(folder)
    TreeBuilder(tiles).extend(row.leaf for row in ledger.stored)
    return TiledTree(tiles, len(ledger.stored))


async def whole(facts: int, *, with_file: bool = True) -> Sealed:
    """Every fact of a ledger of this size."""
    ledger = await ledger_of(facts)
    with TemporaryDirectory() as folder:
        root = tree_of(ledger, Path(folder, "tiles")).root()
        sealing = _sealing(ledger, root, complete=True, facts=facts)
        lines = await whole_ledger(ledger, sealing.checkpoint.checkpoint, Path(folder))
        members: dict[str, Content] = {
            name: b"".join(chunks(path)) for name, path in lines.members.items()
        }
    if with_file:
        members |= {file_name(sha256): EVIDENCE for sha256 in lines.files}
    return Sealed(ledger, members, sealing)


async def some(shown: Mapping[int, Disclosure], facts: int, *, with_texts: bool = True) -> Sealed:
    """A few facts with their proofs, each shown as far as it may be."""
    ledger = await ledger_of(facts)
    with TemporaryDirectory() as folder:
        tree = tree_of(ledger, Path(folder))
        lines = [
            (position, await line_of(ledger, position, much, tree, with_texts=with_texts))
            for position, much in sorted(shown.items())
        ]
        sealing = _sealing(ledger, tree.root(), complete=False, facts=len(lines))
    return Sealed(ledger, dict(record_members(lines)), sealing)


async def line_of(
    ledger: MemoryLedger, position: int, much: Disclosure, tree: TiledTree, *, with_texts: bool
) -> bytes:
    row = ledger.stored[position - 1]
    texts = await ledger.text_rows(texts_of(row) if with_texts else set())
    proof = tree.inclusion(row.position - 1)
    return SealedFact(row=row, shown=much, texts=texts, proof=proof).line()


def verdict(
    data: bytes, given: NoteSigner | None = LOG, witnesses: Sequence[NoteSigner] = ()
) -> tuple[int, str]:
    """The verifier's exit code and report."""
    with_key = None if given is None else vkey(given)
    code, said = judge(BytesIO(data), with_key, [vkey(each) for each in witnesses])
    return code, "\n".join(said)
