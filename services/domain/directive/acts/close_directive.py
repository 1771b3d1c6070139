"""Kết thúc xử lý: every clause of the directive is decided, nothing of it recurs."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import (
    check_no_words,
    of_known_directive,
)
from services.domain.directive.events import DirectiveClosed
from services.domain.directive.rules import (
    NO_DIRECTIVE,
    NOT_REGISTERING,
    SECRET_WORDS,
)
from services.domain.directive.state import Directive
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.numerals import count
from services.domain.replacing import replace

CLAUSES_UNDECIDED: Final = Rule(
    code="clauses-undecided",
    sentence=(
        "Còn {count} điều, khoản chưa có kết quả: {marks}. Hãy giao việc, chọn việc đã có hoặc "
        "ghi lý do không phát sinh, rồi kết thúc."
    ),
    brief="còn điều, khoản chưa có kết quả",
)
ORDERS_RUNNING: Final = Rule(
    code="orders-running",
    sentence=(
        "Còn {count} chỉ đạo định kỳ đang thực hiện. Hãy đợi hết các kỳ hoặc thôi chỉ đạo đó, rồi "
        "kết thúc."
    ),
    brief="còn chỉ đạo định kỳ đang thực hiện",
)
NO_WORK: Final = Rule(
    code="no-work",
    sentence="Nguồn này chưa giao việc nào và chưa tách điều, khoản. Hãy ghi lý do kết thúc.",
    brief="chưa giao việc nào, thiếu lý do kết thúc",
    fields=("reason",),
)
_SAID: Final = 5  # marks of undecided clauses that the sentence names
_PLACE: Final = "không ký hiệu"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDirective:
    """Kết thúc xử lý một nguồn giao việc; the reason is asked where no work came of it."""

    stream: str
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do", example="Văn bản gửi để biết, không giao việc.")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered once nothing is left to decide."""
    held, directive = of_known_directive(state, context)
    left = directive.closed or directive.undecided or directive.running
    return None if left else Offer(held=held)


def decide(state: Directive | None, command: CloseDirective, context: DecisionContext) -> Verdict:
    """The end of the work on a directive; its tasks go on. Again is nothing."""
    held, directive = of_known_directive(state, context)
    if directive.closed:
        return Verdict(held=held, events=())
    undecided = directive.undecided
    if undecided:
        marks = ", ".join(each.mark or _PLACE for each in undecided[:_SAID])
        more = " …" if len(undecided) > _SAID else ""
        raise CLAUSES_UNDECIDED.refuse(count=count(len(undecided)), marks=f"{marks}{more}")
    if directive.running:
        raise ORDERS_RUNNING.refuse(count=count(len(directive.running)))
    check_no_words(directive, [("reason", command.reason)])
    nothing = not (directive.clauses or directive.tasks)
    if nothing and command.reason is None and not directive.secret:
        raise NO_WORK.refuse()
    return Verdict(held=held, events=(DirectiveClosed(reason=command.reason),))


def _closed(directive: Directive, _event: DirectiveClosed, fact: Fact) -> Directive:
    return replace(directive, closed_at=fact.occurred_at)


def _describe(_event: DirectiveClosed, _names: Names) -> str:
    return "Kết thúc xử lý nguồn giao việc."


ACT: Final = Act(
    command=CloseDirective,
    name="close-directive",
    said="kết thúc xử lý nguồn giao việc",
    slug="ket-thuc",
    resource="closing",
    done="Đã kết thúc xử lý. Việc đã giao vẫn được theo dõi.",
    verb="close",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        CLAUSES_UNDECIDED,
        ORDERS_RUNNING,
        SECRET_WORDS,
        NO_WORK,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=DirectiveClosed,
        name="Kết thúc xử lý",
        apply=_closed,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
