"""Thôi giao trong đơn vị."""

from typing import Final

from services.domain.task.acts.release_specialist import ACT
from tests.acts.rights import nobody
from tests.acts.sample import HEAD, SPECIALIST, ActSample, Refused
from tests.acts.task.common import CONFIRMED, OPENS

NAMED: Final = ("name-specialist",)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=HEAD,
    # Nobody is named yet in the tasks of the matrix.
    may=nobody,
    page="/viec/{stream}/thoi-giao-trong-don-vi",
    opens=OPENS,
    call="/api/tasks/{stream}/specialist-release",
    after=NAMED,
    refused=(
        Refused(code="task-closed", after=(*NAMED, *CONFIRMED)),
        Refused(code="not-owing-head", by=SPECIALIST),
        Refused(code="nobody-named", after=()),
    ),
)
