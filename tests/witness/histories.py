"""Logs that grow, fork and are rolled back, and a witness that is shown their checkpoints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from infra.engines.private_files import write_private
from infra.witness.requests import AddCheckpoint
from infra.witness.store import WitnessStore, trust_log_keys
from infra.witness.witness import Witness
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.keys import NoteSigner
from services.ledger.tlog.notes import SignedNote
from services.ledger.tlog.proofs import TiledTree
from services.ledger.tlog.tiles import TileStore
from tests.ledger.tlog.note_vectors import LOG, ORIGIN, SEEN, WITNESS
from tests.ledger.tlog.textbook import TilesInMemory, leaf


@dataclass
class Log:
    """One history of a ward's log: the numbers of its invented facts, and their tiles."""

    facts: tuple[int, ...] = ()
    signer: NoteSigner = LOG
    origin: str = ORIGIN
    tiles: TileStore = field(default_factory=TilesInMemory)

    def __post_init__(self) -> None:
        TreeBuilder(self.tiles).extend(map(leaf, self.facts))

    @property
    def size(self) -> int:
        return len(self.facts)

    def grow(self, facts: Sequence[int]) -> "Log":
        TreeBuilder(self.tiles).extend(map(leaf, facts))
        self.facts += tuple(facts)
        return self

    def note(self, size: int | None = None) -> SignedNote:
        """The signed checkpoint of a size."""
        size = self.size if size is None else size
        root = TiledTree(self.tiles, size).root()
        return sign_checkpoint(Checkpoint(self.origin, size, root), [self.signer])

    def request(self, old: int, size: int | None = None) -> AddCheckpoint:
        """What it sends to a witness that saw `old` facts."""
        size = self.size if size is None else size
        path = TiledTree(self.tiles, size).consistency(old) if old <= size else ()
        return AddCheckpoint(old, tuple(path), self.note(size))


@dataclass
class MovedClock:
    """The witness's clock, which the test sets."""

    second: int = SEEN

    def __call__(self) -> int:
        return self.second


def witness_at(folder: Path, clock: MovedClock | None = None) -> Witness:
    """The witness with the invented key that serves the invented log."""
    if not (folder / "witness-key").exists():
        write_private(folder / "witness-key", WITNESS.secret_text())
    trust_log_keys(folder, [LOG.verifier.text()])
    return Witness(WitnessStore(folder), clock or MovedClock())
