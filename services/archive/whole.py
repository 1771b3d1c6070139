"""Every fact of the log up to a checkpoint, as members of an archive: for whoever keeps the ward.

Memory holds one piece at a time; the pieces lie in a folder until they are packed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from services.archive.records import PIECE, Disclosure, SealedFact, member_name
from services.archive.said import files_of, texts_of
from services.ledger.merkle import Tree, leaf_hash
from services.ledger.rows import StoredRow
from services.ledger.source import Source
from services.ledger.tlog.checkpoints import Checkpoint
from services.ledger.tlog.errors import altered

_LINE_MEMBERS: Final = "records"


@dataclass(frozen=True, slots=True)
class WholeLedger:
    """The members with a line for every fact, and the evidence files that the facts name."""

    members: Mapping[str, Path]
    facts: int
    files: Collection[str]


async def whole_ledger(source: Source, checkpoint: Checkpoint, folder: Path) -> WholeLedger:
    """Write the lines into an empty folder. Raises NotProven where they are another log's."""
    (folder / _LINE_MEMBERS).mkdir()
    tree, files, members = Tree(), dict[str, None](), dict[str, Path]()
    pending: list[StoredRow] = []
    async for batch in source.batches():
        for row in batch[: checkpoint.size - tree.size]:
            tree.add(leaf_hash(row.record))
            files |= dict.fromkeys(files_of(row))
            pending.append(row)
            if len(pending) == PIECE:
                members |= await _piece(source, pending, folder)
                pending = []
        if tree.size == checkpoint.size:
            break
    if pending:
        members |= await _piece(source, pending, folder)
    if (tree.size, tree.root()) != (checkpoint.size, checkpoint.root):
        raise altered(f"the ledger is not the one of the checkpoint of {checkpoint.size} facts")
    return WholeLedger(members, tree.size, files)


async def _piece(source: Source, rows: list[StoredRow], folder: Path) -> dict[str, Path]:
    references = {row.position: texts_of(row) for row in rows}
    wanted: set[UUID] = set().union(*references.values())
    texts = await source.text_rows(wanted) if wanted else {}
    name = member_name(rows[0].position)
    path = folder / name
    with path.open("wb") as file:
        for row in rows:
            own = {key: texts[key] for key in references[row.position] if key in texts}
            file.write(SealedFact(row=row, shown=Disclosure.WHOLE, texts=own, proof=None).line())
    return {name: path}
