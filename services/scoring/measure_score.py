"""The measures of an item beside those expected: unit of measure, sign, figures, day."""

from collections.abc import Sequence
from decimal import Decimal

from services.domain.plan.draft import MeasureDraft, Operator, TargetDraft
from services.plandoc.wording.words import alike, plain
from services.scoring.expected import ExpectedItem, ExpectedMeasure, ExpectedTarget
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)

_SIGNS = {
    Operator.EQUALS: "=",
    Operator.AT_LEAST: ">=",
    Operator.AT_MOST: "<=",
    Operator.MORE_THAN: ">",
    Operator.LESS_THAN: "<",
    Operator.BETWEEN: "..",
    Operator.NONE: "",
}
_NONE = "không có"


def measures_score(expected: ExpectedItem, measures: Sequence[MeasureDraft]) -> ReadingScore:
    """Compare all measures of an item; one that is not expected has an invented target."""
    if expected.measures is None:
        return ReadingScore()
    waiting = list(measures)
    shortfalls: list[Shortfall] = []
    right = 0
    for wanted in expected.measures.value:
        seen = _nearest(wanted, waiting)
        if seen is not None:
            waiting.remove(seen)
        if seen is not None and _is_right(wanted, seen):
            right += 1
            continue
        shortfalls.append(
            Shortfall(
                kind=ScoredKind.TARGET,
                mismatch=Mismatch.MISSING if seen is None else Mismatch.DIFFERENT,
                at=expected.name,
                expected=_said(wanted),
                read=_NONE if seen is None else _read(seen),
            )
        )
    shortfalls += (
        Shortfall(
            kind=ScoredKind.TARGET,
            mismatch=Mismatch.INVENTED,
            at=expected.name,
            expected=_NONE,
            read=_read(seen),
        )
        for seen in waiting
    )
    figure = ScoreFigure(
        wanted=len(expected.measures.value), recalled=right, read=len(measures), right=right
    )
    return ReadingScore(figures={ScoredKind.TARGET: figure}, shortfalls=tuple(shortfalls))


def _nearest(wanted: ExpectedMeasure, measures: list[MeasureDraft]) -> MeasureDraft | None:
    """The measure that is meant: the right one, else the likest title, else the first."""
    if not measures:
        return None
    return max(
        measures,
        key=lambda seen: (
            _is_right(wanted, seen),
            alike(wanted.title, seen.title) if wanted.title else 0,
        ),
    )


def _is_right(wanted: ExpectedMeasure, seen: MeasureDraft) -> bool:
    unit = not wanted.units or _unit(seen.unit) in map(_unit, wanted.units)
    day = wanted.reach_by is None or wanted.reach_by.value == seen.reach_by
    return (
        unit
        and day
        and _is_target(wanted.final, seen, seen.target_2030)
        and _is_target(wanted.average, seen, seen.target_average)
    )


def _unit(words: str) -> str:
    return plain(words).replace(" ", "")


def _is_target(
    wanted: tuple[ExpectedTarget, ...], seen: MeasureDraft, target: TargetDraft | None
) -> bool:
    if target is None:
        return not wanted
    high = None if target.high is None else Decimal(target.high)
    sign = _SIGNS[seen.operator]
    return any(
        (each.sign, each.value, each.high) == (sign, Decimal(target.value), high)
        for each in wanted
    )


def _said(wanted: ExpectedMeasure) -> str:
    said = (
        wanted.title or "",
        f"({' / '.join(wanted.units)})" if wanted.units else "",
        f"cuối kỳ {' / '.join(map(str, wanted.final))}" if wanted.final else "",
        f"hằng năm {' / '.join(map(str, wanted.average))}" if wanted.average else "",
        f"xong {wanted.reach_by.value:%d/%m/%Y}"
        if wanted.reach_by and wanted.reach_by.value
        else "",
    )
    return " ".join(filter(None, said)) or "không có mức"


def _read(seen: MeasureDraft) -> str:
    said = (
        seen.title,
        f"({seen.unit})",
        _figure("cuối kỳ", seen, seen.target_2030),
        _figure("hằng năm", seen, seen.target_average),
        f"xong {seen.reach_by:%d/%m/%Y}" if seen.reach_by else "",
    )
    return " ".join(filter(None, said))


def _figure(when: str, seen: MeasureDraft, target: TargetDraft | None) -> str:
    if target is None:
        return ""
    high = f" .. {target.high}" if target.high else ""
    sign = "" if target.high else f"{_SIGNS[seen.operator]} "
    return f"{when} {sign}{target.value}{high}"
