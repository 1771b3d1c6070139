"""Quyết định về điểm cần làm rõ: the Office says what a place of a plan document means."""

from dataclasses import dataclass, replace
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import Refusal
from services.domain.facts import Fact, TextRef
from services.domain.fields import (
    ChosenLines,
    CountField,
    DrawnHere,
    OneOf,
    PlainLine,
    TypedText,
    TypedWhere,
    WordsOf,
)
from services.domain.plan_document.authority import require_settling, still_open
from services.domain.plan_document.events import Correction, FindingSettled, FindingVerdict
from services.domain.plan_document.open_findings import open_lines
from services.domain.plan_document.reading import ReadFinding, Reading
from services.domain.plan_document.rules import (
    FINDING_SETTLED_SINCE,
    LINE_TWICE,
    LINE_UNKNOWN,
    LINES_NONE,
    NO_FINDING_IN_DOCUMENT,
    NO_READING,
    NOT_SETTLING,
    NOTHING_TO_CORRECT,
    NOTHING_TO_CORRECT_IN_LINE,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    REASON_MISSING,
    VALUE_EMPTY,
    VALUE_EMPTY_OF_LINE,
    VERDICT_UNKNOWN,
)
from services.domain.plan_document.settling import (
    VALUE_RULES,
    Value,
    holds,
    read_value,
    understood_as,
)
from services.domain.plan_document.state import PlanReading, Settled

VERDICTS: Final = {
    FindingVerdict.ACCEPTED: "theo cách đọc",
    FindingVerdict.CORRECTED: "sửa lại",
    FindingVerdict.LEFT_OPEN: "chưa quyết định",
}


OWN_VALUE: Final = "value."  # the control of a line's own words, with the line's key behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLine:
    """A line of a finding on which is decided; `typed` are the words of its own value, if any."""

    key: str
    value: TextRef | None
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFinding:
    """Quyết định về một điểm của văn bản: theo cách đọc, sửa lại, hoặc chưa quyết định, có lý do.

    Of a finding of several lines only the chosen `lines` are decided on; None means all that are
    open, or all where none is. A line without a value of its own takes that of the finding.
    `typed` are the words of that value, `seen` is the version of the newest decision on the
    finding's lines when the form was made, 0 for none. `reading` is the document as this release
    reads it.
    """

    stream: str
    key: Annotated[
        str,
        PlainLine(
            label="Điểm cần làm rõ",
            at_most=200,
            example="date-incomplete/plan",
            known="findings/0/key",
        ),
    ]
    decision: Annotated[
        FindingVerdict,
        OneOf(
            label="Quyết định",
            of=FindingVerdict,
            words=VERDICTS,
            unknown=VERDICT_UNKNOWN,
            example="accepted",
        ),
    ]
    value: Annotated[
        TextRef | None,
        TypedWhere(
            label="Nội dung sửa",
            about="Nội dung sửa, cho mọi dòng không có nội dung riêng.",
            where="decision",
            says=FindingVerdict.CORRECTED,
            rest_of="lines",
        ),
    ]
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do", about="Bắt buộc khi chưa quyết định.", box="why")
    ]
    seen: Annotated[
        int, CountField(about="`seen` của điểm khi đọc.", example=0, known="findings/0/seen")
    ]
    lines: Annotated[
        tuple[ChosenLine, ...] | None,
        ChosenLines(
            label="Các dòng",
            about="Bỏ trống là mọi dòng chưa quyết định; đã quyết định hết thì mọi dòng.",
            where="decision",
            says=FindingVerdict.CORRECTED,
        ),
    ] = None
    typed: Annotated[str, WordsOf(field="value")]
    reading: Annotated[Reading, DrawnHere()]


def check(command: SettleFinding) -> None:
    """A reason that is missing, a correction that is none: seen before anything is tried."""
    if command.decision is FindingVerdict.LEFT_OPEN and command.reason is None:
        raise REASON_MISSING.refuse()
    if command.lines == ():
        raise LINES_NONE.refuse()
    finding = _of_key(command)
    if finding is None or command.decision is not FindingVerdict.CORRECTED:
        return
    for line, chosen in _chosen(command, finding):
        if line.corrects is not None:
            _value(command, line, chosen)


