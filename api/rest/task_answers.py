"""Tasks as the JSON interface tells them: the same rows as the pages show."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from api import titles
from api.rest import schemas
from services.domain.assignment.events import Measure
from services.domain.assignment.ranges import MeasureRange
from services.domain.papers import Paper
from services.domain.task.acts import ACTS
from services.domain.task.events import Figure
from services.domain.task.state import Task
from services.queries.views import (
    ContributionLine,
    FileLine,
    Part,
    SubmissionLine,
    TaskPage,
    WorkRow,
)


def work_line(row: WorkRow) -> schemas.TaskLine:
    """A task of a list, with what this person has to do with it."""
    return task_line(row.task, row.box.value, row.part)


def task_line(task: Task, box: str, part: Part) -> schemas.TaskLine:
    """A task as the lists give it."""
    return schemas.TaskLine(
        stream=task.stream,
        kind=task.kind,
        title=titles.title(task),
        section=task.section,
        deliverable=task.deliverable,
        period=task.period,
        lead_unit=task.lead,
        supporting_units=list(task.supporting),
        restricted=task.restricted,
        due_on=task.due_on,
        original_due_on=task.due.original,
        stage=task.stage.value,
        box=box,
        returned=task.returned,
        submission=task.submission,
        chases=task.chases,
        last_chase_at=task.last_chase_at,
        part=part.value,
    )


def task_answer(page: TaskPage) -> schemas.Task:
    """A task with everything that its page shows to this person."""
    return schemas.Task(
        task=task_line(page.task, page.box.value, Part.WATCH),
        version=max((line.version for line in page.trail), default=0),
        measures=[
            schemas.Asked(
                code=one.asked.code,
                title=one.asked.title,
                unit=one.asked.unit,
                kind=one.asked.kind,
                range=None if page.task.restricted else range_answer(one.asked.possible),
                target=measure_of(one.target) if one.target else None,
            )
            for one in page.measures
        ],
        submissions=[_submission(one) for one in page.submissions],
        contributed_units=list(page.task.contributions),
        contributions=[_contribution(one) for one in page.contributions],
        files=[_file(one) for one in page.files],
        changed_figures=list(page.task.changed_figures),
        correction_asked=page.correction_asked,
        may=[act.verb for act in ACTS if act.verb and act.slug in page.offers],
        trail=[
            schemas.Trail(
                version=line.version,
                at=line.at,
                by=line.doer.name,
                office=line.doer.office,
                unit=line.doer.unit,
                event=line.event.TYPE,
                words=line.words,
            )
            for line in page.trail
        ],
    )


def _submission(one: SubmissionLine) -> schemas.Submission:
    return schemas.Submission(
        number=one.number,
        at=one.at,
        by=one.doer.name,
        text=one.words,
        early_reason=one.early_words,
        figures=[figure_given(line.figure, line.nil_words) for line in one.figures.values()],
        paper=_paper(one.paper),
        files=[_file(file) for file in one.files],
    )


def figure_given(figure: Figure, nil_words: str | None) -> schemas.FigureGiven:
    """One answer to a measure."""
    return schemas.FigureGiven(
        measure=figure.measure,
        value=number(figure.value),
        kind=figure.kind.value if figure.kind else None,
        nil_reason=nil_words,
    )


# What restricted work does not tell of its measures.
_UNTOLD: Final[dict[str, Any]] = dict.fromkeys(
    (
        "target_2030",
        "target_2030_high",
        "target_average",
        "target_average_high",
        "reach_by",
        "stretch_target",
        "possible",
    )
)


def measure_of(one: Measure, *, untold: bool = False) -> schemas.Measure:
    """A measure as the plan states it; of restricted work (`untold`) no figure."""
    if untold:
        one = replace(one, **_UNTOLD)
    return schemas.Measure(
        code=one.code,
        title=one.title,
        unit=one.unit,
        kind=one.kind,
        operator=one.operator,
        target_2030=number(one.target_2030),
        target_2030_high=number(one.target_2030_high),
        target_average=number(one.target_average),
        target_average_high=number(one.target_average_high),
        reach_by=one.reach_by,
        stretch=one.stretch,
        stretch_target=number(one.stretch_target),
        frequencies=list(one.frequencies),
        range=range_answer(one.possible),
    )


def range_answer(one: MeasureRange | None) -> schemas.FigureRange | None:
    """Which figures can be true; None where nothing is stated."""
    if one is None:
        return None
    return schemas.FigureRange(low=number(one.low), high=number(one.high), whole=one.whole)


def number(value: Decimal | None) -> str | None:
    """A decimal as a string with a point, never in powers of ten."""
    return None if value is None else format(value, "f")


def _contribution(one: ContributionLine) -> schemas.ContributionGiven:
    return schemas.ContributionGiven(
        unit=one.unit,
        at=one.at,
        by=one.doer.name,
        text=one.words,
        on_paper=one.on_paper,
        paper=_paper(one.paper),
        files=[_file(file) for file in one.files],
    )


def _paper(one: Paper | None) -> schemas.PaperShape | None:
    return schemas.PaperShape(number=one.number, dated_on=one.dated_on) if one else None


def _file(one: FileLine) -> schemas.File:
    return schemas.File(
        sha256=one.sha256,
        name=one.name,
        size_bytes=one.size_bytes,
        contribution_of=one.contribution_of,
    )
