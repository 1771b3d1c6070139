"""What is asked of a verification."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# The roots by size that a witness saw of a log (its origin) beyond a size. Raises AnchorAway,
# NotProven.
WitnessSaw = Callable[[str, int], Awaitable[Mapping[int, bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What is verified of an installation, and against what.

    Evidence files where their folder is given; the signed log, its copies and what witnesses saw
    (by their names) where they are. With `state` facts that an earlier verification found sound
    are not read again unless `full` asks for it; without, everything is read and nothing is
    remembered. `kept_roots` are those of earlier sizes that were kept elsewhere. `progress` hears
    how many facts were read, and how many there are.
    """

    files: Path | None = None
    kept_roots: Mapping[int, bytes] = field(default_factory=dict)
    log: Path | None = None
    copies: Path | None = None
    witnesses: Mapping[str, WitnessSaw] = field(default_factory=dict)
    state: Path | None = None
    full: bool = False
    progress: Callable[[int, int], None] | None = None
