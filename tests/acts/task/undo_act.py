"""Hoàn tác: who acted takes the newest act back."""

from typing import Final

from services.domain.task.acts.undo_act import ACT
from tests.acts.rights import nobody
from tests.acts.sample import (
    CHECKER,
    CHIEF,
    HEAD,
    NEARLY_DUE,
    SPECIALIST,
    ActSample,
    Refused,
    SampleStep,
)
from tests.acts.task.common import ASKED, OPENS, REPORTED

# It belongs to a person, for minutes: no office has it.
SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=nobody,
    page="/viec/{stream}/hoan-tac",
    opens=OPENS,
    call="/api/tasks/{stream}/undo",
    json=lambda thing: {"version": thing.latest},
    after=("note-progress",),
    refused=(
        Refused(code="nothing-to-undo", after=()),
        Refused(code="newer-act", sent={"version": 1}),
        Refused(code="not-author", by=CHECKER),
        Refused(
            code="acted-since", after=("note-progress", SampleStep(act="note-progress", by=HEAD))
        ),
        Refused(code="undo-too-late", days=1),
        Refused(code="final-act", after=REPORTED),
        Refused(
            code="lateness-recorded",
            by=CHIEF,
            item=NEARLY_DUE,
            after=(*ASKED, SampleStep(act="refuse-extension", days=5)),
        ),
    ),
)
