"""Đính kèm tệp của nguồn: its bytes are read before the act is asked; no field declares them."""

from typing import Final

from services.commands.requests import TypedTexts
from services.domain.directive.acts.attach_directive_file import ACT, AttachDirectiveFile
from services.domain.policy import ORDINARY_EVIDENCE
from services.domain.task.files import MEGABYTE
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    REGISTERED,
    SECRET,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused, SampleStep, Thing
from tests.acts.things import DIGEST, REPORT_FILE


def _made(thing: Thing, texts: TypedTexts) -> AttachDirectiveFile:
    return AttachDirectiveFile(
        stream=thing.names["stream"],
        sha256=DIGEST,
        size_bytes=len(REPORT_FILE.content),
        media_type=REPORT_FILE.media_type,
        name=texts.need(REPORT_FILE.name, label="Tên tệp"),
    )


_OTHERS: Final = tuple(
    SampleStep(act="attach-directive-file", command={"sha256": f"{number:064}"})
    for number in range(ORDINARY_EVIDENCE.files_at_most)
)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/tep",
    opens=PAGE,
    call=f"{CALL}/files",
    form=lambda _: {},
    file=REPORT_FILE,
    made=_made,
    item=None,
    after=REGISTERED,
    stream=STREAM,
    names=NAMES,
    refused=(
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="directive-secret", after=(SECRET,), field="body"),
        Refused(code="file-kind", command={"media_type": "text/html"}),
        Refused(code="file-too-large", command={"size_bytes": 0}),
        Refused(
            code="file-too-large",
            command={"size_bytes": ORDINARY_EVIDENCE.file_mb_at_most * MEGABYTE + 1},
        ),
        Refused(code="too-many-files", after=(*REGISTERED, *_OTHERS), field="body"),
    ),
)
