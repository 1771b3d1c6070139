"""Nạp văn bản kế hoạch: in a ward that carries out no plan yet."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from services.domain.plan_document.acts.load_reading import ACT
from tests.acts.plan_document.common import (
    CALL,
    DECIDED,
    LEADERLESS,
    NAMES,
    OTHER_DOCUMENT,
    PAGE,
    QUOTED,
    READING,
    accepted,
)
from tests.acts.rights import DECIDERS, holding
from tests.acts.sample import CHECKER, CHIEF, ActSample, Refused, SampleStep, Thing
from tests.plan_readings import NO_LEAD, NO_NUMBER


def _sent(thing: Thing) -> dict[str, Any]:
    return {"version": 6, "active_from": (thing.today + timedelta(days=1)).isoformat()}


# Another document became the ward's plan meanwhile.
_OTHER: Final = (
    SampleStep(act="read-plan", command={"stream": OTHER_DOCUMENT}),
    accepted(NO_LEAD, stream=OTHER_DOCUMENT),
    accepted(NO_NUMBER, stream=OTHER_DOCUMENT),
    accepted(LEADERLESS.key, stream=OTHER_DOCUMENT),
    SampleStep(act="load-plan", command={"stream": OTHER_DOCUMENT}),
)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=holding(*DECIDERS),
    page=f"{PAGE}/nap",
    opens=PAGE,
    call=f"{CALL}/load",
    json=_sent,
    drawn=lambda _: {"reading": READING, "draft": READING.draft, "quoted": QUOTED},
    item=None,
    planned=False,
    after=DECIDED,
    stream="{reading}",
    names=NAMES,
    refused=(
        Refused(code="not-loading", by=CHECKER),
        Refused(code="no-reading", after=()),
        Refused(code="reading-loaded", after=(*DECIDED, "load-plan")),
        Refused(
            code="reading-changed",
            command={"reading": replace(READING, findings=READING.findings[1:])},
        ),
        Refused(code="plan-active", after=(*_OTHER, *DECIDED)),
        Refused(code="errors-undecided", after=("read-plan",)),
        Refused(code="active-from-far", sent={"active_from": "2062-01-01"}, field="active_from"),
        Refused(code="reading-moved", sent={"version": 2}),
    ),
)
