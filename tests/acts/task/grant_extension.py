"""Đồng ý gia hạn."""

from datetime import timedelta
from typing import Any, Final

from services.domain.task.acts.grant_extension import ACT
from tests.acts.rights import ASSIGNERS, Relation, State
from tests.acts.sample import (
    CHECKER,
    CHIEF,
    HEAD_AND_CHIEF,
    POLICE,
    SECRET,
    ActSample,
    Refused,
    SampleStep,
    Sent,
    Thing,
)
from tests.acts.task.common import (
    APPROVED,
    ASKED,
    OPENS,
    SUSPENDED,
    next_rest_day,
    next_working_day,
)


def _until(days: int) -> Any:
    def sent(thing: Thing) -> Sent:
        day = next_working_day(thing.today + timedelta(days=days))
        return {"until_on": day.isoformat()}

    return sent


def _on_rest_day(thing: Thing) -> Sent:
    return {"until_on": next_rest_day(thing.today + timedelta(days=130)).isoformat()}


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=((ASSIGNERS, frozenset(Relation), frozenset({State.ASKED})),),
    page="/viec/{stream}/dong-y-gia-han",
    opens=OPENS,
    call="/api/tasks/{stream}/extension",
    json=lambda _: {"request": 1, "until_on": None, "note": None},
    after=ASKED,
    refused=(
        Refused(code="not-assigner", by=CHECKER),
        Refused(code="own-unit", by=HEAD_AND_CHIEF),
        Refused(code="task-closed", after=(*ASKED, *APPROVED, "confirm-submission")),
        Refused(code="task-suspended", after=(*ASKED, *SUSPENDED)),
        Refused(code="no-extension-request", after=()),
        Refused(code="other-extension-request", sent={"request": 7}),
        Refused(
            code="restricted",
            item=SECRET,
            after=(SampleStep(act="request-extension", by=POLICE),),
            sent={"note": "Lời."},
        ),
        Refused(code="extension-before-today", sent=_until(-9), field="until_on"),
        Refused(code="extension-not-later", sent=_until(0), field="until_on"),
        Refused(code="extension-on-rest-day", sent=_on_rest_day, field="until_on"),
        Refused(code="extension-beyond-plan", sent=_until(365 * 4 + 40), field="until_on"),
    ),
)
