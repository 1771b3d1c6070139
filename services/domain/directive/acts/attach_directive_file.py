"""Đính kèm tệp của nguồn: the paper itself, scanned or as it was sent, lies with the directive."""

from dataclasses import dataclass
from typing import Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import of_open_directive
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.directive.rules import DIRECTIVE_CLOSED, NO_DIRECTIVE, NOT_REGISTERING
from services.domain.directive.state import Directive
from services.domain.facts import Fact, TextRef
from services.domain.replacing import replace
from services.domain.task.files import FILE_KIND, FILE_TOO_LARGE, check_bytes

SECRET_FILE: Final = Rule(
    code="directive-secret",
    sentence="Văn bản mật: không tải tệp nào lên hệ thống này.",
    brief="văn bản mật, chỉ ghi số và ngày",
    fields=("file",),
)
TOO_MANY_OF_DIRECTIVE: Final = Rule(
    code="too-many-files",
    sentence="Mỗi nguồn giao việc kèm tối đa {files_at_most} tệp. Hãy bỏ bớt tệp rồi tải lại.",
    brief="quá nhiều tệp",
    fields=("file",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachDirectiveFile:
    """Đính kèm tệp của một nguồn giao việc; kinds and sizes are those of task evidence."""

    stream: str
    sha256: str
    size_bytes: int
    media_type: str
    name: TextRef


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered while the directive is open; of a secret one to nobody."""
    held, directive = of_open_directive(state, context)
    return None if directive.secret else Offer(held=held)


def decide(
    state: Directive | None, command: AttachDirectiveFile, context: DecisionContext
) -> Verdict:
    """A file is attached once; again is nothing."""
    held, directive = of_open_directive(state, context)
    if directive.secret:
        raise SECRET_FILE.refuse()
    limits = context.policy.evidence
    check_bytes(command, limits)
    if any(file.sha256 == command.sha256 for file in directive.files):
        return Verdict(held=held, events=())
    if len(directive.files) >= limits.files_at_most:
        raise TOO_MANY_OF_DIRECTIVE.refuse(files_at_most=limits.files_at_most)
    event = DirectiveFileAttached(
        sha256=command.sha256,
        size_bytes=command.size_bytes,
        media_type=command.media_type,
        name=command.name,
    )
    return Verdict(held=held, events=(event,))


def _attached(directive: Directive, event: DirectiveFileAttached, _fact: Fact) -> Directive:
    return replace(directive, files=(*directive.files, event))


def _describe(_event: DirectiveFileAttached, _names: Names) -> str:
    return "Đính kèm tệp của nguồn giao việc."


ACT: Final = Act(
    command=AttachDirectiveFile,
    name="attach-directive-file",
    said="đính kèm tệp của nguồn",
    slug="tep",
    done="Đã đính kèm tệp.",
    verb="attach_file",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        DIRECTIVE_CLOSED,
        SECRET_FILE,
        FILE_KIND,
        FILE_TOO_LARGE,
        TOO_MANY_OF_DIRECTIVE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=DirectiveFileAttached,
        name="Đính kèm tệp của nguồn",
        apply=_attached,
        describe=_describe,
        by_assigner=True,
    ),
)
