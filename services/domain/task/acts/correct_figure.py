"""Đính chính số liệu đã xác nhận: another figure counts; the former one stays as a version."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.answers import Answer
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DecimalField, MeasureCode, OneOf, PaperField, TypedText
from services.domain.numerals import of_unit, written
from services.domain.papers import Paper, beside, check_paper
from services.domain.replacing import replace
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.assigning import require_assigner
from services.domain.task.events import Figure, FigureKind
from services.domain.task.figures import (
    FIGURE_OUT_OF_RANGE,
    FIGURE_YES_NO,
    KIND_WORDS,
    check_value,
)
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, RESTRICTED
from services.domain.task.state import Ending, Task
from services.domain.task.values import CorrectedFigure

FIGURE_UNCONFIRMED: Final = Rule(
    code="figure-unconfirmed",
    sentence=(
        "Báo cáo chưa được xác nhận nên chưa có gì để đính chính. Muốn sửa số thì trả lại báo cáo."
    ),
    brief="báo cáo chưa được xác nhận",
)
FIGURE_NOT_ASKED: Final = Rule(
    code="figure-not-asked",
    sentence="Việc này không hỏi số liệu như vậy. Hãy tải lại trang.",
    brief="việc không hỏi số liệu này",
    fields=("measure",),
)
FIGURE_KIND_UNKNOWN: Final = Rule(
    code="figure-kind",
    sentence="Loại số liệu: hãy chọn trong danh sách.",
    brief="loại số liệu không có trong danh sách",
    fields=("kind",),
)
FIGURE_SAME: Final = Rule(
    code="figure-same",
    sentence="Số liệu đang như vậy. Hãy nhập số đúng, hoặc chọn loại số khác.",
    brief="số liệu không đổi",
    fields=("value",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFigure:
    """Đính chính một số liệu đã xác nhận: số đúng, loại số, vì sao."""

    stream: str
    measure: Annotated[str, MeasureCode(label="Số liệu", example="CT10.1")]
    value: Annotated[Decimal, DecimalField(label="Số đúng", example="97.2")]
    kind: Annotated[
        FigureKind,
        OneOf(
            label="Loại số liệu",
            example="official",
            of=FigureKind,
            words=KIND_WORDS,
            unknown=FIGURE_KIND_UNKNOWN,
        ),
    ]
    reason: Annotated[
        TextRef, TypedText(label="Lý do", example="Cơ quan thống kê công bố số chính thức.")
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCorrected:
    """Đính chính số liệu: the confirmed answer to a measure is another one.

    The report that was signed keeps its own; the days that count stay.
    """

    TYPE: ClassVar[str] = "figure-corrected"
    SCHEMA: ClassVar[int] = 1

    before: Figure
    after: Figure
    unit: str
    yes_no: bool
    reason: TextRef
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer | None:
    """Offered to who assigned the task, once its report with figures is confirmed."""
    held = require_assigner(task, context)
    if task.ending is not Ending.CONFIRMED or not task.figures:
        return None
    return Offer(held=held, choices={"measure": tuple(each.measure for each in task.figures)})


def decide(task: Task, command: CorrectFigure, context: DecisionContext) -> Verdict:
    """The figure that counts from now on, within what its measure can be."""
    held = require_assigner(task, context)
    if task.restricted:
        raise RESTRICTED.refuse()
    if task.ending is not Ending.CONFIRMED:
        raise FIGURE_UNCONFIRMED.refuse()
    asked = next((each for each in task.measures if each.code == command.measure), None)
    before = next((each for each in task.figures if each.measure == command.measure), None)
    if asked is None or before is None:
        raise FIGURE_NOT_ASKED.refuse()
    check_value(asked, command.value, field="value")
    after = Figure(
        measure=command.measure, value=command.value, kind=command.kind, nil_reason=None
    )
    if (before.value, before.kind) == (after.value, after.kind):
        raise FIGURE_SAME.refuse()
    check_paper(command.paper, context.now)
    event = FigureCorrected(
        before=before,
        after=after,
        unit=asked.unit,
        yes_no=asked.is_yes_no,
        reason=command.reason,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _corrected(task: Task, event: FigureCorrected, fact: Fact) -> Task:
    after = event.after
    version = CorrectedFigure(
        before=event.before,
        by=fact.actor.person_id,
        office=fact.actor.office,
        at=fact.occurred_at,
        reason=event.reason,
        paper=event.paper,
    )
    return replace(
        task,
        figures=tuple(after if each.measure == after.measure else each for each in task.figures),
        corrected_figures=(*task.corrected_figures, version),
    )


def said(figure: Figure, unit: str, *, yes_no: bool) -> str:
    """A figure in a sentence: 97,2% (số chính thức); đạt."""
    if figure.value is None:
        return "không có số"
    if yes_no:
        return "đạt" if Answer.of(figure.value) is Answer.REACHED else "chưa đạt"
    kind = f" ({KIND_WORDS[figure.kind].lower()})" if figure.kind else ""
    return of_unit(written(figure.value), unit) + kind


def _describe(event: FigureCorrected, _names: Names) -> str:
    before, after = (
        said(each, event.unit, yes_no=event.yes_no) for each in (event.before, event.after)
    )
    paper = beside(event.paper)
    return f"Đính chính số liệu ({event.after.measure}) từ {before} thành {after}{paper}."


ACT: Final = Act(
    command=CorrectFigure,
    name="correct-figure",
    said="đính chính số liệu",
    slug="dinh-chinh-so-lieu",
    explained=(
        "Báo cáo mà đơn vị đã ký giữ nguyên; số mới được tính từ nay, số cũ còn trong lịch sử."
    ),
    resource="figure-correction",
    done="Đã đính chính số liệu.",
    verb="correct_figure",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        FIGURE_UNCONFIRMED,
        RESTRICTED,
        FIGURE_NOT_ASKED,
        FIGURE_KIND_UNKNOWN,
        FIGURE_OUT_OF_RANGE,
        FIGURE_YES_NO,
        FIGURE_SAME,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=FigureCorrected,
        name="Đính chính số liệu",
        apply=_corrected,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
