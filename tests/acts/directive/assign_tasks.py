"""Giao việc."""

from typing import Any, Final

from services.domain.directive.acts.assign_tasks import ACT
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
        "due_on": day(thing, 14),
        "without_due": False,
        "superior_due_on": None,
        "despite": False,
    }


# A life begins on a Monday; the upper body's day of the sampled directive is 30 days later.
SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/giao-viec",
    opens=f"{PAGE}/giao",
    call=f"{CALL}/tasks",
    json=_sent,
    item=None,
    after=LAID,
    stream=STREAM,
    names=NAMES,
    refused=(
        *refused_asking(),
        Refused(
            code="superior-day-early",
            sent=lambda thing: {"superior_due_on": day(thing, -10)},
            field="superior_due_on",
        ),
        Refused(code="due-missing", sent={"due_on": None}, field="due_on"),
        Refused(code="due-twice", sent={"without_due": True}, field="due_on"),
        Refused(code="due-past", sent=lambda thing: {"due_on": day(thing, -1)}, field="due_on"),
        Refused(
            code="due-rest-day", sent=lambda thing: {"due_on": day(thing, 12)}, field="due_on"
        ),
        Refused(
            code="due-after-superior",
            sent=lambda thing: {"due_on": day(thing, 35)},
            field="due_on",
        ),
        Refused(code="calendar-missing", sent={"due_on": "2040-06-01"}),
    ),
)
