"""Mở lại nguồn giao việc: more is to be decided or assigned than was thought."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import (
    check_reason,
    of_known_directive,
)
from services.domain.directive.events import DirectiveReopened
from services.domain.directive.rules import (
    NO_DIRECTIVE,
    NOT_REGISTERING,
    REASON_MISSING,
    SECRET_WORDS,
)
from services.domain.directive.state import Directive
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenDirective:
    """Mở lại một nguồn giao việc đã kết thúc xử lý."""

    stream: str
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do", example="Thành phố gửi bản thay thế.")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered of a directive that is closed."""
    held, directive = of_known_directive(state, context)
    return Offer(held=held) if directive.closed else None


def decide(state: Directive | None, command: ReopenDirective, context: DecisionContext) -> Verdict:
    """Open again, with all that was decided; of an open one nothing."""
    held, directive = of_known_directive(state, context)
    if not directive.closed:
        return Verdict(held=held, events=())
    check_reason(directive, command.reason)
    return Verdict(held=held, events=(DirectiveReopened(reason=command.reason),))


def _reopened(directive: Directive, _event: DirectiveReopened, _fact: Fact) -> Directive:
    return replace(directive, closed_at=None)


def _describe(_event: DirectiveReopened, _names: Names) -> str:
    return "Mở lại nguồn giao việc."


ACT: Final = Act(
    command=ReopenDirective,
    name="reopen-directive",
    said="mở lại nguồn giao việc",
    slug="mo-lai",
    resource="reopening",
    done="Đã mở lại nguồn giao việc.",
    verb="reopen",
    rules=(NOT_REGISTERING, NO_DIRECTIVE, SECRET_WORDS, REASON_MISSING),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=DirectiveReopened,
        name="Mở lại nguồn giao việc",
        apply=_reopened,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
