"""Bỏ tệp: before it is handed in; what was handed in keeps it."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.fields import InAddress, UnitCode
from services.domain.replacing import replace
from services.domain.task.file_events import FileDetached
from services.domain.task.files import (
    OFFICE_RULES,
    describe_file,
    file_offer,
    require_file_office,
    unit_read,
)
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachFile:
    """Bỏ tệp, before it is handed in."""

    stream: str
    sha256: Annotated[str, InAddress()]
    contribution_of: Annotated[str | None, UnitCode(label="Đơn vị", example="VHXH", box="unit")]


def offer(task: Task, context: DecisionContext) -> Offer | None:
    """Offered to those who may attach one."""
    return file_offer(task, context)


def decide(task: Task, command: DetachFile, context: DecisionContext) -> Verdict:
    """A file that is not there any more needs no taking back."""
    offer(task, context)
    held = require_file_office(task, command.contribution_of, context)
    attached = task.files_of(command.contribution_of)
    if all(file.sha256 != command.sha256 for file in attached):
        return Verdict(held=held, events=())
    event = FileDetached(sha256=command.sha256, contribution_of=command.contribution_of)
    return Verdict(held=held, events=(event,))


def _detached(task: Task, event: FileDetached, _fact: Fact) -> Task:
    taken = (event.sha256, event.contribution_of)
    kept = (file for file in task.files if (file.sha256, file.contribution_of) != taken)
    return replace(task, files=tuple(kept))


def _describe(event: FileDetached, names: Names) -> str:
    return describe_file("Bỏ tệp", event.contribution_of, names)


ACT: Final = Act(
    command=DetachFile,
    name="detach-file",
    said="bỏ tệp",
    slug="bo-tep",
    done="Đã bỏ tệp. Nội dung đang nhập được giữ lại, chưa gửi.",
    rules=OFFICE_RULES,
    offer=offer,
    decide=decide,
    reads=unit_read,
)
FACTS: Final = (FactKind(event=FileDetached, name="Bỏ tệp", apply=_detached, describe=_describe),)
