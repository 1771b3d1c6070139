"""What the thing of a row is called where verify speaks of it: as its facts say, else its kind."""

from collections.abc import Mapping
from typing import Any, Final

from api.labels import words
from services.domain.assignment.state import Assignment
from services.domain.assignment.terms import DELIVERABLES
from services.domain.directive.state import Directive
from services.domain.directory.unit_state import Unit
from services.domain.inspection.state import InspectionFinding
from services.domain.programme.state import Programme
from services.domain.streams import Family, family_of
from services.domain.task.births import AssignedTerms, PeriodTerms
from services.domain.task.state import Task

_KINDS: Final[Mapping[Family, str]] = {
    Family.ASSIGNMENT: "mục",
    Family.TASK: "việc",
    Family.PLAN: "kế hoạch",
    Family.READING: "văn bản kế hoạch",
    Family.UNIT: "đơn vị",
    Family.PERSON: "cán bộ",
    Family.ACCOUNT: "tài khoản",
    Family.DIRECTIVE: "nguồn giao việc",
    Family.PROGRAMME: "chương trình",
    Family.INSPECTION: "kiến nghị kiểm tra",
}


def called(stream: str, state: Any) -> str:
    """Its kind, with the code that its facts know it by; `--json` has the stream."""
    family = family_of(stream)
    kind = _KINDS.get(family, stream) if family else stream
    match state:
        case Task(periodic=PeriodTerms() as terms):
            name = DELIVERABLES.get(terms.deliverable, "Báo cáo")
            return f"{name} {words.period(terms.period)}, mục {terms.assignment}"
        case Task(assigned=AssignedTerms() as given):
            return f"{kind} số {given.number} của nguồn {given.directive}"
        case Assignment(opened=opened):
            return f"{kind} {opened.code}"
        case Unit(registered=registered):
            return f"{kind} {registered.code}"
        case Directive(code=code) | Programme(code=code) | InspectionFinding(code=code):
            return f"{kind} {code}"
        case _:
            return f"một dòng về {kind}"
