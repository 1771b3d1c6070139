"""Quyết định về điều, khoản: there is work for it already, or nothing comes of it."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import check_seen_text, of_open_directive
from services.domain.directive.events import ClauseSettled
from services.domain.directive.rules import (
    CLAUSE_MISSING,
    CLAUSE_UNKNOWN,
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    REASON_MISSING,
    TEXT_MOVED,
)
from services.domain.directive.state import Directive
from services.domain.directive.terms import SETTLED, ClauseOutcome, SettledAs
from services.domain.existing_work import candidates, stream_of
from services.domain.facts import Fact, TextRef
from services.domain.fields import CountField, OneOf, ThingCodes, TypedWhere
from services.domain.instants import day_of
from services.domain.numerals import count
from services.domain.replacing import replace

OUTCOME_UNKNOWN: Final = Rule(
    code="field-outcome",
    sentence="Kết quả: hãy chọn trong danh sách.",
    brief="kết quả không có trong danh sách",
    fields=("outcome",),
)
WORK_MISSING: Final = Rule(
    code="work-missing",
    sentence="Đã có việc: hãy chọn ít nhất một việc hoặc một mục của kế hoạch.",
    brief="chưa chọn việc đã có",
    fields=("existing",),
)
WORK_UNKNOWN: Final = Rule(
    code="work-unknown",
    sentence="Không có việc hay mục kế hoạch nào như vậy: {codes:.200}. Hãy chọn lại.",
    brief="không có việc hay mục kế hoạch như vậy",
    fields=("existing",),
)
AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleClauses:
    """Quyết định về một hoặc nhiều điều, khoản cùng lúc.

    `existing` are codes of tasks and of the plan's items.
    """

    stream: str
    clauses: Annotated[
        tuple[str, ...], ThingCodes(label="Điều, khoản", example=["k3", "k4"], at_most=AT_ONCE)
    ]
    outcome: Annotated[
        SettledAs,
        OneOf(
            label="Kết quả",
            example="nothing",
            of=SettledAs,
            words=SETTLED,
            unknown=OUTCOME_UNKNOWN,
        ),
    ]
    existing: Annotated[
        tuple[str, ...],
        ThingCodes(label="Việc đã có", example=["DA2", "51-08.report.2026-Q4"], at_most=100),
    ]
    reason: Annotated[
        TextRef | None,
        TypedWhere(
            label="Lý do",
            example="Đã thực hiện từ quý trước.",
            where="outcome",
            says=SettledAs.NOTHING,
        ),
    ]
    text_version: Annotated[
        int | None, CountField(about="`text_version` khi đọc; để trống: bản mới nhất.")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered of an open directive with clauses."""
    held, directive = of_open_directive(state, context)
    return Offer(held=held) if directive.clauses else None


def decide(state: Directive | None, command: SettleClauses, context: DecisionContext) -> Verdict:
    """One decision on these clauses; of several decisions on a clause the last one counts."""
    held, directive = of_open_directive(state, context)
    check_seen_text(directive, command.text_version)
    wanted = tuple(dict.fromkeys(command.clauses))
    if not wanted:
        raise CLAUSE_MISSING.refuse(field="clauses")
    if any(directive.clause(each) is None for each in wanted):
        raise CLAUSE_UNKNOWN.refuse(field="clauses")
    existing: tuple[str, ...] = ()
    if command.outcome is SettledAs.EXISTING:
        existing = _existing(command, context)
    elif command.reason is None:
        raise REASON_MISSING.refuse()
    event = ClauseSettled(
        clauses=wanted, outcome=command.outcome, existing=existing, reason=command.reason
    )
    return Verdict(held=held, events=(event,))


def _existing(command: SettleClauses, context: DecisionContext) -> tuple[str, ...]:
    """The streams of the work that is named; raises Refusal for what this person does not see."""
    if not command.existing:
        raise WORK_MISSING.refuse()
    known = {code: stream_of(code, context) for code in dict.fromkeys(command.existing)}
    unknown = [code for code, stream in known.items() if stream is None]
    if unknown:
        raise WORK_UNKNOWN.refuse(codes=", ".join(unknown))
    return tuple(stream for stream in known.values() if stream is not None)


def _reads(command: SettleClauses) -> tuple[str, ...]:
    if command.outcome is not SettledAs.EXISTING:
        return ()
    return tuple(stream for code in command.existing for stream in candidates(code))


def _settled(directive: Directive, event: ClauseSettled, fact: Fact) -> Directive:
    wanted = set(event.clauses)
    clauses = (
        replace(
            each,
            outcome=ClauseOutcome(event.outcome.value),
            existing=event.existing,
            reason=event.reason,
            decided_by=fact.actor.person_id,
            decided_on=day_of(fact.occurred_at),
        )
        if each.id in wanted
        else each
        for each in directive.clauses
    )
    return replace(directive, clauses=tuple(clauses))


def _describe(event: ClauseSettled, _names: Names) -> str:
    what = SETTLED[event.outcome].lower()
    return f"Quyết định về {count(len(event.clauses))} điều, khoản: {what}."


ACT: Final = Act(
    command=SettleClauses,
    name="settle-clauses",
    said="quyết định về điều, khoản",
    slug="quyet-dinh",
    resource="decisions",
    done="Đã ghi quyết định.",
    verb="settle_clauses",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        DIRECTIVE_CLOSED,
        TEXT_MOVED,
        CLAUSE_MISSING,
        CLAUSE_UNKNOWN,
        OUTCOME_UNKNOWN,
        WORK_MISSING,
        WORK_UNKNOWN,
        REASON_MISSING,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=ClauseSettled,
        name="Quyết định về điều, khoản",
        apply=_settled,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
