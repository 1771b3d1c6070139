"""How far a long command has come, for who sits at a terminal; a program's pipe stays empty."""

import sys
import time
from dataclasses import dataclass
from typing import Final

_WIDTH: Final = 30
_EVERY: Final = 0.2  # seconds


@dataclass(slots=True)
class ProgressBar:
    """One line that is drawn again: `Đang kiểm tra [####      ] 40 % (4.000/10.000)`."""

    label: str
    drawn_at: float = float("-inf")
    drawn: bool = False

    def show(self, done: int, of: int) -> None:
        """Draw so much of the whole, a few times a second at most."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self.drawn_at < _EVERY and done < of):
            return
        self.drawn_at, self.drawn = now, True
        share = min(1.0, done / of) if of else 1.0
        bar = "#" * round(share * _WIDTH)
        self._write(f"\r{self.label} [{bar:<{_WIDTH}}] {share:4.0%} ({done}/{of})")

    def close(self) -> None:
        """Take the line away."""
        if self.drawn:
            self._write("\r\x1b[K")

    def _write(self, said: str) -> None:
        print(said, end="", file=sys.stderr, flush=True)  # noqa: T201  (the command line speaks to a person)
