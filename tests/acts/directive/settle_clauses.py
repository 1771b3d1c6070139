"""Quyết định về điều, khoản."""

from typing import Final

from services.domain.directive.acts.settle_clauses import ACT
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    LAID,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/quyet-dinh",
    opens=PAGE,
    call=f"{CALL}/decisions",
    json=lambda _: {
        "clauses": ["k1", "k2"],
        "outcome": "nothing",
        "existing": [],
        "reason": "Đã thực hiện xong.",
        "text_version": 1,
    },
    item=None,
    after=LAID,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="text-moved", sent={"text_version": 9}),
        Refused(code="clause-missing", sent={"clauses": []}, field="clauses"),
        Refused(code="clause-unknown", sent={"clauses": ["k9"]}, field="clauses"),
        Refused(code="field-outcome", sent={"outcome": "task"}, field="outcome"),
        Refused(code="work-missing", sent={"outcome": "existing"}, field="existing"),
        Refused(
            code="work-unknown",
            sent={"outcome": "existing", "existing": ["DA9"]},
            field="existing",
        ),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
    ),
)
