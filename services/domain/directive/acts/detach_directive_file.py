"""Bỏ tệp của nguồn: a wrong file is taken back; what was attached once stays kept."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import of_open_directive
from services.domain.directive.file_events import DirectiveFileDetached
from services.domain.directive.rules import DIRECTIVE_CLOSED, NO_DIRECTIVE, NOT_REGISTERING
from services.domain.directive.state import Directive
from services.domain.facts import Fact
from services.domain.fields import InAddress
from services.domain.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachDirectiveFile:
    """Bỏ một tệp của nguồn giao việc."""

    stream: str
    sha256: Annotated[str, InAddress()]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered while an open directive has a file."""
    held, directive = of_open_directive(state, context)
    return Offer(held=held) if directive.files else None


def decide(
    state: Directive | None, command: DetachDirectiveFile, context: DecisionContext
) -> Verdict:
    """A file that is not there any more needs no taking back."""
    held, directive = of_open_directive(state, context)
    if all(file.sha256 != command.sha256 for file in directive.files):
        return Verdict(held=held, events=())
    return Verdict(held=held, events=(DirectiveFileDetached(sha256=command.sha256),))


def _detached(directive: Directive, event: DirectiveFileDetached, _fact: Fact) -> Directive:
    kept = (file for file in directive.files if file.sha256 != event.sha256)
    return replace(directive, files=tuple(kept))


def _describe(_event: DirectiveFileDetached, _names: Names) -> str:
    return "Bỏ tệp của nguồn giao việc."


ACT: Final = Act(
    command=DetachDirectiveFile,
    name="detach-directive-file",
    said="bỏ tệp của nguồn",
    slug="bo-tep",
    done="Đã bỏ tệp.",
    verb="detach_file",
    rules=(NOT_REGISTERING, NO_DIRECTIVE, DIRECTIVE_CLOSED),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=DirectiveFileDetached,
        name="Bỏ tệp của nguồn",
        apply=_detached,
        describe=_describe,
        by_assigner=True,
    ),
)
