"""Đính kèm tệp: a file for the lead's report, or for the contribution of a unit."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.replacing import replace
from services.domain.task.file_events import FileAttached
from services.domain.task.files import (
    FILE_KIND,
    FILE_TOO_LARGE,
    OFFICE_RULES,
    check_bytes,
    describe_file,
    file_offer,
    require_file_office,
    unit_read,
)
from services.domain.task.state import Task

TOO_MANY_FILES: Final = Rule(
    code="too-many-files",
    sentence="Mỗi báo cáo kèm tối đa {files_at_most} tệp. Hãy bỏ bớt tệp rồi tải lại.",
    brief="quá nhiều tệp",
    fields=("file",),
)
RESTRICTED_FILE: Final = Rule(
    code="restricted",
    sentence="Việc theo chế độ mật: không tải tệp nào lên hệ thống này.",
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """Đính kèm tệp, for the lead's report or for the contribution of a unit."""

    stream: str
    sha256: str
    size_bytes: int
    media_type: str
    name: TextRef
    contribution_of: str | None


def offer(task: Task, context: DecisionContext) -> Offer | None:
    """Offered where a report or a contribution may be given; of restricted work to nobody."""
    return None if task.restricted else file_offer(task, context)


def decide(task: Task, command: AttachFile, context: DecisionContext) -> Verdict:
    """A file is attached once."""
    offer(task, context)
    held = require_file_office(task, command.contribution_of, context)
    if task.restricted:
        raise RESTRICTED_FILE.refuse()
    limits = context.policy.evidence
    check_bytes(command, limits)
    attached = task.files_of(command.contribution_of)
    if any(file.sha256 == command.sha256 for file in attached):
        return Verdict(held=held, events=())
    if len(attached) >= limits.files_at_most:
        raise TOO_MANY_FILES.refuse(files_at_most=limits.files_at_most)
    event = FileAttached(
        sha256=command.sha256,
        size_bytes=command.size_bytes,
        media_type=command.media_type,
        name=command.name,
        contribution_of=command.contribution_of,
    )
    return Verdict(held=held, events=(event,))


def _attached(task: Task, event: FileAttached, _fact: Fact) -> Task:
    return replace(task, files=(*task.files, event))


def _describe(event: FileAttached, names: Names) -> str:
    return describe_file("Đính kèm tệp", event.contribution_of, names)


ACT: Final = Act(
    command=AttachFile,
    name="attach-file",
    said="đính kèm tệp",
    slug="tep",
    done="Đã tải tệp lên. Nội dung đang nhập được giữ lại, chưa gửi.",
    rules=(*OFFICE_RULES, RESTRICTED_FILE, FILE_KIND, FILE_TOO_LARGE, TOO_MANY_FILES),
    offer=offer,
    decide=decide,
    reads=unit_read,
)
FACTS: Final = (
    FactKind(event=FileAttached, name="Đính kèm tệp", apply=_attached, describe=_describe),
)
