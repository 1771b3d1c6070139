"""The sheet as lines of words, one for each measure: what paper and a workbook show alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.labels import figure_words, phrases, titles, words
from api.list_binding import FIGURE, KIND, NIL
from api.sheet.record import figure_said
from api.web.forms import Typed
from services.domain import papers
from services.domain.task.events import FigureKind
from services.queries.period_sheet import PeriodSheet
from services.queries.views import MeasureLine, TaskPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line: a task, or one measure of it; `first` begins its task.

    `open` says that it is still to be filled in: its value is then what this person typed.
    """

    number: int
    first: bool
    stream: str
    measure: str
    title: str
    unit: str
    target: str
    before: str
    year_before: str
    value: str
    kind: str
    nil: str
    words: str
    paper: str
    status: str
    open: bool
    yes_no: bool
    restricted: bool

    @property
    def key(self) -> str:
        """What names the line in a workbook."""
        return f"{self.stream} {self.measure}".strip()


def sheet_lines(sheet: PeriodSheet, typed: Mapping[str, Typed]) -> tuple[SheetLine, ...]:
    """Every line in the order of the plan; of what is to be filled in, what was `typed`."""
    return tuple(
        line
        for number, task_page in enumerate(sheet.everything, 1)
        for line in _lines(number, task_page, sheet, typed.get(task_page.task.stream))
    )


def _lines(
    number: int, task_page: TaskPage, sheet: PeriodSheet, mine: Typed | None
) -> Iterator[SheetLine]:
    task = task_page.task
    # Of restricted work nothing but its paper is reported here.
    asked = () if task.restricted else task_page.measures
    several = len(asked) > 1
    measures: tuple[MeasureLine | None, ...] = asked or (None,)
    for place, measure in enumerate(measures):
        named = titles.title(task)
        if several and measure is not None:
            named = f"{named}: {measure.asked.title}"
        before, year_before = _past(task_page, measure, sheet)
        value, kind, nil = _answer(task_page, measure, mine)
        said, paper = _words(task_page, mine) if place == 0 else ("", "")
        yield SheetLine(
            number=number,
            first=place == 0,
            stream=task.stream,
            measure=measure.asked.code if measure else "",
            title=named,
            unit="" if measure is None or measure.asked.is_yes_no else measure.asked.unit,
            target=figure_words.target(measure.target) if measure and measure.target else "",
            before=before,
            year_before=year_before,
            value=value,
            kind=kind,
            nil=nil,
            words=said,
            paper=paper,
            status=_status(task_page, mine),
            open=mine is not None,
            yes_no=measure is not None and measure.asked.is_yes_no,
            restricted=task.restricted,
        )


def _past(task_page: TaskPage, measure: MeasureLine | None, sheet: PeriodSheet) -> tuple[str, str]:
    """The figures of the period before and of the year before."""
    if measure is None:
        return "", ""
    lasts = (each.get(task_page.task.stream) for each in (sheet.before, sheet.year_before))
    before, year_before = (
        figure_said(measure.asked, last.figures.get(measure.asked.code)) if last else ""
        for last in lasts
    )
    return before, year_before


def _answer(
    task_page: TaskPage, measure: MeasureLine | None, mine: Typed | None
) -> tuple[str, str, str]:
    """The figure, its kind and why there is none; as typed, else as it was sent."""
    if measure is None:
        return "", "", ""
    code = measure.asked.code
    if mine is not None:
        value = mine.choice(FIGURE + code)
        if value in figure_words.SENT:
            value = figure_words.ANSWERS[figure_words.SENT[value]]
        counted = value and not measure.asked.is_yes_no
        kind = mine.choice(KIND + code) or task_page.proposed_kind.value
        return value, words.FIGURE_KINDS[FigureKind(kind)] if counted else "", mine.get(NIL + code)
    given = task_page.submissions[0].figures.get(code) if task_page.submissions else None
    if given is None:
        return "", "", ""
    kind = words.FIGURE_KINDS[given.figure.kind] if given.figure.kind else ""
    value = figure_said(measure.asked, given.figure) if given.figure.value is not None else ""
    return value, kind, given.nil_words or ""


def _words(task_page: TaskPage, mine: Typed | None) -> tuple[str, str]:
    """What is written beside the figures, and the paper that goes with them."""
    if mine is not None:
        paper = (mine.choice("paper_number"), mine.choice("paper_date"))
        return mine.get("text"), " ngày ".join(filter(None, paper))
    given = task_page.submissions[0] if task_page.submissions else None
    if given is None:
        return "", ""
    return given.words or "", papers.named(given.paper) if given.paper else ""


def _status(task_page: TaskPage, mine: Typed | None) -> str:
    task = task_page.task
    if task.ending:
        return words.BOXES[task_page.box]
    if mine is not None:
        return words.RETURNED if task.returned else "Chưa gửi"
    return phrases.state(task, task_page.awaited)
