"""Bổ sung số, ký hiệu: the number of a paper that had none yet is copied from it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import check_no_words, of_open_directive
from services.domain.directive.events import DirectiveNumbered
from services.domain.directive.registering import (
    DATED_ON,
    NUMBER,
    TWINS,
    TWINS_REASON,
    check_dated,
    check_number,
    check_twins,
    said_paper,
)
from services.domain.directive.rules import (
    ALREADY_REGISTERED,
    DATED_IN_FUTURE,
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    NUMBER_MISSING,
    NUMBER_WRONG,
    SUPERIOR_EARLY,
)
from services.domain.directive.state import Directive
from services.domain.facts import Fact, TextRef
from services.domain.instants import written_day
from services.domain.replacing import replace

NUMBER_KNOWN: Final = Rule(
    code="number-known",
    sentence="Nguồn giao việc này đã có số {number}; số chép từ văn bản không đổi được ở đây.",
    brief="nguồn giao việc đã có số",
    fields=("number",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDirective:
    """Bổ sung số và ngày của văn bản; `twins` as in `RegisterDirective`."""

    stream: str
    number: Annotated[str, NUMBER]
    dated_on: Annotated[date, DATED_ON]
    twins: Annotated[tuple[str, ...], TWINS]
    twins_reason: Annotated[TextRef | None, TWINS_REASON]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered while the paper has no number."""
    held, directive = of_open_directive(state, context)
    return None if directive.number else Offer(held=held)


def decide(state: Directive | None, command: NumberDirective, context: DecisionContext) -> Verdict:
    """The number as it stands on the paper; the same again is nothing."""
    held, directive = of_open_directive(state, context)
    if (directive.number, directive.dated_on) == (command.number, command.dated_on):
        return Verdict(held=held, events=())
    if directive.number:
        raise NUMBER_KNOWN.refuse(number=directive.number)
    if not command.number:
        raise NUMBER_MISSING.refuse()
    check_number(command.number)
    check_dated(command.dated_on, context.now)
    if directive.superior_due_on and directive.superior_due_on < command.dated_on:
        raise SUPERIOR_EARLY.refuse(dated_on=written_day(command.dated_on), field="dated_on")
    check_no_words(directive, [("twins_reason", command.twins_reason)])
    check_twins(command.twins, command.twins_reason)
    event = DirectiveNumbered(
        number=command.number,
        dated_on=command.dated_on,
        twins=command.twins,
        twins_reason=command.twins_reason,
    )
    return Verdict(held=held, events=(event,))


def _numbered(directive: Directive, event: DirectiveNumbered, _fact: Fact) -> Directive:
    return replace(
        directive,
        number=event.number,
        dated_on=event.dated_on,
        twins=(*directive.twins, *event.twins),
        twins_reason=event.twins_reason or directive.twins_reason,
    )


def _describe(event: DirectiveNumbered, _names: Names) -> str:
    return f"Bổ sung văn bản{said_paper(event.number, event.dated_on)}."


ACT: Final = Act(
    command=NumberDirective,
    name="number-directive",
    said="bổ sung số, ký hiệu",
    slug="so-ky-hieu",
    resource="number",
    done="Đã bổ sung số, ký hiệu.",
    verb="number",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        DIRECTIVE_CLOSED,
        NUMBER_KNOWN,
        NUMBER_MISSING,
        NUMBER_WRONG,
        DATED_IN_FUTURE,
        SUPERIOR_EARLY,
        ALREADY_REGISTERED,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=DirectiveNumbered,
        name="Bổ sung số, ký hiệu",
        apply=_numbered,
        describe=_describe,
        text=lambda event: event.twins_reason,
        by_assigner=True,
    ),
)