def offer(reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to the Office and the leaders, until the document is loaded."""
    held = require_settling(context.holder, context.policy)
    still_open(reading)
    return Offer(held=held)


def decide(
    reading: PlanReading | None, command: SettleFinding, context: DecisionContext
) -> Verdict:
    """Keep a decision on each chosen line of a finding; the same one again is nothing."""
    held = offer(reading, context).held
    document = still_open(reading)
    finding = _of_key(command)
    if finding is None:
        raise NO_FINDING_IN_DOCUMENT.refuse()
    lines = _chosen(command, finding)
    if command.lines is None and (left := open_lines(document, finding)):
        lines = [(line, chosen) for line, chosen in lines if line.key in left]
    _require_seen(document, command, finding, [line.key for line, _ in lines])
    if command.decision is FindingVerdict.LEFT_OPEN and command.reason is None:
        raise REASON_MISSING.refuse()
    events = (
        FindingSettled(
            key=line.key,
            decision=command.decision,
            correction=_correction(command, line, chosen),
            reason=command.reason,
        )
        for line, chosen in lines
    )
    return Verdict(held=held, events=tuple(each for each in events if _is_new(document, each)))


def _of_key(command: SettleFinding) -> ReadFinding | None:
    findings = command.reading.findings
    return next((finding for finding in findings if finding.key == command.key), None)


def _chosen(
    command: SettleFinding, finding: ReadFinding
) -> list[tuple[ReadFinding, ChosenLine | None]]:
    """The lines that are decided on, in the finding's order; raises Refusal."""
    if command.lines is None:
        return [(line, None) for line in finding.lines]
    chosen: dict[str, ChosenLine] = {}
    for each in command.lines:
        if each.key in chosen:
            raise LINE_TWICE.refuse(place=each.key)
        chosen[each.key] = each
    if chosen.keys() - {line.key for line in finding.lines}:
        raise LINE_UNKNOWN.refuse()
    if not chosen:
        raise LINES_NONE.refuse()
    return [(line, chosen[line.key]) for line in finding.lines if line.key in chosen]


def _require_seen(
    document: PlanReading, command: SettleFinding, finding: ReadFinding, chosen: list[str]
) -> None:
    """Nobody decided on a chosen line since the form was made; on another line, anybody may."""
    every = [line.key for line in finding.lines]
    newest, newest_chosen = (document.seen(finding.key, *keys) for keys in (every, chosen))
    if not newest_chosen <= command.seen <= newest:
        raise FINDING_SETTLED_SINCE.refuse()


def _is_new(document: PlanReading, event: FindingSettled) -> bool:
    before = document.settled.get(event.key)
    return before is None or before.event != event


def _correction(
    command: SettleFinding, line: ReadFinding, chosen: ChosenLine | None
) -> Correction | None:
    if command.decision is not FindingVerdict.CORRECTED:
        return None
    slot = line.corrects
    if slot is None or not holds(command.reading.draft, slot):
        if chosen is None:
            raise NOTHING_TO_CORRECT.refuse()
        raise NOTHING_TO_CORRECT_IN_LINE.refuse(place=line.place)
    meant, value = _value(command, line, chosen)
    if value is None:
        raise VALUE_EMPTY.refuse()
    return Correction(
        item=slot.item,
        field=slot.field,
        value=value,
        understood=understood_as(slot, meant),
    )


def _value(
    command: SettleFinding, line: ReadFinding, chosen: ChosenLine | None
) -> tuple[Value, TextRef | None]:
    """What a line gets, and its words: its own, else those of the finding; raises Refusal."""
    slot, draft = line.corrects, command.reading.draft
    assert slot is not None, "a line without a place gets nothing"  # noqa: S101  (its callers ask)
    if chosen is None:
        return read_value(slot, command.typed, draft), command.value
    if not chosen.typed.strip():
        if not command.typed.strip():
            raise VALUE_EMPTY_OF_LINE.refuse(place=line.place, field=f"{OWN_VALUE}{line.key}")
        return read_value(slot, command.typed, draft), command.value
    try:
        return read_value(slot, chosen.typed, draft), chosen.value
    except Refusal as refusal:
        refusal.field = f"{OWN_VALUE}{line.key}"
        raise


def _settled(reading: PlanReading, event: FindingSettled, fact: Fact) -> PlanReading:
    settled = Settled(event=event, actor=fact.actor, at=fact.occurred_at, version=fact.version)
    return replace(reading, settled={**reading.settled, event.key: settled})


def _describe(event: FindingSettled, _names: Names) -> str:
    return f"Quyết định về điểm cần làm rõ: {VERDICTS[event.decision]} ({event.key})."


ACT: Final = Act(
    command=SettleFinding,
    name="settle-finding",
    said="quyết định về điểm cần làm rõ",
    slug="quyet-dinh",
    resource="decisions",
    called="settleDocumentFinding",
    done="Đã ghi quyết định.",
    rules=(
        NOT_SETTLING,
        NO_READING,
        READING_LOADED,
        READING_LOADED_AS_PLAN,
        NO_FINDING_IN_DOCUMENT,
        FINDING_SETTLED_SINCE,
        VERDICT_UNKNOWN,
        LINES_NONE,
        LINE_UNKNOWN,
        LINE_TWICE,
        NOTHING_TO_CORRECT,
        NOTHING_TO_CORRECT_IN_LINE,
        VALUE_EMPTY_OF_LINE,
        *VALUE_RULES,
        REASON_MISSING,
    ),
    check=check,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=FindingSettled,
        name="Quyết định về điểm cần làm rõ",
        apply=_settled,
        describe=_describe,
    ),
)
