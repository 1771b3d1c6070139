"""Bỏ tệp: the file that was attached before."""

from typing import Final

from services.commands.requests import TypedTexts
from services.domain.task.acts.detach_file import ACT, DetachFile
from tests.acts.rights import AT_WORK, LED, OF_THE_UNIT
from tests.acts.sample import CHIEF, SPECIALIST, ActSample, Refused, Thing
from tests.acts.task.common import CONFIRMED, OPENS, REPORTED, SUSPENDED
from tests.acts.things import DIGEST


def _made(thing: Thing, _texts: TypedTexts) -> DetachFile:
    return DetachFile(stream=thing.names["stream"], sha256=DIGEST, contribution_of=None)


SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=((OF_THE_UNIT, LED, AT_WORK),),
    page="/viec/{stream}/bo-tep",
    opens=OPENS,
    call="/api/tasks/{stream}/files/{sha256}/detachment",
    form=lambda thing: {"form": "bao-cao", "detach": thing.names["sha256"]},
    made=_made,
    after=("attach-file",),
    refused=(
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=("attach-file", *SUSPENDED)),
        Refused(code="already-submitted", after=("attach-file", *REPORTED)),
        Refused(code="not-a-supporting-unit", command={"contribution_of": "VP"}),
        Refused(code="not-supporting-unit", by=CHIEF, command={"contribution_of": "VHXH"}),
    ),
)
