"""A score told to a program (JSON with English keys) or to a person (Vietnamese lines)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from services.domain.numerals import written
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)

KIND_LABELS: Final = {
    ScoredKind.HEAD: "đầu văn bản",
    ScoredKind.DUTY: "nhiệm vụ",
    ScoredKind.INDICATOR: "chỉ tiêu",
    ScoredKind.SCHEME: "đề án",
    ScoredKind.ACCOUNTED: "mục đọc được hoặc được trích",
    ScoredKind.TITLE: "tên mục",
    ScoredKind.LEAD: "đơn vị chủ trì",
    ScoredKind.SUPPORTING: "đơn vị phối hợp",
    ScoredKind.DUE: "thời hạn",
    ScoredKind.TARGET: "mức chỉ tiêu",
    ScoredKind.UNIT: "đơn vị",
    ScoredKind.FINDING: "điểm cần làm rõ",
    ScoredKind.LINE: "dòng giao việc",
}
_MISMATCH_LABELS: Final = {
    Mismatch.MISSING: "thiếu",
    Mismatch.QUOTED_ONLY: "chỉ được trích",
    Mismatch.DIFFERENT: "đọc khác",
    Mismatch.INVENTED: "thừa",
    Mismatch.LOST: "mất dòng",
}


def score_json(scored: ReadingScore) -> dict[str, Any]:
    """The figures by kind and each shortfall."""
    return {
        "figures": {kind.value: _figure(figure) for kind, figure in scored.figures.items()},
        "shortfalls": [
            {
                "kind": each.kind.value,
                "mismatch": each.mismatch.value,
                "at": each.at,
                "expected": each.expected,
                "read": each.read,
            }
            for each in scored.shortfalls
        ],
    }


def figure_lines(scored: ReadingScore) -> Iterator[str]:
    """A line for each kind: recalled of wanted, right of read."""
    for kind, figure in scored.figures.items():
        parts = (
            _share("đọc được", figure.recalled, figure.wanted, figure.recall),
            _share("đúng trong số đã đọc", figure.right, figure.read, figure.precision),
        )
        said = "; ".join(filter(None, parts))
        if said:
            yield f"- {KIND_LABELS[kind]}: {said}"


def score_lines(scored: ReadingScore) -> Iterator[str]:
    """What a person at the command line wants to know: the figures, then each shortfall."""
    yield "SO VỚI KẾT QUẢ MONG ĐỢI"
    yield from figure_lines(scored)
    yield f"\nCHƯA ĐẠT: {len(scored.shortfalls)}"
    for each in scored.shortfalls:
        yield from _lines(each)


def _share(name: str, part: int, whole: int, ratio: float | None) -> str:
    if ratio is None:
        return ""
    percent = written(Decimal(f"{100 * ratio:.1f}"))
    return f"{name} {part}/{whole} ({percent}%)"


def _lines(shortfall: Shortfall) -> Iterator[str]:
    how, kind = _MISMATCH_LABELS[shortfall.mismatch], KIND_LABELS[shortfall.kind]
    yield f"- {how}, {kind}, {shortfall.at}"
    yield f"    mong đợi: {shortfall.expected}"
    yield f"    đọc ra: {shortfall.read}"


def _figure(figure: ScoreFigure) -> dict[str, object]:
    return {
        "wanted": figure.wanted,
        "recalled": figure.recalled,
        "read": figure.read,
        "right": figure.right,
        "recall": figure.recall,
        "precision": figure.precision,
    }
