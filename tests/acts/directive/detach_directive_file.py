"""Bỏ tệp của nguồn: the file that was attached before."""

from typing import Final

from services.commands.requests import TypedTexts
from services.domain.directive.acts.detach_directive_file import ACT, DetachDirectiveFile
from tests.acts.directive.common import (
    CALL,
    CLOSED,
    MAY,
    NAMES,
    NOT_THEIRS,
    PAGE,
    REGISTERED,
    STREAM,
)
from tests.acts.sample import CHECKER, ActSample, Refused, Thing
from tests.acts.things import DIGEST


def _made(thing: Thing, _texts: TypedTexts) -> DetachDirectiveFile:
    return DetachDirectiveFile(stream=thing.names["stream"], sha256=DIGEST)


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=MAY,
    page=f"{PAGE}/bo-tep",
    opens=PAGE,
    call=f"{CALL}/files/{{sha256}}/detachment",
    form=lambda thing: {"detach": thing.names["sha256"]},
    made=_made,
    item=None,
    after=(*REGISTERED, "attach-directive-file"),
    stream=STREAM,
    names=NAMES,
    refused=(*NOT_THEIRS, Refused(code="directive-closed", after=CLOSED)),
)
