"""Lập kiến nghị kiểm tra: an inspector says what was found, and who is to answer by when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.assignment.evolving import fold as fold_item
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.existing_work import candidates, stream_of
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, PaperField, PlainLine, TypedText, UnitCode
from services.domain.inspection.authority import (
    WORDS_RULES,
    check_said,
    may_inspect_unit,
    require_inspecting,
)
from services.domain.inspection.events import InspectionFindingOpened, inspection_code_of
from services.domain.inspection.rules import NO_INSPECTION_FINDING, NOT_INSPECTING
from services.domain.inspection.state import InspectionFinding, words_of
from services.domain.inspection.terms import InspectedThing
from services.domain.instants import day_of, written_day
from services.domain.papers import Paper, beside
from services.domain.streams import Family, family_of

_PERIOD: Final = re.compile(
    r"\d{4}(?:-(?:H[12]|Q[1-4]|M(?:0[1-9]|1[0-2])|SY))?|once(?:-\d{4}-\d\d-\d\d)?", re.ASCII
)
INSPECTED_UNKNOWN: Final = Rule(
    code="inspected-unknown",
    sentence="Không có việc hay mục của kế hoạch này, hoặc không thuộc phạm vi của bạn.",
    brief="không có việc, mục được kiến nghị",
    fields=("unit", "subject"),
)
INSPECTED_TWICE: Final = Rule(
    code="inspected-twice",
    sentence="Một kiến nghị về một việc, một mục hoặc một kỳ. Hãy chọn một trong các ô này.",
    brief="vừa chọn việc, vừa chọn kỳ",
    fields=("period",),
)
INSPECTED_PERIOD: Final = Rule(
    code="inspected-period",
    sentence="Kỳ viết theo mã, ví dụ 2027, 2027-Q3 hoặc 2027-M05.",
    brief="kỳ không đúng dạng",
    fields=("period",),
)
INSPECTED_UNIT: Final = Rule(
    code="inspected-unit",
    sentence="Đơn vị trả lời phải là đơn vị của phường; về việc, mục thì là đơn vị chủ trì hoặc "
    "phối hợp của việc, mục đó.",
    brief="đơn vị không trả lời được kiến nghị này",
    fields=("unit",),
)
ANSWER_DAY_PASSED: Final = Rule(
    code="answer-day-passed",
    sentence="Hạn trả lời không được trước hôm nay ({today}).",
    brief="hạn trả lời đã qua",
    fields=("answer_by_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInspectionFinding:
    """Lập một kiến nghị kiểm tra về một việc, một mục, một kỳ của đơn vị, hoặc chính đơn vị."""

    stream: str
    subject: Annotated[
        str | None,
        PlainLine(
            label="Việc hoặc mục của kế hoạch",
            about="Tên luồng của việc, hoặc mã mục.",
            example="51-08",
            at_most=120,
        ),
    ]
    period: Annotated[str | None, PlainLine(label="Kỳ", example="2027-Q3", at_most=20)]
    unit: Annotated[str, UnitCode(label="Đơn vị trả lời", example="KTHTDT")]
    text: Annotated[
        TextRef | None,
        TypedText(label="Nội dung kiến nghị", example="Đề nghị giải trình số liệu quý III."),
    ]
    paper: Annotated[Paper | None, PaperField(label="Văn bản kèm theo")]
    answer_by_on: Annotated[date, DayField(label="Trả lời trước hết ngày")]


def offer(state: InspectionFinding | None, context: DecisionContext) -> Offer | None:
    """Offered to inspectors; nothing is left to do under a code that was drawn before."""
    held = require_inspecting(context)
    return None if state is not None else Offer(held=held)


def check(command: OpenInspectionFinding) -> None:
    """The stream is one that a finding may have; raises NotFound."""
    if inspection_code_of(command.stream) is None:
        raise NO_INSPECTION_FINDING.refuse()


def decide(
    state: InspectionFinding | None, command: OpenInspectionFinding, context: DecisionContext
) -> Verdict:
    """A new finding about what this inspector may see. Again is nothing."""
    held = require_inspecting(context)
    check(command)
    if state is not None:
        return Verdict(held=held, events=())
    about, subject, restricted = _inspected(command, context)
    today = day_of(context.now)
    if command.answer_by_on < today:
        raise ANSWER_DAY_PASSED.refuse(today=written_day(today))
    check_said(command.text, command.paper, context, restricted=restricted)
    event = InspectionFindingOpened(
        code=inspection_code_of(command.stream) or "",
        about=about,
        subject=subject,
        unit=command.unit,
        restricted=restricted,
        answer_by_on=command.answer_by_on,
        text=command.text,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _inspected(
    command: OpenInspectionFinding, context: DecisionContext
) -> tuple[InspectedThing, str, bool]:
    """What the finding is about, and whether that is restricted; raises Refusal."""
    unit = fold_unit(context.of(unit_stream(command.unit)))
    if unit is None or not unit.internal:
        raise INSPECTED_UNIT.refuse()
    if command.subject:
        if command.period:
            raise INSPECTED_TWICE.refuse()
        return _of_work(command.subject, command.unit, context)
    if not may_inspect_unit(context.holder, command.unit):
        raise INSPECTED_UNKNOWN.refuse(field="unit")
    if not command.period:
        return InspectedThing.UNIT, "", unit.restricted
    if not _PERIOD.fullmatch(command.period):
        raise INSPECTED_PERIOD.refuse()
    return InspectedThing.PERIOD, command.period, unit.restricted


def _of_work(
    subject: str, unit: str, context: DecisionContext
) -> tuple[InspectedThing, str, bool]:
    stream = stream_of(subject, context)
    if stream is None:
        raise INSPECTED_UNKNOWN.refuse()
    if family_of(stream) is Family.TASK:
        task = context.fold_task(context.of(stream))
        if unit not in task.owing:
            raise INSPECTED_UNIT.refuse()
        return InspectedThing.TASK, stream, task.restricted
    item = fold_item(context.of(stream))
    if item is None:
        raise INSPECTED_UNKNOWN.refuse()
    if unit not in {item.lead_unit, *item.supporting_units}:
        raise INSPECTED_UNIT.refuse()
    return InspectedThing.ITEM, item.opened.code, item.restricted


def _reads(command: OpenInspectionFinding) -> tuple[str, ...]:
    work = candidates(command.subject) if command.subject else ()
    return (unit_stream(command.unit), *work)


def opened_as(event: InspectionFindingOpened, fact: Fact) -> InspectionFinding:
    """The finding as its first fact makes it."""
    return InspectionFinding(
        code=event.code,
        about=event.about,
        subject=event.subject,
        unit=event.unit,
        restricted=event.restricted,
        answer_by_on=event.answer_by_on,
        opened=words_of(event.text, event.paper, fact),
        version=fact.version,
    )


def _opened_again(
    _state: InspectionFinding, event: InspectionFindingOpened, fact: Fact
) -> InspectionFinding:
    return opened_as(event, fact)


def _describe(event: InspectionFindingOpened, names: Names) -> str:
    by_on = written_day(event.answer_by_on)
    return (
        f"Lập kiến nghị kiểm tra với {names.unit(event.unit)}, trả lời trước hết ngày {by_on}"
        f"{beside(event.paper)}."
    )


ACT: Final = Act(
    command=OpenInspectionFinding,
    name="open-inspection-finding",
    said="lập kiến nghị kiểm tra",
    slug="lap",
    done="Đã lập kiến nghị. Đơn vị thấy kiến nghị trong “Việc của tôi”.",
    rules=(
        NO_INSPECTION_FINDING,
        NOT_INSPECTING,
        INSPECTED_UNIT,
        INSPECTED_TWICE,
        INSPECTED_UNKNOWN,
        INSPECTED_PERIOD,
        ANSWER_DAY_PASSED,
        *WORDS_RULES,
    ),
    offer=offer,
    decide=decide,
    check=check,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=InspectionFindingOpened,
        name="Lập kiến nghị kiểm tra",
        apply=_opened_again,
        describe=_describe,
        text=lambda event: event.text,
        by_assigner=True,
    ),
)
