"""Đọc văn bản kế hoạch: everything is made of the one file."""

from typing import Any, Final

from services.domain.plan_document.acts.read_document import ACT
from services.domain.plan_document.events import PlanDocumentHead
from services.domain.plan_document.open_findings import findings_of
from tests import givens
from tests.acts.plan_document.common import NAMES, READING
from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import BEGINS, CHECKER, SPECIALIST, ActSample, Refused, Thing


def _drawn(_thing: Thing) -> dict[str, Any]:
    return {
        "name": givens.words("name"),
        "source": givens.words("source"),
        "file_sha256": "ab" * 32,
        "file_bytes": 321,
        "findings": findings_of(READING),
        "head": PlanDocumentHead(
            title=givens.words("title"), number="15/KH-UBND", issued_on=BEGINS
        ),
    }


SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*READERS_OF_DOCUMENTS),
    page="/ke-hoach/van-ban",
    opens="/ke-hoach/van-ban",
    call="/api/plan/documents",
    drawn=_drawn,
    stream="{reading}",
    names=NAMES,
    refused=(
        Refused(code="not-settling", by=SPECIALIST),
        Refused(code="reading-known", after=("read-plan",)),
    ),
)
