"""Đề nghị xem lại: of a report that came back, by who had sent it."""

from typing import Any, Final

from services.domain.roles import Office
from services.domain.task.acts.contest_line import ACT
from tests.acts.rights import LED, State
from tests.acts.sample import COLLEAGUE, POLICE, SECRET, SPECIALIST, ActSample, Refused, Thing
from tests.acts.task.common import (
    CONTESTED,
    OPENS,
    REASON_REFUSED,
    RETURNED,
    RETURNED_SECRET,
    SUSPENDED,
    WITHDRAWN,
)


def _sent(thing: Thing) -> dict[str, Any]:
    code, words = {"reason_code": "ground-wrong"}, {"reason": "Biểu số 2 đã gửi kèm từ đầu."}
    return {"about": "return", "submission": 1, **(code if thing.restricted else words)}


# While a contest waits there is no second one.
_RECORDED: Final = frozenset({State.RETURNED, State.CLAIMED, State.CONFIRMED})

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    # The officials whose lines these are do not look at the matrix; their units' heads do.
    may=((frozenset({Office.UNIT_HEAD}), LED, _RECORDED),),
    page="/viec/{stream}/de-nghi-xem-lai",
    opens=OPENS,
    call="/api/tasks/{stream}/contests",
    json=_sent,
    after=RETURNED,
    refused=(
        Refused(code="not-line-owner", by=COLLEAGUE),
        Refused(code="task-closed", after=(*RETURNED, *WITHDRAWN)),
        Refused(code="task-suspended", after=(*RETURNED, *SUSPENDED)),
        Refused(code="nothing-to-contest", after=()),
        Refused(code="field-line", sent={"about": "khac"}, field="about"),
        Refused(code="contest-subject", sent={"submission": None}, field="submission"),
        Refused(code="contest-unit", sent={"unit": "VHXH"}, field="unit"),
        Refused(
            code="contest-not-recorded",
            sent={"submission": 7},
            field="about",
        ),
        Refused(code="contest-made", after=CONTESTED, field="about"),
        Refused(
            code="restricted",
            item=SECRET,
            by=POLICE,
            after=RETURNED_SECRET,
            sent={"reason": "Lời."},
        ),
        *REASON_REFUSED,
    ),
)
