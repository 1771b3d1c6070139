"""The cases of plan documents beside their expected readings, and the score that is kept of each.

A case is a kind of thing that documents of the genre do, in three wordings (`NN-kind-a.txt`, `-b`,
`-c`), each with what a careful reader expects (`.yaml`). Beside them stand documents whose authors
knew nothing of the reader: they were unseen once, and it was mended by what it did not read.
`scores.yaml` of each folder keeps what is reached: no document may fall behind it. `make keep`
raises it; a kept line that is deleted is kept anew.
"""

from pathlib import Path
from typing import Final

import yaml

from services.scoring.document_score import score_document
from services.scoring.figures import ReadingScore

CASES: Final = Path(__file__).parent / "cases"
ONCE_UNSEEN: Final = Path(__file__).parent / "once_unseen"
DOCUMENTS: Final = sorted(CASES.glob("*.txt"))
STRANGERS: Final = sorted(ONCE_UNSEEN.glob("*.txt"))

_FILE: Final = "scores.yaml"

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


def kept_scores(folder: Path = CASES) -> dict[str, KeptScore]:
    """The kept score of each document of a folder, by its name."""
    file = folder / _FILE
    text = file.read_text(encoding="utf-8") if file.exists() else ""
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
    """Raise the kept scores to those of today; a document that fell behind keeps its own."""
    for folder, documents in ((CASES, DOCUMENTS), (ONCE_UNSEEN, STRANGERS)):
        _keep(folder, documents)


def _keep(folder: Path, documents: list[Path]) -> None:
    kept = kept_scores(folder)
    today = {document.stem: as_kept(scored(document)) for document in documents}
    raised = {
        name: kept[name] if name in kept and behind(score, kept[name]) else score
        for name, score in today.items()
    }
    (folder / _FILE).write_text(
        yaml.safe_dump(raised, allow_unicode=True, sort_keys=False, default_flow_style=None),
        encoding="utf-8",
    )


if __name__ == "__main__":
    keep()
