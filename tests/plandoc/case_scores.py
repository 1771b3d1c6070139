"""The cases of plan documents beside their expected readings, and the score that is kept of each.

A case is a kind of thing that documents of the genre do, in three wordings (`NN-kind-a.txt`, `-b`,
`-c`), each with what a careful reader expects (`.yaml`). `scores.yaml` keeps what is reached: no
case may fall behind it. `make keep` raises it; a kept line that is deleted is kept anew.
"""

from pathlib import Path
from typing import Final

import yaml

from services.scoring.document_score import score_document
from services.scoring.figures import ReadingScore

CASES: Final = Path(__file__).parent / "cases"
KEPT: Final = CASES / "scores.yaml"
DOCUMENTS: Final = sorted(CASES.glob("*.txt"))

# What is kept of a case: of each kind wanted, recalled and wrong; and how many shortfalls.
KeptScore = dict[str, dict[str, int] | int]


def scored(document: Path) -> ReadingScore:
    """The score of one case as the reader reads it today."""
    expected = document.with_suffix(".yaml").read_bytes()
    return score_document(document.read_bytes(), document.name, expected)


def as_kept(score: ReadingScore) -> KeptScore:
    """A score in the form in which it is kept."""
    kept: KeptScore = {
        kind.value: {
            "wanted": figure.wanted,
            "recalled": figure.recalled,
            "wrong": figure.read - figure.right,
        }
        for kind, figure in score.figures.items()
        if figure.wanted or figure.read > figure.right
    }
    return {**kept, "shortfalls": len(score.shortfalls)}


def kept_scores() -> dict[str, KeptScore]:
    """The kept score of each case, by the name of its document."""
    text = KEPT.read_text(encoding="utf-8") if KEPT.exists() else ""
    kept: dict[str, KeptScore] = yaml.safe_load(text) or {}
    return kept


def behind(today: KeptScore, kept: KeptScore) -> list[str]:
    """Where a score is behind the kept one, a kind a line; nothing where the case has changed."""
    if _wanted(today) != _wanted(kept):
        return []
    return [
        f"{kind}: {today.get(kind, 0)}, kept: {kept.get(kind, 0)}"
        for kind in sorted(today.keys() | kept.keys())
        if _is_worse(today.get(kind, 0), kept.get(kind, 0))
    ]


def _wanted(score: KeptScore) -> dict[str, int]:
    return {
        kind: each["wanted"]
        for kind, each in score.items()
        if isinstance(each, dict) and each["wanted"]
    }


def _is_worse(today: dict[str, int] | int, kept: dict[str, int] | int) -> bool:
    if isinstance(today, dict) or isinstance(kept, dict):
        new = today if isinstance(today, dict) else {}
        old = kept if isinstance(kept, dict) else {}
        return new.get("recalled", 0) < old.get("recalled", 0) or new.get("wrong", 0) > old.get(
            "wrong", 0
        )
    return today > kept


def keep() -> None:
    """Raise the kept scores to those of today; a case that fell behind keeps its own."""
    kept = kept_scores()
    today = {document.stem: as_kept(scored(document)) for document in DOCUMENTS}
    raised = {
        name: kept[name] if name in kept and behind(score, kept[name]) else score
        for name, score in today.items()
    }
    KEPT.write_text(
        yaml.safe_dump(raised, allow_unicode=True, sort_keys=False, default_flow_style=None),
        encoding="utf-8",
    )


if __name__ == "__main__":
    keep()
