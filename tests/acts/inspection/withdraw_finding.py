"""Rút kiến nghị kiểm tra."""

from typing import Final

from services.domain.inspection.acts.withdraw_finding import ACT
from tests.acts.inspection.common import (
    CALL,
    MAY,
    NAMES,
    NOT_THEIRS,
    OPENED,
    PAGE,
    STREAM,
    WITHDRAWN,
    refused_words,
)
from tests.acts.sample import INSPECTOR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=INSPECTOR,
    may=MAY,
    page=f"{PAGE}/rut",
    opens=PAGE,
    call=f"{CALL}/withdrawal",
    json=lambda _: {"text": "Lập nhầm kỳ.", "paper": None},
    after=OPENED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="inspection-ended", after=WITHDRAWN),
        *refused_words(),
    ),
)
