"""Bổ sung số, ký hiệu."""

from typing import Final

from services.domain.directive.acts.number_directive import ACT
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    REGISTERED,
    STREAM,
    day,
)
from tests.acts.sample import CHECKER, ActSample, Refused, SampleStep

_CONCLUSION: Final = {"source": "conclusion", "number": None}
_UNNUMBERED: Final = (SampleStep(act="register-directive", sent=_CONCLUSION),)
_DUE_EARLY: Final = SampleStep(
    act="register-directive",
    sent=lambda thing: {**_CONCLUSION, "superior_due_on": day(thing, -3)},
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/so-ky-hieu",
    opens=PAGE,
    call=f"{CALL}/number",
    json=lambda thing: {
        "number": "15/TB-UBND",
        "dated_on": day(thing, -2),
        "twins_reason": None,
    },
    drawn=lambda _: {"twins": ()},
    item=None,
    after=_UNNUMBERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="number-known", after=REGISTERED, field="number"),
        Refused(code="number-missing", sent={"number": ""}, field="number"),
        Refused(code="paper-number", sent={"number": "mười lăm"}, field="number"),
        Refused(
            code="paper-in-future",
            sent=lambda thing: {"dated_on": day(thing, 1)},
            field="dated_on",
        ),
        Refused(code="superior-day-early", after=(_DUE_EARLY,), field="dated_on"),
        Refused(
            code="already-registered",
            command={"twins": ("2026.zzzzzzzz",)},
            field="twins_reason",
        ),
    ),
)
