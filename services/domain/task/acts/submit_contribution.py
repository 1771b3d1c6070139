"""Gửi nội dung phối hợp: a supporting unit's input to what the lead reports."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.facts import Fact, TextRef
from services.domain.fields import MarkedBeside, PaperField, TypedText, UnitCode
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper
from services.domain.replacing import replace
from services.domain.roles import WORKING, OfficeHeld
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.authority import refuse_stopped, require_worker
from services.domain.task.contributing import is_outside, signed_at_once
from services.domain.task.contributions import Contribution
from services.domain.task.rules import (
    NOT_LEAD_UNIT,
    NOT_SUPPORTING_UNIT,
    RESTRICTED,
    TASK_CLOSED,
    TASK_SUSPENDED,
)
from services.domain.task.state import Task

EMPTY_CONTRIBUTION: Final = Rule(
    code="empty-contribution",
    sentence="Nội dung phối hợp còn trống. Hãy nhập nội dung.",
    brief="nội dung phối hợp để trống",
    fields=("text", "paper_number"),
)
NOT_A_SUPPORTING_UNIT: Final = Rule(
    code="not-a-supporting-unit",
    sentence="Đơn vị {unit} không phối hợp trong việc này.",
    brief="đơn vị không phối hợp trong việc này",
    fields=("unit",),
)
CONTRIBUTES_ITSELF: Final = Rule(
    code="contributes-itself",
    sentence=(
        "Đơn vị {unit} có tài khoản trên hệ thống nên tự gửi nội dung phối hợp và thủ trưởng đơn "
        "vị duyệt; đơn vị chủ trì chỉ ghi nhận văn bản của đơn vị ngoài hệ thống. Hãy đề nghị đơn "
        "vị gửi nội dung phối hợp."
    ),
    brief="đơn vị tự gửi nội dung phối hợp",
    fields=("unit",),
)
CONTRIBUTION_PAPER_MISSING: Final = Rule(
    code="contribution-paper-missing",
    sentence=(
        "Ghi nhận nội dung phối hợp của đơn vị ngoài hệ thống cần số và ngày của văn bản mà đơn "
        "vị đã gửi. Hãy nhập số và ngày văn bản."
    ),
    brief="ghi nhận nội dung phối hợp không có văn bản",
    fields=("paper_number",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitContribution:
    """Gửi nội dung phối hợp; `on_paper` where the lead records what a unit outside sent."""

    stream: str
    unit: Annotated[
        str,
        UnitCode(label="Đơn vị phối hợp", example="VHXH", known="task/supporting_units/0"),
    ]
    text: Annotated[
        TextRef | None,
        TypedText(label="Nội dung phối hợp", example="Đã cử hai cán bộ phối hợp."),
    ]
    on_paper: Annotated[
        bool,
        MarkedBeside(about="Đơn vị chủ trì ghi lại bản giấy.", beside="unit", mark="giay"),
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSubmitted:
    """Gửi nội dung phối hợp: a supporting unit's input; on paper when the lead recorded it.

    `files` are the SHA-256 of the files that were attached for it. It is `signed` at once where it
    came on paper, where the unit's head sent it, and where the ward asks for no signature.
    """

    TYPE: ClassVar[str] = "contribution-submitted"
    SCHEMA: ClassVar[int] = 3  # 2: `files`; 3: `signed`

    unit: str
    text: TextRef | None
    on_paper: bool
    paper: Paper | None
    files: tuple[str, ...]
    signed: bool


def offer(task: Task, context: DecisionContext) -> Offer | None:
    """Offered to supporting units; to the lead for the papers of units without accounts.

    `unit` are the own units that may contribute, `record_for` those whose paper may be recorded.
    """
    refuse_stopped(task)
    own = tuple(unit for unit in task.supporting if context.holder.find(WORKING, unit))
    led = context.holder.find(WORKING, task.lead) is not None
    recorded = tuple(unit for unit in task.supporting if led and is_outside(unit, context))
    return Offer(choices={"unit": own, "record_for": recorded}) if own or recorded else None


def decide(task: Task, command: SubmitContribution, context: DecisionContext) -> Verdict:
    """Words, a paper or files of one supporting unit; of restricted work no words."""
    offer(task, context)
    if command.unit not in task.supporting:
        raise NOT_A_SUPPORTING_UNIT.refuse(unit=command.unit)
    held = _contributor(task, command, context)
    if task.restricted and command.text is not None:
        raise RESTRICTED.refuse()
    if command.on_paper and command.paper is None:
        raise CONTRIBUTION_PAPER_MISSING.refuse()
    files = tuple(file.sha256 for file in task.files_of(command.unit))
    if command.text is None and command.paper is None and not files:
        raise EMPTY_CONTRIBUTION.refuse()
    check_paper(command.paper, context.now)
    event = ContributionSubmitted(
        unit=command.unit,
        text=command.text,
        on_paper=command.on_paper,
        paper=command.paper,
        files=files,
        signed=command.on_paper
        or signed_at_once(task, command.unit, context.policy, context.holder),
    )
    return Verdict(held=held, events=(event,))


def _contributor(task: Task, command: SubmitContribution, context: DecisionContext) -> OfficeHeld:
    """The supporting unit's own office, or the lead's for what came on paper from outside."""
    if command.on_paper:
        of_lead = require_worker(task, context.holder)
        if not is_outside(command.unit, context):
            raise CONTRIBUTES_ITSELF.refuse(unit=command.unit)
        return of_lead
    held = context.holder.find(WORKING, command.unit)
    if held is None:
        raise NOT_SUPPORTING_UNIT.refuse()
    return held


def _contributed(task: Task, event: ContributionSubmitted, fact: Fact) -> Task:
    given = Contribution(
        unit=event.unit,
        # On paper it is recorded by somebody of the lead, whose it is not.
        person_id=None if event.on_paper else fact.actor.person_id,
        signed_on=day_of(fact.occurred_at) if event.signed else None,
    )
    contributions = task.contributions
    return replace(
        task,
        contributions=replace(contributions, given=(*contributions.given, given)),
        files=tuple(file for file in task.files if file.contribution_of != event.unit),
    )


def _describe(event: ContributionSubmitted, names: Names) -> str:
    unit = names.unit(event.unit)
    if event.on_paper:
        return f"Ghi nhận nội dung phối hợp bằng văn bản của {unit}."
    waits = "" if event.signed else ", chờ thủ trưởng đơn vị duyệt"
    return f"Gửi nội dung phối hợp của {unit}{waits}."


def _reads(command: SubmitContribution) -> tuple[str, ...]:
    return (unit_stream(command.unit),)


ACT: Final = Act(
    command=SubmitContribution,
    name="submit-contribution",
    said="gửi nội dung phối hợp",
    slug="phoi-hop",
    resource="contribution",
    done="Đã gửi nội dung phối hợp.",
    verb="contribute",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_A_SUPPORTING_UNIT,
        NOT_SUPPORTING_UNIT,
        NOT_LEAD_UNIT,
        CONTRIBUTES_ITSELF,
        RESTRICTED,
        CONTRIBUTION_PAPER_MISSING,
        EMPTY_CONTRIBUTION,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=ContributionSubmitted,
        name="Gửi nội dung phối hợp",
        apply=_contributed,
        describe=_describe,
    ),
)
