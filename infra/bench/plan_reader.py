"""How well and how fast plan documents are read: the cases, documents never seen, a long one.

The documents stand in the checkout's tests, each `.txt` or `.docx` beside the `.yaml` that says
what a careful reader expects of it; an empty folder is no fault.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from infra.bench.long_plan import long_plan
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.scoring.document_score import score_document
from services.scoring.figures import Mismatch, ReadingScore, ScoredKind, total

LONG: Final = 130_000  # bytes: the longest plan of a ward that was met
WANTED_SECONDS: Final = 1.0  # for reading it, and for the start of the command
ROUNDS: Final = 5
_PLANS: Final = Path(__file__).parents[2] / "tests" / "plandoc"
_SETS: Final = ("cases", "unseen", "once_unseen")
_SUFFIXES: Final = (".txt", ".docx")


def measure_reader(plans: Path = _PLANS) -> dict[str, Any]:
    """The score of each set of documents, the seconds of a long one and of a small one's start."""
    sets = {name: documents_in(plans / name) for name in _SETS}
    content = long_plan(LONG)
    known = [document for documents in sets.values() for document in documents]
    smallest = min(known, key=lambda path: path.stat().st_size, default=None)
    return {
        "sets": {name: _figures(documents) for name, documents in sets.items() if documents},
        "long_bytes": len(content),
        "long_seconds": _seconds(lambda: read_document(read_source(content, "dài.txt"))),
        "start_seconds": _seconds(lambda: _check(smallest)) if smallest else None,
        "wanted_seconds": WANTED_SECONDS,
    }


def documents_in(folder: Path) -> list[Path]:
    """The documents of a folder that have an expected reading beside them."""
    return sorted(
        file
        for file in (folder.iterdir() if folder.is_dir() else ())
        if file.suffix in _SUFFIXES and file.with_suffix(".yaml").is_file()
    )


def lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a person reads them."""
    start = figures["start_seconds"]
    return [
        *(line for name, each in figures["sets"].items() for line in _set_lines(name, each)),
        (
            f"reader   {figures['long_bytes'] / 1000:.0f} KB in {figures['long_seconds']:.2f} s, "
            f"start of plan check {f'{start:.2f} s' if start else 'not measured'} "
            f"(wanted: {figures['wanted_seconds']:.0f} s each)"
        ),
    ]


def _set_lines(name: str, each: dict[str, Any]) -> Iterator[str]:
    yield (
        f"reader   {name}: {each['exact']} of {each['documents']} documents as expected, "
        f"{each['invented']} items invented of {each['items']}, {each['lost']} lines lost"
    )
    for kind, figure in each["kinds"].items():
        parts = (
            _share("recalled", figure["recalled"], figure["wanted"]),
            _share("right", figure["right"], figure["read"]),
        )
        yield f"         {kind:<18} {'   '.join(filter(None, parts))}"


def _share(name: str, part: int, whole: int) -> str:
    return f"{name} {part:>4} of {whole:>4} = {part / whole:.3f}" if whole else ""


def _figures(documents: list[Path]) -> dict[str, Any]:
    scores = [_scored(document) for document in documents]
    both = total(scores)
    items = (ScoredKind.DUTY, ScoredKind.INDICATOR, ScoredKind.SCHEME)
    return {
        "documents": len(scores),
        "exact": sum(not score.shortfalls for score in scores),
        "items": sum(both.of(kind).read for kind in items),
        "invented": sum(both.count(kind, Mismatch.INVENTED) for kind in items),
        "lost": both.count(ScoredKind.LINE, Mismatch.LOST),
        "kinds": {
            kind.value: {
                "recalled": figure.recalled,
                "wanted": figure.wanted,
                "right": figure.right,
                "read": figure.read,
            }
            for kind, figure in both.figures.items()
            if figure.wanted or figure.read
        },
    }


def _scored(document: Path) -> ReadingScore:
    expected = document.with_suffix(".yaml").read_bytes()
    return score_document(document.read_bytes(), document.name, expected)


def _seconds(run: Callable[[], object]) -> float:
    """The seconds of a call in the middle of several, the first of which only warms up."""
    run()
    return median(_timed(run) for _ in range(ROUNDS))


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _check(document: Path) -> None:
    command = [sys.executable, "-m", "dondoc", "plan", "check", str(document)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
