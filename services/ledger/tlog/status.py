"""How the job fares that builds and signs the log, as a file beside it.

The job's login writes nothing to the database, so this file is what `/healthz`, the page about
the log's keys and `dondoc doctor` read.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

NAME: Final = "status.json"
OK: Final = "ok"
STALE: Final = "stale"
STALE_SECONDS: Final = 30


class AnchorKind(StrEnum):
    """What kind of place keeps checkpoints outside: each leaves an attacker another window."""

    FOLDER = "folder"
    WITNESS = "witness"
    STAMPS = "stamps"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorStatus:
    """Of one anchor: whether it holds what it should, up to which size it holds, else why not."""

    kind: AnchorKind
    state: str
    said: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStatus:
    """How the log stands; `at` is when this was written (POSIX seconds), `pid` by which process.

    `said` is a Vietnamese sentence for people where `state` is not `ok`.
    """

    state: str
    said: str
    built: int
    signed: int | None
    at: float
    pid: int
    anchors: Mapping[str, AnchorStatus] = field(default_factory=dict)

    @property
    def part_state(self) -> str:
        """One word for all of it: the log's own trouble before that of an anchor."""
        troubled = [each.state for each in self.anchors.values() if each.state != OK]
        return self.state if self.state != OK or not troubled else troubled[0]

    def write(self, folder: Path) -> None:
        """Put it beside the log; not flushed to the disk: it is written anew all the time."""
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{NAME}"
        beside.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")
        beside.replace(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """What was written last; None where nothing was, or nothing that can be read."""
        try:
            kept: dict[str, Any] = json.loads((folder / NAME).read_text("utf-8"))
            anchors = {name: _anchor(each) for name, each in kept.pop("anchors").items()}
            return cls(**kept, anchors=anchors)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _anchor(kept: Mapping[str, Any]) -> AnchorStatus:
    return AnchorStatus(**{**kept, "kind": AnchorKind(kept["kind"])})
