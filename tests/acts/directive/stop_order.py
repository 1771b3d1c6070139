"""Thôi giao việc định kỳ."""

from typing import Final

from services.domain.directive.acts.stop_order import ACT
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    LAID,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    SECRET,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused, SampleStep

_WORDLESS: Final = SampleStep(
    act="repeat-order",
    sent={"clause": None, "title": None, "product": None, "text_version": 0},
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/thoi-dinh-ky",
    opens=PAGE,
    call=f"{CALL}/recurring-orders/stop",
    json=lambda _: {"order": 1, "reason": "Đã hết đợt cao điểm."},
    item=None,
    after=(*LAID, "repeat-order"),
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="no-running-order", sent={"order": 2}, field="order"),
        Refused(code="directive-secret", after=(SECRET, _WORDLESS), field="reason"),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
