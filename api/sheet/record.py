"""What a unit has signed: the newest version of each report, with who sent and decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from api.labels import figure_words, words
from services.domain.answers import Answer
from services.domain.assignment.events import MeasureAsked
from services.domain.instants import day_of
from services.domain.numerals import written
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.events import Figure
from services.queries.views import Doer, SubmissionLine, TaskPage

_STEPS: Final = {
    SubmissionApproved: "Duyệt",
    SubmissionConfirmed: "Xác nhận",
    SubmissionReturned: "Trả lại",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStep:
    """Gửi, duyệt, xác nhận: one step of a version, by whom and when."""

    label: str
    name: str
    at: datetime

    @property
    def day(self) -> date:
        """The day on which it was done."""
        return day_of(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One task of the record: its page, the newest version, and that version's steps in order."""

    page: TaskPage
    given: SubmissionLine | None
    steps: Sequence[RecordStep]


def record_row(task_page: TaskPage) -> RecordRow:
    """The row of one task; without a version it has no steps."""
    given = task_page.submissions[0] if task_page.submissions else None
    return RecordRow(page=task_page, given=given, steps=_steps(given) if given else ())


def _steps(given: SubmissionLine) -> tuple[RecordStep, ...]:
    decided = [line for line in given.decisions if type(line.event) in _STEPS and not line.undone]
    return (
        RecordStep(label="Gửi", name=_name(given.doer), at=given.at),
        *(
            RecordStep(label=_STEPS[type(line.event)], name=_name(line.doer), at=line.at)
            for line in decided
        ),
    )


def _name(who: Doer) -> str:
    """The name alone: the office and the unit are the sheet's own, or the step says them."""
    return "Hệ thống" if who.kind == "system" else who.name or words.ERASED


def figure_said(asked: MeasureAsked, figure: Figure | None) -> str:
    """A figure in a column of its measure, whose unit stands beside it; none is a dash."""
    if figure is None:
        return "–"
    if figure.value is None:
        return "không có số"
    if asked.is_yes_no:
        return figure_words.ANSWERS[Answer.of(figure.value)]
    return written(figure.value)
