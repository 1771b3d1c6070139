"""Tách điều, khoản."""

from typing import Any, Final

from services.domain.directive.acts.lay_clauses import ACT
from tests.acts.directive.common import (
    BREAK,
    CALL,
    CLOSED,
    CUTS,
    LAID,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    REGISTERED,
    SECRET,
    STREAM,
    TEXT,
)
from tests.acts.sample import CHECKER, ActSample, Refused


def _cut_at(at: int, mark: str) -> dict[str, Any]:
    first, second = CUTS
    return {"cuts": [{**first, "end": at}, {**second, "start": at, "mark": mark}]}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/van-ban",
    opens=f"{PAGE}/van-ban",
    call=f"{CALL}/clauses",
    json=lambda _: {"text": TEXT, "cuts": CUTS, "text_version": None},
    drawn=lambda _: {"words_before": None},
    item=None,
    after=REGISTERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="directive-secret", after=(SECRET,), field="text"),
        Refused(code="text-moved", after=LAID, sent={"text_version": 0}),
        Refused(code="clauses-uncovered", sent={"cuts": CUTS[1:]}, field="cuts"),
        Refused(code="clause-cut-in-word", sent=_cut_at(BREAK + 5, ""), field="cuts"),
        Refused(code="clause-mark", sent=_cut_at(BREAK, "3."), field="cuts"),
    ),
)
