"""Giao việc định kỳ."""

from typing import Any, Final

from services.domain.directive.acts.repeat_order import ACT
from tests.acts.directive.common import (
    CALL,
    LAID,
    MAY,
    NAMES,
    PAGE,
    STREAM,
    asked,
    day,
    refused_asking,
)
from tests.acts.sample import CHECKER, ActSample, Refused, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {
        **asked(thing),
        "rhythm": "weekly",
        "rhythm_day": 5,
        "rhythm_month": None,
        "from_on": day(thing, 0),
        "until_on": day(thing, 60),
        "issue_before_working_days": None,
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/giao-dinh-ky",
    opens=f"{PAGE}/giao",
    call=f"{CALL}/recurring-orders",
    json=_sent,
    item=None,
    after=LAID,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_asking(),
        Refused(code="order-running", after=(*LAID, "repeat-order"), field="clause"),
        Refused(code="field-rhythm", sent={"rhythm": "yearly"}, field="rhythm"),
        Refused(
            code="issue-before",
            sent={"issue_before_working_days": 61},
            field="issue_before_working_days",
        ),
        Refused(code="rhythm-day", sent={"rhythm_day": 8}, field="rhythm_day"),
        Refused(
            code="order-from-past",
            sent=lambda thing: {"from_on": day(thing, -1)},
            field="from_on",
        ),
        Refused(
            code="order-days",
            sent=lambda thing: {"until_on": day(thing, 1)},
            field="until_on",
        ),
    ),
)
