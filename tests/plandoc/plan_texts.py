"""Every plan document that the tests hold as text: the cases, the unseen ones, the ward's own."""

from functools import cache
from pathlib import Path
from typing import Final

from services.domain.plan_document.reading import Reading
from tests.plandoc.reading_facts import read
from tests.plandoc.real_plan import real_text

_HERE: Final = Path(__file__).parent
REAL: Final = "the-ward-s-own"
TEXTS: Final = {
    path.stem: path.read_text(encoding="utf-8")
    for folder in ("cases", "unseen")
    for path in sorted((_HERE / folder).glob("*.txt"))
} | {REAL: real_text()}
SHORT: Final = tuple(path.stem for path in sorted((_HERE / "cases").glob("*.txt")))
# Printed on paper: how long a line is says whether the next one goes on with it.
ON_PAPER: Final = frozenset(name for name in TEXTS if "wrapped-lines" in name)
WHOLE_LINES: Final = tuple(name for name in TEXTS if name not in ON_PAPER)
# Lists nouns without a verb; whether they are read as work hangs on a point or on another body.
NOUNS_AS_WORK: Final = frozenset({"10-semicolons-and-lists-c"})


@cache
def reading_of(name: str) -> Reading:
    """What is read of a document as it stands."""
    return read(TEXTS[name])
