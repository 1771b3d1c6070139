"""Mở lại nguồn giao việc."""

from typing import Final

from services.domain.directive.acts.reopen_directive import ACT
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    SECRET,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/mo-lai",
    opens=PAGE,
    call=f"{CALL}/reopening",
    json=lambda _: {"reason": "Thành phố gửi bản thay thế."},
    item=None,
    after=CLOSED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-secret", after=(SECRET, "close-directive"), field="reason"),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
