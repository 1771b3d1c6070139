"""The head of a document and its units beside what is expected of them."""

from services.domain.plan.draft import PlanDraft
from services.scoring.expected import ExpectedHead, ExpectedUnits
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)
from services.scoring.phrases import any_same

_NONE = "không có"


def head_score(expected: ExpectedHead, draft: PlanDraft) -> ReadingScore:
    """Compare title (with its capitals), number, place, day and years."""
    fields: tuple[tuple[str, object, object], ...] = tuple(
        (name, stated.value, read)
        for name, stated, read in (
            ("tên văn bản", expected.title, draft.title),
            ("số, ký hiệu", expected.number, draft.number),
            ("địa danh", expected.place, draft.place),
            ("ngày ban hành", expected.issued_on, draft.issued_on),
            ("giai đoạn", expected.period, (draft.period_from, draft.period_to)),
        )
        if stated is not None
    )
    wrong = [(name, wanted, read) for name, wanted, read in fields if wanted != read]
    right = len(fields) - len(wrong)
    figure = ScoreFigure(wanted=len(fields), recalled=right, read=len(fields), right=right)
    return ReadingScore(
        figures={ScoredKind.HEAD: figure} if fields else {},
        shortfalls=tuple(
            Shortfall(
                kind=ScoredKind.HEAD,
                mismatch=Mismatch.DIFFERENT,
                at=name,
                expected=_said(wanted),
                read=_said(read),
            )
            for name, wanted, read in wrong
        ),
    )


def units_score(expected: ExpectedUnits, draft: PlanDraft) -> ReadingScore:
    """Compare the units: those that must stand, those that must not, and any beyond them."""
    names = [(unit.name, *unit.aliases) for unit in draft.units]
    exactly = expected.exactly.value if expected.exactly else None
    wanted = (*(exactly or ()), *expected.including)
    missing = [each for each in wanted if not any(any_same(unit, each) for unit in names)]
    untrue = [
        unit[0]
        for unit in names
        if any(any_same(unit, each) for each in expected.without)
        or (exactly is not None and not any(any_same(unit, each) for each in exactly))
    ]
    judged = len(names) if exactly is not None else len(untrue)
    figure = ScoreFigure(
        wanted=len(wanted),
        recalled=len(wanted) - len(missing),
        read=judged,
        right=judged - len(untrue),
    )
    return ReadingScore(
        figures={ScoredKind.UNIT: figure} if wanted or expected.without else {},
        shortfalls=(
            *(_unit(each, Mismatch.MISSING, each, _NONE) for each in missing),
            *(_unit(each, Mismatch.INVENTED, _NONE, each) for each in untrue),
        ),
    )


def _unit(name: str, mismatch: Mismatch, expected: str, read: str) -> Shortfall:
    return Shortfall(
        kind=ScoredKind.UNIT, mismatch=mismatch, at=name, expected=expected, read=read
    )


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return " - ".join(map(str, value))
    return _NONE if value is None else str(value)
