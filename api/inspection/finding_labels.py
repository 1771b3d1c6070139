"""The words of findings: what they are about, how far they have come, what each form asks."""

from datetime import date
from typing import Final

from api.labels import titles, words
from services.domain.assignment.terms import period_or_code
from services.domain.inspection.acts.answer_finding import ACT as ANSWER
from services.domain.inspection.acts.close_finding import ACT as CLOSE
from services.domain.inspection.acts.withdraw_finding import ACT as WITHDRAW
from services.domain.inspection.state import InspectionFinding
from services.domain.inspection.terms import STAGES, InspectedThing, InspectionStage
from services.domain.task.state import Task

TONES: Final = {
    InspectionStage.OPEN: "run",
    InspectionStage.ANSWERED: "soon",
    InspectionStage.CLOSED: "done",
    InspectionStage.WITHDRAWN: "stopped",
}
# What is typed in each form.
ASKED: Final = {ANSWER.slug: "Nội dung trả lời", CLOSE.slug: "Kết luận", WITHDRAW.slug: "Lý do"}


def about(finding: InspectionFinding, task: Task | None) -> str:
    """What a finding is about; a task that is not the reader's to see is called a task alone."""
    match finding.about:
        case InspectedThing.TASK:
            return titles.whole(task) if task is not None else "Một việc"
        case InspectedThing.ITEM:
            return f"Mục {finding.subject} của kế hoạch"
        case InspectedThing.PERIOD:
            return f"Báo cáo {period_or_code(finding.subject)}"
        case InspectedThing.UNIT:
            return "Công tác của đơn vị"


def tone(finding: InspectionFinding, today: date) -> str:
    """The colour of a finding's stage: one that was not answered by its day is late."""
    waits = finding.stage is InspectionStage.OPEN
    return "late" if waits and finding.answer_by_on < today else TONES[finding.stage]


def stage(finding: InspectionFinding, today: date) -> str:
    """How far it has come, in words."""
    said = STAGES[finding.stage]
    if finding.stage is not InspectionStage.OPEN:
        return said
    passed = "đã quá hạn" if finding.answer_by_on < today else "hạn"
    return f"{said}, {passed} {words.day(finding.answer_by_on)}"
