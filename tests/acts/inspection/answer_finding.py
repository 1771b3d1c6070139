"""Trả lời kiến nghị kiểm tra."""

from typing import Final

from services.domain.inspection.acts.answer_finding import ACT
from services.domain.roles import Office
from tests.acts.inspection.common import (
    CALL,
    NAMES,
    OPENED,
    PAGE,
    STREAM,
    WITHDRAWN,
    refused_words,
)
from tests.acts.rights import holding
from tests.acts.sample import (
    HEAD,
    INSPECTOR,
    OTHER,
    POLICE_HEAD,
    SPECIALIST,
    ActSample,
    Refused,
)

SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    may=holding(Office.UNIT_HEAD),
    page=f"{PAGE}/tra-loi",
    opens=PAGE,
    call=f"{CALL}/answers",
    json=lambda _: {"text": "Đã đối chiếu, số liệu đúng.", "paper": None},
    after=OPENED,
    stream=STREAM,
    names=NAMES,
    refused=(
        Refused(code="no-inspection-finding", by=OTHER),
        Refused(code="not-answering", by=SPECIALIST),
        Refused(code="not-answering", by=INSPECTOR),
        Refused(code="inspection-ended", after=WITHDRAWN),
        *refused_words(by=POLICE_HEAD),
    ),
)
