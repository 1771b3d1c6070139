"""A correction that changes figures after a return that keeps the day: what was it? Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.domain.act import Rule
from services.domain.fields import OneOf
from services.domain.task.events import CorrectionKind, DeadlineMissed, Figure
from services.domain.task.lateness import can_be_missed, is_held
from services.domain.task.state import Task
from services.domain.task.terms import CORRECTIONS

CORRECTION_UNJUDGED: Final = Rule(
    code="correction-unjudged",
    sentence=(
        "Bản trước bị trả lại để bổ sung hoặc sửa thể thức, nhưng bản này đổi số liệu: {changed}. "
        "Hãy mở việc và chọn: bổ sung, sửa thể thức (giữ ngày của bản trước) hay sửa nội dung "
        "(tính ngày đơn vị ký bản này)."
    ),
    brief="chưa chọn bổ sung, sửa thể thức hay sửa nội dung",
    fields=("correction",),
)

CORRECTION_UNKNOWN: Final = Rule(
    code="field-correction",
    sentence="Số liệu đã đổi là: hãy chọn bổ sung, sửa thể thức hoặc sửa nội dung.",
    brief="chưa chọn bổ sung, sửa thể thức hay sửa nội dung",
    fields=("correction",),
)
CORRECTED: Final = OneOf(
    label="Số liệu đã đổi là",
    about="Số liệu đổi sau khi bị trả lại để bổ sung hoặc sửa thể thức là bổ sung, sửa thể thức"
    " hay sửa nội dung; phải có khi việc có `correction_asked`.",
    of=CorrectionKind,
    words=CORRECTIONS,
    unknown=CORRECTION_UNKNOWN,
)
CAUSE: Final = "corrected_in_content"


def changed_after_formal(task: Task, figures: Sequence[Figure]) -> tuple[str, ...]:
    """The measures whose answer differs from that of the signed report that lacked only form."""
    if task.grace is None or task.formal_figures is None:
        return ()
    before = {
        formal_figure.measure: _answer(formal_figure) for formal_figure in task.formal_figures
    }
    after = {figure.measure: _answer(figure) for figure in figures}
    return tuple(code for code in after if after[code] != before.get(code))


def correction_asked(task: Task) -> bool:
    """Whether whoever decides next must say what the changed figures were.

    The unit's own signature does not judge the unit's own correction; after it, the first rung
    that agrees does, as long as the day of the returned report would count.
    """
    return (
        bool(task.changed_figures)
        and not task.correction_judged
        and task.grace is not None
        and task.signed_on is not None
        and task.signed_on <= task.grace.correct_by
    )


def judged(task: Task, correction: CorrectionKind | None) -> CorrectionKind | None:
    """What the decision says of the correction, None where nothing is asked; raises Refusal."""
    if not correction_asked(task):
        return None
    if correction is None:
        titles = {measure.code: measure.title for measure in task.measures}
        changed = "; ".join(titles.get(code, code) for code in task.changed_figures)
        raise CORRECTION_UNJUDGED.refuse(changed=changed)
    return correction


def counts_from(task: Task, correction: CorrectionKind | None) -> date | None:
    """The day of the unit's signature on this report where it corrected the content; else None."""
    return task.signed_on if correction is CorrectionKind.CONTENT else None


def missed_by(task: Task, counted_on: date | None) -> Sequence[DeadlineMissed]:
    """The missed date that comes to light where the signature that counts came after it."""
    if counted_on is None or task.due is None or counted_on <= task.due.on:
        return ()
    if is_held(task) or not can_be_missed(task):
        return ()
    return (DeadlineMissed(due_on=task.due.on, cause=CAUSE),)


def _answer(figure: Figure) -> object:
    """A nil's words are another text each time; that there is none is what counts."""
    return figure.value, figure.kind


def said_of_correction(correction: CorrectionKind | None) -> str:
    """What a decision said of figures that changed under a return for form, in a sentence."""
    if correction is None:
        return ""
    return f"; số liệu đã đổi: {CORRECTIONS[correction].lower()}"
