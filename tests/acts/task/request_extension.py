"""Xin gia hạn."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from services.domain.policy import Policy
from services.domain.task.acts.request_extension import ACT
from tests.acts.rights import AT_WORK, LED, OF_THE_UNIT, State
from tests.acts.sample import (
    ASSIGNED_UNDATED,
    CHECKER,
    POLICE,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    Sent,
    Thing,
)
from tests.acts.task.common import (
    APPROVED,
    CONFIRMED,
    OPENS,
    SUSPENDED,
    next_rest_day,
    next_working_day,
)

LONG: Final = 130  # calendar days: behind the due date of every task of a quarter


def _sent(thing: Thing) -> dict[str, Any]:
    day = next_working_day(thing.today + timedelta(days=LONG))
    words = {"reason": "Chờ số liệu của Chi cục.", "done_so_far": "Đã có 9/12 tổ."}
    code = {"reason_code": "awaiting-superior"}
    return {
        "until_on": day.isoformat(),
        "cause": "objective",
        **(code if thing.restricted else words),
    }


def _after(days: int) -> Any:
    def sent(thing: Thing) -> Sent:
        day = next_working_day(thing.today + timedelta(days=days))
        return {"until_on": day.isoformat()}

    return sent


def _on_rest_day(thing: Thing) -> Sent:
    day = next_rest_day(thing.today + timedelta(days=LONG))
    return {"until_on": day.isoformat()}


def _never(policy: Policy) -> Policy:
    return replace(policy, requests=replace(policy.requests, extensions_at_most=0))


SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=(
        (
            OF_THE_UNIT,
            LED,
            AT_WORK - {State.ASKED} | {State.SUBMITTED},
        ),
    ),
    page="/viec/{stream}/xin-gia-han",
    opens=OPENS,
    call="/api/tasks/{stream}/extension-requests",
    json=_sent,
    of_late=False,
    of_undated=False,
    refused=(
        Refused(code="not-lead-unit", by=CHECKER),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="extension-nothing-owed", after=APPROVED),
        Refused(code="extension-no-date", item=ASSIGNED_UNDATED),
        Refused(code="extension-asked", after=("request-extension",)),
        Refused(code="extension-too-late", days=30),
        Refused(code="extensions-at-most", policy=_never),
        Refused(code="field-cause", sent={"cause": "khac"}, field="cause"),
        Refused(code="restricted", item=SECRET, by=POLICE, sent={"reason": "Lời."}),
        Refused(code="reason-missing", sent={"reason": None}),
        Refused(code="field-reason", sent={"reason_code": "xyz"}, field="reason_code"),
        Refused(
            code="extension-progress-missing", sent={"done_so_far": None}, field="done_so_far"
        ),
        Refused(code="extension-before-today", sent=_after(-9), field="until_on"),
        Refused(code="extension-not-later", sent=_after(0), field="until_on"),
        Refused(code="extension-on-rest-day", sent=_on_rest_day, field="until_on"),
        Refused(code="extension-beyond-plan", sent=_after(365 * 4 + 40), field="until_on"),
    ),
)
