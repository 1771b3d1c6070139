"""The finding of the matrix, about a period of the viewers' unit, and the inspector's pages."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.inspection.acts.open_finding import OpenInspectionFinding
from services.domain.inspection.events import inspection_stream
from services.domain.roles import Office
from tests.acts.rights import (
    OF_THE_UNIT,
    OTHER,
    OVERSEERS,
    UNIT,
    WORKERS,
    Given,
    Right,
    Viewer,
    holding,
)
from tests.api.matrix import INSPECTION_NUMBER, Mark, mark
from tests.api.matrix_assigned import COMMON
from tests.api.sample_kinds import Read, Write, sees_task
from tests.moment import today

CODE: Final = "2026.matrixkn"
_AT: Final = {"code": CODE}
_WORDS: Final = mark(Mark.INSPECTION, INSPECTION_NUMBER)
_BY_ON: Final = today() + timedelta(days=10)
_SEES: Final = holding(*OVERSEERS, *OF_THE_UNIT)
_INSPECTS: Final = holding(Office.INSPECTOR)
_SEES_READS: Final = holding(Office.INSPECTOR, Office.CHAIR, Office.ADMINISTRATOR)
_ANSWERS: Final = holding(Office.UNIT_HEAD)
_LISTED: Final = ("", "tinh-trang=open", f"don-vi={UNIT}", f"don-vi={OTHER}")


def opened(words: TypedTexts) -> ActCommand:
    """What an inspector found of the viewers' unit."""
    return OpenInspectionFinding(
        stream=inspection_stream(CODE),
        subject=None,
        period="2026-Q4",
        unit=UNIT,
        text=words.need(_WORDS, label="Nội dung"),
        paper=None,
        answer_by_on=_BY_ON,
    )


def _sees_timeline(viewer: Viewer, task: Given | None) -> bool:
    """A timeline is read by overseers, of the work that they see."""
    return viewer.office in OVERSEERS and sees_task(viewer, task)


INSPECTION_READS: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    "/thanh-tra": Read(
        by=holding(*OVERSEERS),
        queries=("", f"noi-dung={COMMON}", f"don-vi={OTHER}", "ket-qua=tra-lai", "tu-choi=1"),
    ),
    "/thanh-tra/viec/{stream}": Read(by=_sees_timeline),
    "/thanh-tra/dau-hieu": Read(
        by=holding(*OVERSEERS), queries=("", "tim=doi-han", "tim=cung-tep")
    ),
    "/thanh-tra/kien-nghi": Read(by=holding(*OVERSEERS, *WORKERS), queries=_LISTED),
    "/thanh-tra/kien-nghi/lap": Read(by=_INSPECTS, queries=("", f"unit={UNIT}&period=2026-Q4")),
    "/thanh-tra/kien-nghi/{code}": Read(by=_SEES, at=_AT),
    "/thanh-tra/ai-da-doc": Read(by=_SEES_READS, queries=("", "loai=file-read")),
    "/thanh-tra/ai-da-doc/tep.xlsx": Read(by=_SEES_READS),
    "/api/access-reads": Read(by=_SEES_READS, queries=("", "limit=3")),
    "/api/inspection-findings": Read(
        by=holding(*OVERSEERS, *WORKERS), queries=("", "stage=open", f"unit={UNIT}")
    ),
    "/api/inspection-findings/{code}": Read(by=_SEES, at=_AT),
}
_SAID: Final = {"text": "Đã rõ."}
_OPENED: Final = {"unit": UNIT, "text": "Đề nghị giải trình."}
_ACTS: Final[tuple[tuple[str, str, Right], ...]] = (
    ("tra-loi", "answers", _ANSWERS),
    ("ket-luan", "closing", _INSPECTS),
    ("rut", "withdrawal", _INSPECTS),
)


def _sending(by: Right, form: Mapping[str, str], at: Mapping[str, str]) -> Write:
    def filled(_task: object) -> Mapping[str, str]:
        return {"command_id": str(RANDOMNESS.new_id()), **form}

    return Write(by=by, form=filled, at=at)


def _calling(by: Right, body: Mapping[str, Any], at: Mapping[str, str]) -> Write:
    return Write(by=by, json=lambda _: body, at=at)


INSPECTION_WRITES: Final[Mapping[str, Write]] = {
    "/thanh-tra/kien-nghi/lap": _sending(_INSPECTS, {**_OPENED, "answer_by_on": day(_BY_ON)}, {}),
    **{f"/thanh-tra/kien-nghi/{{code}}/{slug}": _sending(by, _SAID, _AT) for slug, _, by in _ACTS},
    "/api/inspection-findings": _calling(
        _INSPECTS, {**_OPENED, "answer_by_on": _BY_ON.isoformat()}, {}
    ),
    **{
        f"/api/inspection-findings/{{code}}/{resource}": _calling(by, _SAID, _AT)
        for _, resource, by in _ACTS
    },
}
