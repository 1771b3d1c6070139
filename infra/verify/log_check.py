"""Holds the signed log and what was kept of it outside against the ledger: roots, tiles, keys."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import Final

from infra.verify.exit_codes import Wrong
from infra.verify.outside import COPIED, SIGNED, KeptLog, LogProblem, RootsBySize, begun_in
from services.commands.file_audit import ROUNDS
from services.domain.numerals import count
from services.ledger.merkle import Tree
from services.ledger.tlog.checkpoints import Checkpoint, open_checkpoint
from services.ledger.tlog.comparing import TileComparison
from services.ledger.tlog.errors import NotProven, Unproven, missing
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.proofs import TiledTree, verify_consistency
from services.ledger.tlog.stored import opened_file, signed_sizes
from services.ledger.verify import Report, Verified

_NEWEST: Final = f"{SIGNED} mới nhất"
_MOST_KEPT: Final = 1000  # problems: a log that was thrown away has one for each checkpoint


class LogCheck:
    """What must agree with the ledger: each root that was kept, when the ledger comes to its size.

    `continued` is whether the facts up to `start` continue what was kept of them; where they do
    not, nothing that was found sound before is believed, and all must be read.
    """

    def __init__(
        self, log: KeptLog, keys: Sequence[NoteVerifier], start: Verified, run: int
    ) -> None:
        self.checkpoints = 0
        self.problems: list[LogProblem] = list(log.seen.problems)
        self.more = 0
        self._log = log
        self._keys = keys
        self._signed = 0
        self._start = start.size
        self._kept = [*log.roots(keys), *self._newest()]
        self.continued = self._continued_before(start, run)
        self._coming = merge(*(_behind(each, start.size) for each in self._kept), key=_size)
        self._next = next(self._coming, None)
        self.tiles = self._tiles(start, lambda number: number % ROUNDS == run % ROUNDS)

    @property
    def sound(self) -> bool:
        """Whether nothing was met so far but that somebody could not be asked."""
        return all(each.wrong is Wrong.OUT_OF_REACH for each in self.problems)

    @property
    def anything(self) -> bool:
        """Whether there is a log, or anybody kept something of one."""
        return self.tiles is not None or any(each.sizes for each in self._kept)

    def leaf(self, leaf: bytes, tree: Tree) -> None:
        """Take the leaf hash of the next fact, with the tree that it is now in."""
        if self.tiles is not None:
            self.tiles.leaf(leaf)
        while self._next is not None and self._next[0] == tree.size:
            size, kept = self._next
            root, now = self._root(kept, size), tree.root()
            if root is not None and root != now:
                self._say(Wrong.FORKED, _forked(kept.name, size, root, now))
            self._next = next(self._coming, None)

    def finish(self, report: Report) -> None:
        """Say what is kept of facts that the ledger has no more, and what is wrong with files."""
        while self._next is not None:
            size, kept = self._next
            if self._root(kept, size) is not None:
                self._say(Wrong.ROLLED_BACK, _shorter(kept.name, size, report.size))
            self._next = next(self._coming, None)
        self._gone()
        if self.tiles is not None:
            self.tiles.finish()
            self._of_tiles(self.tiles, report.size)

    def _say(self, wrong: Wrong, sentence: str) -> None:
        if len(self.problems) < _MOST_KEPT:
            self.problems.append(LogProblem(wrong, sentence))
        else:
            self.more += 1

    def _newest(self) -> Iterator[RootsBySize]:
        """The file `checkpoint`, which pages and programs are given."""
        log = self._log
        if log.newest is None:
            if log.signed:
                self._fault(_NEWEST, missing("the file is gone"))
            return
        try:
            said = open_checkpoint(log.newest, log.origin, self._keys).checkpoint
        except NotProven as fault:
            self._fault(_NEWEST, fault)
            return
        if said.size in log.signed and self._lies_there(said):
            return
        if said.size not in log.signed:
            named = f"{SIGNED} của {count(said.size)} sự kiện trong checkpoints/"
            self._fault(named, missing("the file is gone"))
        yield RootsBySize(name=_NEWEST, sizes=(said.size,), root=lambda _: said.root)

    def _lies_there(self, newest: Checkpoint) -> bool:
        folder = self._log.folder
        if folder is None:
            return False
        try:
            path, origin = folder.place(newest.size), self._log.origin
            return opened_file(path, newest.size, origin, self._keys).root == newest.root
        except NotProven:
            return False

    def _root(self, kept: RootsBySize, size: int) -> bytes | None:
        """The root that was kept; where it does not hold that is said."""
        self.checkpoints += kept.name in {SIGNED, COPIED}
        try:
            root = kept.root(size)
        except NotProven as fault:
            self._fault(f"{kept.name} của {count(size)} sự kiện", fault)
            return None
        self._signed = max(self._signed, size)
        return root

    def _fault(self, named: str, fault: NotProven) -> None:
        unknown = fault.kind is Unproven.KEY_UNKNOWN
        said = f"{named[0].upper()}{named[1:]} {fault.kind.words}."
        self._say(Wrong.KEY_UNKNOWN if unknown else Wrong.LOG_FILES, said)

    def _continued_before(self, start: Verified, run: int) -> bool:
        """Hold the newest that each place kept up to `start`, and others in turn, against it."""
        if not start.size:
            return True
        folder = self._log.folder
        tree = TiledTree(folder.tiles, start.size) if folder else None
        whole = Tree(start.peaks, start.size).root()
        sound = True
        for kept in self._kept:
            before = kept.sizes[: bisect_right(kept.sizes, start.size)]
            for number, size in enumerate(before, 1):
                if number == len(before) or number % ROUNDS == run % ROUNDS:
                    root = self._root(kept, size)
                    sound &= root is None or _continues(tree, size, root, start.size, whole)
        return sound

    def _tiles(self, start: Verified, in_turn: Callable[[int], bool]) -> TileComparison | None:
        folder = self._log.folder
        if folder is None or not self._log.begun:
            return None
        root = Tree(start.peaks, start.size).root() if start.size else None
        return TileComparison(folder.tiles, self._log.leaves, start.size, root, in_turn)

    def _gone(self) -> None:
        """Whether somebody can tell of a log that is not there; asked last: it may just begin."""
        folder, kept = self._log.folder, any(each.sizes for each in self._kept)
        if folder is None or not (kept or self._keys):
            return
        if not self._log.begun and not begun_in(folder):
            what = "điểm kiểm tra đã được giữ bên ngoài" if kept else "khóa ký sổ đã được công bố"
            self._say(
                Wrong.LOG_FILES,
                f"Nhật ký ký số không còn: {what}, nhưng trong {folder.path} không có khối băm và "
                "điểm kiểm tra nào. Hãy xem tiến trình ký sổ (logs/auditor.log).",
            )
        # What begins just now is built before it is signed.
        elif (kept or self._start) and not (self._log.newest or signed_sizes(folder)):
            said = f"Không có điểm kiểm tra đã ký nào trong {folder.path}, tuy sổ có khóa ký."
            self._say(Wrong.LOG_FILES, said)

    def _of_tiles(self, tiles: TileComparison, size: int) -> None:
        for fault in tiles.faults:
            said = f"Khối băm của nhật ký ký số {fault.kind.words}: {fault.where or 'gốc'}."
            self._say(Wrong.LOG_FILES, said)
        if tiles.leaves < min(self._signed, size):
            self._say(
                Wrong.LOG_FILES,
                f"Khối băm của nhật ký ký số chỉ còn đến sự kiện {count(tiles.leaves)}, trong khi "
                f"đã ký {count(self._signed)} sự kiện.",
            )
        elif tiles.leaves > size:
            self._say(
                Wrong.ROLLED_BACK,
                f"Khối băm của nhật ký ký số có {count(tiles.leaves)} sự kiện, nay sổ chỉ còn "
                f"{count(size)} sự kiện.",
            )


def _continues(tree: TiledTree | None, size: int, root: bytes, start: int, whole: bytes) -> bool:
    """Whether the ledger of `start` facts continues the smaller one that has this root.

    It is proven by hashes out of the tiles: those of another log give no such proof.
    """
    if size == start:
        return root == whole
    if tree is None:
        return False
    try:
        verify_consistency(size, start, tree.consistency(size), root, whole)
    except NotProven:
        return False
    return True


def _behind(kept: RootsBySize, start: int) -> Iterator[tuple[int, RootsBySize]]:
    for at in range(bisect_right(kept.sizes, start), len(kept.sizes)):
        yield kept.sizes[at], kept


def _size(coming: tuple[int, RootsBySize]) -> int:
    return coming[0]


def _shorter(name: str, size: int, now: int) -> str:
    return (
        f"Theo {name}, sổ đã có {count(size)} sự kiện; nay sổ chỉ còn {count(now)} sự kiện: sổ bị "
        "lùi về bản cũ hoặc bị cắt ở cuối."
    )


def _forked(name: str, size: int, kept: bytes, now: bytes) -> str:
    return (
        f"Theo {name}, {count(size)} sự kiện đầu có mã gốc {kept.hex()}; nay mã gốc của "
        f"{count(size)} sự kiện đầu là {now.hex()}: sổ bị viết lại hoặc rẽ nhánh."
    )
