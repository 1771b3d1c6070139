"""Holds the signed log and what was kept of it outside against the ledger: roots, tiles, keys."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from infra.proving.anchors import AnchorAway
from infra.verify.asked import WitnessSaw
from infra.verify.exit_codes import Wrong
from services.domain.numerals import count
from services.ledger.merkle import Tree
from services.ledger.tlog.comparing import TileComparison
from services.ledger.tlog.errors import NotProven, Unproven
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.stored import StoredCheckpoint, copied_to, signed_here
from services.ledger.verify import Report, Verified

SIGNED: Final = "điểm kiểm tra đã ký"
COPIED: Final = "bản sao giữ ở thư mục ngoài"
_MOST_SAID: Final = 20
_KINDS: Final = {
    Unproven.KEY_UNKNOWN: "ký bằng khóa lạ",
    Unproven.ALTERED: "đã bị sửa",
    Unproven.MALFORMED: "không còn đọc được",
    Unproven.MISSING: "không còn",
}


@dataclass(frozen=True, slots=True)
class LogProblem:
    """What is wrong with the log, or with the ledger by the log."""

    wrong: Wrong
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLog:
    """Where the log and what was kept of it lie, and what witnesses saw of it."""

    origin: str
    keys: Sequence[NoteVerifier]
    folder: LogFolder | None
    copies: Path | None
    seen: "SeenOutside"

    @property
    def built(self) -> LogFolder | None:
        """Its folder, where anything was ever signed or built in it."""
        folder = self.folder
        if folder is None:
            return None
        begun = (folder.path / "checkpoint").exists() or (folder.path / "tile").is_dir()
        return folder if begun else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOutside:
    """The roots by size that each witness saw, by its name, and what went wrong in asking."""

    roots: Mapping[str, Mapping[int, bytes]] = field(default_factory=dict)
    problems: tuple[LogProblem, ...] = ()


async def seen_by_witnesses(
    witnesses: Mapping[str, WitnessSaw], origin: str, after: int
) -> SeenOutside:
    """Ask every witness what it saw of this log beyond a size."""
    roots: dict[str, Mapping[int, bytes]] = {}
    problems = []
    for name, saw in witnesses.items():
        try:
            roots[name] = await saw(origin, after)
        except AnchorAway as away:
            problems.append(LogProblem(Wrong.OUT_OF_REACH, str(away)))
        except NotProven as fault:
            said = f"Điều nhân chứng {name} đã ký {_KINDS[fault.kind]}: {fault}."
            unknown = fault.kind is Unproven.KEY_UNKNOWN
            problems.append(LogProblem(Wrong.KEY_UNKNOWN if unknown else Wrong.FORKED, said))
    return SeenOutside(roots=roots, problems=tuple(problems))


class LogCheck:
    """What must agree with the ledger: ask it for the roots of `sizes` while it is read."""

    def __init__(self, log: KeptLog, start: Verified) -> None:
        self._log = log
        self.checkpoints = 0
        self.problems: list[LogProblem] = list(log.seen.problems)
        self._roots: list[tuple[str, int, bytes]] = []
        self._gather(start.size)
        root = Tree(start.peaks, start.size).root() if start.size else None
        built = log.built
        self.tiles = TileComparison(built.tiles, start.size, root) if built else None

    @property
    def sizes(self) -> Collection[int]:
        """The sizes of which roots were kept."""
        return {size for _, size, _ in self._roots}

    def leaf(self, leaf: bytes) -> None:
        """Compare the tiles with the leaf hash of the next fact."""
        if self.tiles is not None:
            self.tiles.leaf(leaf)

    def finish(self, report: Report) -> None:
        """Compare what was kept with the ledger as it was read."""
        for name, size, root in self._roots:
            now = report.roots.get(size)
            if now is None and size > report.size:
                self._say(Wrong.ROLLED_BACK, _shorter(name, size, report.size))
            elif now is not None and now != root.hex():
                self._say(Wrong.FORKED, _forked(name, size, root, now))
        if self.tiles is not None:
            self.tiles.finish()
            self.problems += self._of_tiles(self.tiles, report.size)

    def _say(self, wrong: Wrong, sentence: str) -> None:
        self.problems.append(LogProblem(wrong, sentence))

    def _gather(self, after: int) -> None:
        log = self._log
        if log.built is not None:
            self._take(SIGNED, signed_here(log.built, log.origin, log.keys, after))
        if log.copies is not None:
            self._take(COPIED, copied_to(log.copies, log.origin, log.keys, after))
        for name, roots in log.seen.roots.items():
            self._roots += [(f"nhân chứng {name}", size, root) for size, root in roots.items()]

    def _take(self, name: str, stored: Iterable[StoredCheckpoint]) -> None:
        for each in stored:
            self.checkpoints += 1
            if each.root is not None:
                self._roots.append((name, each.size, each.root))
                continue
            unknown = each.fault is not None and each.fault.kind is Unproven.KEY_UNKNOWN
            kind = _KINDS[each.fault.kind] if each.fault else _KINDS[Unproven.MISSING]
            which = f"của {count(each.size)} sự kiện " if each.size else ""
            said = f"{name[0].upper()}{name[1:]} {which}{kind}."
            self._say(Wrong.KEY_UNKNOWN if unknown else Wrong.LOG_FILES, said)

    def _of_tiles(self, tiles: TileComparison, size: int) -> Iterator[LogProblem]:
        for fault in tiles.faults:
            yield LogProblem(Wrong.LOG_FILES, _of_tile(fault))
        signed = max((each for name, each, _ in self._roots if name == SIGNED), default=0)
        if tiles.leaves < min(signed, size):
            yield LogProblem(
                Wrong.LOG_FILES,
                f"Khối băm của nhật ký ký số chỉ còn đến sự kiện {count(tiles.leaves)}, trong khi "
                f"đã ký {count(signed)} sự kiện.",
            )
        elif tiles.leaves > size:
            yield LogProblem(
                Wrong.ROLLED_BACK,
                f"Khối băm của nhật ký ký số có {count(tiles.leaves)} sự kiện, nay sổ chỉ còn "
                f"{count(size)} sự kiện.",
            )


def of_log(check: LogCheck) -> str:
    """Sound, or each thing that is wrong."""
    tiles = check.tiles
    if not check.problems:
        if tiles is None and not check.sizes:
            return "Nhật ký ký số: chưa có."
        built = 0 if tiles is None else tiles.leaves
        return (
            f"Nhật ký ký số: khối băm đến sự kiện {count(built)}, "
            f"{count(check.checkpoints)} điểm kiểm tra, khớp với sổ."
        )
    said = [f"  - {each.sentence}" for each in check.problems[:_MOST_SAID]]
    more = len(check.problems) - len(said)
    return "\n".join(
        [
            "Nhật ký ký số và bản giữ bên ngoài KHÔNG khớp với sổ:",
            *said,
            *([f"  - và {count(more)} chỗ nữa."] if more else []),
        ]
    )


def log_as_json(check: LogCheck) -> dict[str, Any]:
    """The same for a program."""
    return {
        "tiles": None if check.tiles is None else check.tiles.leaves,
        "checkpoints": check.checkpoints,
        "problems": [{"code": each.wrong.key, "detail": each.sentence} for each in check.problems],
    }


def _shorter(name: str, size: int, now: int) -> str:
    return (
        f"Theo {name}, sổ đã có {count(size)} sự kiện; nay sổ chỉ còn {count(now)} sự kiện: sổ bị "
        "lùi về bản cũ hoặc bị cắt ở cuối."
    )


def _forked(name: str, size: int, kept: bytes, now: str) -> str:
    return (
        f"Theo {name}, {count(size)} sự kiện đầu có mã gốc {kept.hex()}; nay mã gốc của "
        f"{count(size)} sự kiện đầu là {now}: sổ bị viết lại hoặc rẽ nhánh."
    )


def _of_tile(fault: NotProven) -> str:
    return f"Khối băm của nhật ký ký số {_KINDS[fault.kind]}: {fault}."
