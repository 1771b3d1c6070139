"""The signed log and what is kept of it outside, as they stood before the ledger was asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from infra.proving.anchors import AnchorAway
from infra.verify.asked import Examined, WitnessSaw
from infra.verify.exit_codes import Wrong
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.stored import copied_sizes, copy_of, opened_file, signed_sizes

SIGNED: Final = "điểm kiểm tra đã ký"
COPIED: Final = "bản sao giữ ở thư mục ngoài"
_FURTHER: Final = 256  # times as far back for the newest of before, where nothing was there


@dataclass(frozen=True, slots=True)
class LogProblem:
    """What is wrong with the log, or with the ledger by the log."""

    wrong: Wrong
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOutside:
    """The roots by size that each witness saw, by its name, and what went wrong in asking."""

    roots: Mapping[str, Mapping[int, bytes]] = field(default_factory=dict)
    problems: tuple[LogProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RootsBySize:
    """Roots that one place keeps: of which sizes, rising, and each where it is asked for.

    `root` raises NotProven.
    """

    name: str
    sizes: Sequence[int]
    root: Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLog:
    """Which checkpoints and tiles there were, and what witnesses said.

    They are listed before the ledger's moment: of facts that come while it is read more is signed.
    `newest` is the file `checkpoint`; `leaves` is how many facts the tiles hold.
    """

    origin: str
    folder: LogFolder | None
    copies: Path | None
    seen: SeenOutside
    copied: Sequence[int]
    newest: bytes | None
    signed: Sequence[int]
    leaves: int
    begun: bool

    @classmethod
    async def listed(cls, asked: Examined, origin: str, start: int) -> Self:
        """List it; of what witnesses saw what reaches back to `start`."""
        folder = LogFolder(asked.log) if asked.log else None
        # In this order: what is copied was signed before, and what is signed was built before.
        seen = await seen_by_witnesses(asked.witnesses, origin, start)
        copied = copied_sizes(asked.copies) if asked.copies else ()
        newest = _bytes_of(folder.path / "checkpoint") if folder else None
        signed = signed_sizes(folder) if folder else ()
        return cls(
            origin=origin,
            folder=folder,
            copies=asked.copies,
            seen=seen,
            copied=copied,
            newest=newest,
            signed=signed,
            leaves=folder.tiles.leaves() if folder else 0,
            begun=folder is not None and begun_in(folder),
        )

    def roots(self, keys: Sequence[NoteVerifier]) -> Sequence[RootsBySize]:
        """Everything that is kept, to be opened with these keys of the log."""
        folder, copies, origin = self.folder, self.copies, self.origin
        result = [
            RootsBySize(name=f"nhân chứng {name}", sizes=sorted(roots), root=roots.__getitem__)
            for name, roots in self.seen.roots.items()
        ]
        if copies is not None:
            result.append(
                RootsBySize(
                    name=COPIED,
                    sizes=self.copied,
                    root=lambda size: opened_file(copy_of(copies, size), size, origin, keys).root,
                )
            )
        if folder is not None:
            result.append(
                RootsBySize(
                    name=SIGNED,
                    sizes=self.signed,
                    root=lambda size: opened_file(folder.place(size), size, origin, keys).root,
                )
            )
        return result


def begun_in(folder: LogFolder) -> bool:
    """Whether anything was ever built or signed there."""
    places = ("checkpoint", "checkpoints", "tile")
    return any((folder.path / name).exists() for name in places)


async def seen_by_witnesses(
    witnesses: Mapping[str, WitnessSaw], origin: str, start: int
) -> SeenOutside:
    """Ask every witness what it saw of this log: beyond `start`, and the newest before."""
    roots: dict[str, Mapping[int, bytes]] = {}
    problems = []
    for name, saw in witnesses.items():
        try:
            roots[name] = await _from_before(saw, origin, start)
        except AnchorAway as away:
            problems.append(LogProblem(Wrong.OUT_OF_REACH, str(away)))
        except NotProven as fault:
            said = f"Điều nhân chứng {name} đã ký {fault.kind.words}."
            unknown = fault.kind is Unproven.KEY_UNKNOWN
            problems.append(LogProblem(Wrong.KEY_UNKNOWN if unknown else Wrong.FORKED, said))
    return SeenOutside(roots=roots, problems=tuple(problems))


async def _from_before(saw: WitnessSaw, origin: str, start: int) -> Mapping[int, bytes]:
    back = 1
    while True:
        after = max(start - back, 0)
        roots = await saw(origin, after)
        if not after or min(roots, default=start + 1) <= start:
            return roots
        back *= _FURTHER


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
