"""Kết thúc xử lý."""

from typing import Final

from services.domain.directive.acts.close_directive import ACT
from tests.acts.directive.common import (
    CALL,
    LAID,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    REGISTERED,
    SECRET,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused, SampleStep

_FIRST: Final = SampleStep(act="settle-clauses", sent={"clauses": ["k1"]})

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/ket-thuc",
    opens=PAGE,
    call=f"{CALL}/closing",
    json=lambda _: {"reason": None},
    item=None,
    after=(*LAID, "settle-clauses"),
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="clauses-undecided", after=LAID),
        Refused(code="orders-running", after=(*LAID, _FIRST, "repeat-order")),
        Refused(
            code="directive-secret",
            after=(SECRET,),
            sent={"reason": "Để biết."},
            field="reason",
        ),
        Refused(code="no-work", after=REGISTERED, field="reason"),
    ),
)
