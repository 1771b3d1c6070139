"""Kết luận kiến nghị kiểm tra."""

from typing import Final

from services.domain.inspection.acts.close_finding import ACT
from tests.acts.inspection.common import (
    ANSWERED,
    BY_PAPER,
    CALL,
    MAY,
    NAMES,
    NOT_THEIRS,
    OF_SECRET,
    OPENED,
    PAGE,
    STREAM,
    WITHDRAWN,
    refused_words,
)
from tests.acts.sample import INSPECTOR, POLICE_HEAD, ActSample, Refused, SampleStep

_OF_SECRET_ANSWERED: Final = (
    *OF_SECRET,
    SampleStep(act="answer-inspection-finding", by=POLICE_HEAD, sent=BY_PAPER),
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=INSPECTOR,
    may=MAY,
    page=f"{PAGE}/ket-luan",
    opens=PAGE,
    call=f"{CALL}/closing",
    json=lambda _: {"text": "Giải trình đầy đủ.", "paper": None},
    after=ANSWERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="inspection-ended", after=WITHDRAWN),
        Refused(code="not-answered", after=OPENED),
        *refused_words(after=_OF_SECRET_ANSWERED),
    ),
)
