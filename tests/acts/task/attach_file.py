"""Đính kèm tệp: its bytes are read before the act is asked, so no field declares them."""

from typing import Final

from services.commands.requests import TypedTexts
from services.domain.policy import ORDINARY_EVIDENCE
from services.domain.task.acts.attach_file import ACT, AttachFile
from services.domain.task.files import MEGABYTE
from tests.acts.rights import AT_WORK, LED, OF_THE_UNIT
from tests.acts.sample import (
    CHIEF,
    POLICE,
    SECRET,
    SPECIALIST,
    ActSample,
    Refused,
    SampleStep,
    Thing,
)
from tests.acts.task.common import CONFIRMED, OPENS, REPORTED, SUSPENDED
from tests.acts.things import DIGEST, REPORT_FILE


def _made(thing: Thing, texts: TypedTexts) -> AttachFile:
    return AttachFile(
        stream=thing.names["stream"],
        sha256=DIGEST,
        size_bytes=len(REPORT_FILE.content),
        media_type=REPORT_FILE.media_type,
        name=texts.need(REPORT_FILE.name, label="Tên tệp"),
        contribution_of=None,
    )


_OTHERS: Final = tuple(
    SampleStep(act="attach-file", command={"sha256": f"{number:064}"})
    for number in range(ORDINARY_EVIDENCE.files_at_most)
)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    # Of the report; a supporting unit attaches to its own contribution only.
    may=((OF_THE_UNIT, LED, AT_WORK),),
    page="/viec/{stream}/tep",
    opens=OPENS,
    call="/api/tasks/{stream}/files",
    form=lambda _: {"form": "bao-cao"},
    file=REPORT_FILE,
    made=_made,
    refused=(
        Refused(code="not-lead-unit", by=CHIEF),
        Refused(code="task-closed", after=CONFIRMED),
        Refused(code="task-suspended", after=SUSPENDED),
        Refused(code="already-submitted", after=REPORTED),
        Refused(code="not-a-supporting-unit", command={"contribution_of": "VP"}),
        Refused(code="not-supporting-unit", by=CHIEF, command={"contribution_of": "VHXH"}),
        Refused(code="restricted", item=SECRET, by=POLICE),
        Refused(code="file-kind", command={"media_type": "text/html"}),
        Refused(code="file-too-large", command={"size_bytes": 0}),
        Refused(
            code="file-too-large",
            command={"size_bytes": ORDINARY_EVIDENCE.file_mb_at_most * MEGABYTE + 1},
        ),
        Refused(code="too-many-files", after=_OTHERS, field="body"),
    ),
)
