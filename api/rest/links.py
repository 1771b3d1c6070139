"""Which operation follows which: where an answer holds what the next call needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.domain.act import Act
from services.domain.assignment.acts import ACTS as ITEM_ACTS
from services.domain.directive.acts import ACTS as DIRECTIVE_ACTS
from services.domain.directive.acts.detach_directive_file import ACT as DETACH_OF_DIRECTIVE
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.fields import fields_of
from services.domain.inspection.acts import ACTS as INSPECTION_ACTS
from services.domain.inspection.acts.open_finding import ACT as OPEN_FINDING
from services.domain.plan_document.acts import ACTS as DOCUMENT_ACTS
from services.domain.plan_document.acts.read_document import ACT as READ
from services.domain.programme.acts import ACTS as PROGRAMME_ACTS
from services.domain.programme.acts.open_programme import ACT as OPEN
from services.domain.register_columns.acts.map_register_columns import ACT as MAP
from services.domain.task.acts import ACTS
from services.domain.task.acts.detach_file import ACT as DETACH

STREAM: Final = "$request.path.stream"
CODE: Final = "$request.path.code"
DOCUMENT: Final = "$request.path.document"


def body(pointer: str) -> str:
    """A place in an answer."""
    return f"$response.body#/{pointer}"


@dataclass(frozen=True, slots=True)
class CallLink:
    """One next call: its operation, its parameters and the part of its body that is known."""

    to: str
    parameters: Mapping[str, str]
    sent: Mapping[str, object] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """The link as OpenAPI writes it."""
        collected: dict[str, Any] = {"operationId": self.to, "parameters": dict(self.parameters)}
        return {**collected, "requestBody": dict(self.sent)} if self.sent else collected


def _act_link(act: Act[Any, Any, Any], parameters: Mapping[str, str]) -> CallLink:
    """An act on the thing that was read, with what its answer holds of the body."""
    declared = fields_of(act.command) if act.resource else ()
    known = {name: body(kind.known) for name, kind, _ in declared if kind.known}
    return CallLink(act.operation, parameters, known)


def _task(pointer: str) -> CallLink:
    return CallLink("readTask", {"stream": body(pointer)})


_BACK: Final = CallLink("readTask", {"stream": STREAM})
_DIRECTIVE_BACK: Final = CallLink("readDirective", {"code": CODE})
_PROGRAMME_BACK: Final = CallLink("readProgramme", {"code": CODE})
_INSPECTION_BACK: Final = CallLink("readInspectionFinding", {"code": CODE})
_ITEM_BACK: Final = CallLink("readPlanItem", {"code": CODE})
_DOCUMENT_BACK: Final = CallLink("readPlanDocument", {"document": DOCUMENT})
_OF_TASK: Final = {"stream": STREAM}
_OF_FILE: Final = {"stream": STREAM, "sha256": body("files/0/sha256")}
_OF_DOCUMENT: Final = {"document": DOCUMENT}
_OF_DIRECTIVE: Final = {"code": CODE}
_OF_PROGRAMME: Final = {"code": CODE}
_OF_DIRECTIVE_FILE: Final = {"code": CODE, "sha256": body("files/0/sha256")}
_OF_ITEM: Final = {"code": body("item/code")}
_DELIVERABLE: Final = {"deliverable": body("item/deliverables/0/name")}

_TASK_ACTS: Final = tuple(act.operation for act in ACTS)
_OF_ONE_DOCUMENT: Final = tuple(act for act in DOCUMENT_ACTS if act is not READ)
_OF_ONE_DIRECTIVE: Final = tuple(act for act in DIRECTIVE_ACTS if act is not REGISTER)
_OF_ONE_INSPECTION: Final = tuple(act for act in INSPECTION_ACTS if act is not OPEN_FINDING)
_ITEM_ACTS: Final = (*(act.operation for act in ITEM_ACTS), "settleItemFinding")

LINKS: Final[Mapping[str, tuple[CallLink, ...]]] = {
    "readMyWork": (_task("groups/0/tasks/0/stream"),),
    "listTasks": (_task("tasks/0/stream"),),
    "listPeriodSheets": (
        CallLink(
            "readPeriodSheet",
            {"period": body("sheets/0/period"), "unit": body("sheets/0/unit")},
        ),
    ),
    "readPeriodSheet": (_task("fill/0/task/task/stream"),),
    "readBoard": (CallLink("listBoardTasks", {"unit": body("lines/0/unit")}),),
    "listBoardTasks": (
        _task("tasks/0/task/stream"),
        CallLink("sendChase", {"stream": body("tasks/0/task/stream")}),
    ),
    "readMovedToday": (_task("moved/0/stream"),),
    "listReminderPromises": (_task("promises/0/stream"),),
    "readOverview": (CallLink("listCountedTasks", {"unit": body("by_unit/0/unit")}),),
    "listCountedTasks": (_task("tasks/0/task/stream"),),
    "listLog": (CallLink("readLogEvent", {"position": body("lines/0/position")}),),
    "search": (
        _task("tasks/exact/0/stream"),
        CallLink("readPlanItem", {"code": body("items/exact/0/code")}),
    ),
    "readTask": (
        *(_act_link(act, _OF_TASK) for act in ACTS if act is not DETACH),
        CallLink("downloadFile", _OF_FILE),
        CallLink("detachFile", _OF_FILE),
    ),
    **dict.fromkeys(_TASK_ACTS, (_BACK,)),
    "listPlanItems": (
        CallLink("readPlanItem", {"code": body("items/0/code")}),
        CallLink("settlePlanFinding", {"finding": body("findings/0/code")}),
    ),
    "readPlanItem": (
        CallLink("nameLead", _OF_ITEM),
        CallLink("setFrequency", _OF_ITEM, _DELIVERABLE),
        CallLink(
            "setDueRule",
            _OF_ITEM,
            {**_DELIVERABLE, "frequency": body("item/deliverables/0/frequency")},
        ),
        CallLink("settleItemFinding", {**_OF_ITEM, "finding": body("findings/0/code")}),
    ),
    **dict.fromkeys(_ITEM_ACTS, (_ITEM_BACK,)),
    READ.operation: (CallLink("readPlanDocument", {"document": body("document")}),),
    "listRegister": (_task("rows/0/stream"),),
    MAP.operation: (CallLink("importRegister", {}),),
    "importRegister": (
        CallLink(MAP.operation, {}, {"heads_key": body("heads_key")}),
        CallLink("listRegister", {}),
    ),
    "listPlanDocuments": (
        CallLink("readPlanDocument", {"document": body("documents/0/document")}),
    ),
    "readPlanDocument": tuple(_act_link(act, _OF_DOCUMENT) for act in _OF_ONE_DOCUMENT),
    **dict.fromkeys((act.operation for act in _OF_ONE_DOCUMENT), (_DOCUMENT_BACK,)),
    REGISTER.operation: (CallLink("readDirective", {"code": body("code")}),),
    "listDirectives": (CallLink("readDirective", {"code": body("directives/0/code")}),),
    "readDirective": (
        *(
            _act_link(act, _OF_DIRECTIVE)
            for act in _OF_ONE_DIRECTIVE
            if act is not DETACH_OF_DIRECTIVE
        ),
        CallLink("downloadDirectiveFile", _OF_DIRECTIVE_FILE),
        CallLink(DETACH_OF_DIRECTIVE.operation, _OF_DIRECTIVE_FILE),
        _task("tasks/0/task/stream"),
    ),
    **dict.fromkeys((act.operation for act in _OF_ONE_DIRECTIVE), (_DIRECTIVE_BACK,)),
    "listInspectionFindings": (
        CallLink("readInspectionFinding", {"code": body("findings/0/code")}),
    ),
    "readInspectionFinding": tuple(_act_link(act, {"code": CODE}) for act in _OF_ONE_INSPECTION),
    OPEN_FINDING.operation: (CallLink("readInspectionFinding", {"code": body("code")}),),
    **dict.fromkeys((act.operation for act in _OF_ONE_INSPECTION), (_INSPECTION_BACK,)),
    "listProgrammes": (
        CallLink("readProgramme", {"code": body("programmes/0/code")}),
        CallLink(OPEN.operation, {"code": body("to_open/0/code")}),
    ),
    "readProgramme": (
        *(_act_link(act, _OF_PROGRAMME) for act in PROGRAMME_ACTS if act is not OPEN),
        _task("rows/0/task"),
        CallLink("compareProgramme", _OF_PROGRAMME),
    ),
    "compareProgramme": (_PROGRAMME_BACK,),
    **dict.fromkeys((act.operation for act in PROGRAMME_ACTS), (_PROGRAMME_BACK,)),
}
