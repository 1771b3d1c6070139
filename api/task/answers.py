"""Tasks as the JSON interface tells them: the same rows as the pages show."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from api.labels import titles
from api.rest import schemas
from api.task import schemas as task_schemas
from api.task.chased import instruction_answer, promise_answer
from api.task.trail_answers import trail_line
from services.domain.assignment.events import Measure
from services.domain.assignment.ranges import MeasureRange
from services.domain.counted_days import CountedDays
from services.domain.papers import Paper
from services.domain.task.acts import ACTS
from services.domain.task.causes import CauseClaim
from services.domain.task.contests import Contest
from services.domain.task.contributing import signed_units
from services.domain.task.events import Figure
from services.domain.task.state import Task
from services.domain.task.supporters import Supporter
from services.domain.task.why import Explained
from services.domain.task.why_parts import Explanation
from services.queries.views import ContributionLine, FileLine, SubmissionLine, TaskPage
from services.queries.work_views import Part, WorkRow


def work_line(row: WorkRow) -> task_schemas.TaskLine:
    """A task of a list, with what this person has to do with it."""
    return task_line(row.task, row.box.value, row.part)


def task_line(task: Task, box: str, part: Part) -> task_schemas.TaskLine:
    """A task as the lists give it."""
    terms = task.periodic
    return task_schemas.TaskLine(
        stream=task.stream,
        kind=task.kind,
        title=titles.title(task),
        section=terms.section if terms else None,
        deliverable=terms.deliverable if terms else None,
        period=terms.period if terms else None,
        directive=task.assigned.directive if task.assigned else None,
        group=task.count_group.value,
        lead_unit=task.lead,
        supporting_units=list(task.supporting),
        restricted=task.restricted,
        due_on=task.due_on,
        original_due_on=task.due.original if task.due else None,
        extensions=task.extensions_granted,
        extension=_extension(task),
        stage=task.stage.value,
        box=box,
        returned=task.returned,
        suspended_at=task.suspended_at,
        ending=task.ending.value if task.ending else None,
        submission=task.submission,
        chases=task.chases,
        last_chase_at=task.last_chase_at,
        promise=promise_answer(task),
        instruction=instruction_answer(task),
        latest=_latest(task),
        part=part.value,
    )


def _extension(task: Task) -> task_schemas.ExtensionAsked | None:
    request = None if task.ending else task.extension
    if request is None:
        return None
    return task_schemas.ExtensionAsked(
        number=request.number,
        made_on=request.made_on,
        due_on=request.due_on,
        until_on=request.until_on,
        cause=request.cause.value,
    )


def _latest(task: Task) -> task_schemas.NewestAct | None:
    latest = task.latest
    if latest is None:
        return None
    return task_schemas.NewestAct(version=latest.version, event=latest.type, at=latest.at)


def task_answer(page: TaskPage) -> task_schemas.Task:
    """A task with everything that its page shows to this person."""
    return task_schemas.Task(
        task=task_line(page.task, page.box.value, Part.WATCH),
        version=max((line.version for line in page.trail), default=0),
        measures=[
            task_schemas.Asked(
                code=measure.asked.code,
                title=measure.asked.title,
                unit=measure.asked.unit,
                kind=measure.asked.kind,
                range=None if page.task.restricted else range_answer(measure.asked.possible),
                target=measure_of(measure.target) if measure.target else None,
            )
            for measure in page.measures
        ],
        submissions=[_submission(submission) for submission in page.submissions],
        contributed_units=list(signed_units(page.task)),
        supporters=[_supporter(each) for each in page.supporters],
        contributions=[_contribution(contribution) for contribution in page.contributions],
        files=[_file(file) for file in page.files],
        declined_for=page.task.decline.proposed_unit if page.task.decline else None,
        causes=[_cause(claim) for claim in page.task.cause_claims],
        contests=[_contest(each) for each in page.task.contests],
        successor=page.task.successor,
        predecessors=list(page.task.predecessors),
        changed_figures=list(page.task.changed_figures),
        correction_asked=page.correction_asked,
        may=[act.verb for act in ACTS if act.verb and act.slug in page.offers],
        why=_whys(page.explained),
        trail=[trail_line(line) for line in page.trail],
    )


def _contest(contest: Contest) -> task_schemas.LineContested:
    answer = contest.answer
    return task_schemas.LineContested(
        number=contest.number,
        about=contest.matter.about.value,
        submission=contest.matter.submission,
        unit=contest.owner.unit,
        person_id=contest.owner.person_id,
        made_at=contest.made_at,
        accepted=answer.accepted if answer else None,
        answered_at=answer.answered_at if answer else None,
    )


def _cause(claim: CauseClaim) -> task_schemas.CauseClaimed:
    answer = claim.answer
    return task_schemas.CauseClaimed(
        number=claim.number,
        about=claim.matter.about.value,
        submission=claim.matter.submission,
        missed_on=claim.missed_on,
        unit=claim.unit,
        made_at=claim.made_at,
        confirmed=answer.confirmed if answer else None,
        answered_at=answer.answered_at if answer else None,
    )


def _whys(explained: Explained | None) -> list[task_schemas.Why]:
    return [_why(each, explained) for each in explained.why.values()] if explained else []


def _why(each: Explanation, explained: Explained) -> task_schemas.Why:
    return task_schemas.Why(
        topic=each.topic.value,
        sentence=each.sentence,
        facts=list(each.facts),
        days=_days(each.days) if each.days else None,
        rules_version=(each.rules_version or explained.rules_version) if each.by_policy else None,
        calendar_version=explained.calendar_version if each.by_calendar else None,
    )


def _days(days: CountedDays) -> task_schemas.DaysCounted:
    return task_schemas.DaysCounted(
        after_on=days.after_on,
        until_on=days.until_on,
        working_days=days.working_days,
        rest_days=[
            task_schemas.RestDayNamed(on=rest.on, name=rest.name) for rest in days.rest_days
        ],
        make_up_days=[made_up.on for made_up in days.make_up_days],
        suspended_days=days.suspended_days,
    )


def _submission(submission_line: SubmissionLine) -> task_schemas.Submission:
    return task_schemas.Submission(
        number=submission_line.number,
        at=submission_line.at,
        by=submission_line.doer.name,
        text=submission_line.words,
        early_reason=submission_line.early_words,
        jump_reason=submission_line.jump_words,
        figures=[
            figure_given(line.figure, line.nil_words) for line in submission_line.figures.values()
        ],
        paper=_paper(submission_line.paper),
        files=[_file(file) for file in submission_line.files],
    )


def figure_given(figure: Figure, nil_words: str | None) -> task_schemas.FigureGiven:
    """One answer to a measure."""
    return task_schemas.FigureGiven(
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


def measure_of(measure: Measure, *, untold: bool = False) -> task_schemas.Measure:
    """A measure as the plan states it; of restricted work (`untold`) no figure."""
    if untold:
        measure = replace(measure, **_UNTOLD)
    return task_schemas.Measure(
        code=measure.code,
        title=measure.title,
        unit=measure.unit,
        kind=measure.kind,
        operator=measure.operator,
        target_2030=number(measure.target_2030),
        target_2030_high=number(measure.target_2030_high),
        target_average=number(measure.target_average),
        target_average_high=number(measure.target_average_high),
        reach_by=measure.reach_by,
        stretch=measure.stretch,
        stretch_target=number(measure.stretch_target),
        frequencies=list(measure.frequencies),
        range=range_answer(measure.possible),
    )


def range_answer(measure_range: MeasureRange | None) -> task_schemas.FigureRange | None:
    """Which figures can be true; None where nothing is stated."""
    if measure_range is None:
        return None
    return task_schemas.FigureRange(
        low=number(measure_range.low), high=number(measure_range.high), whole=measure_range.whole
    )


def number(value: Decimal | None) -> str | None:
    """A decimal as a string with a point, never in powers of ten."""
    return None if value is None else format(value, "f")


def _supporter(supporter: Supporter) -> task_schemas.Supporter:
    asked = supporter.asked
    return task_schemas.Supporter(
        unit=supporter.unit,
        state=supporter.state.value,
        due_on=supporter.due_on,
        on=supporter.on,
        asked_on=asked.on if asked else None,
        asked_by_on=asked.by_on if asked else None,
        late_on=supporter.late_on,
    )


def _contribution(contribution_line: ContributionLine) -> task_schemas.ContributionGiven:
    return task_schemas.ContributionGiven(
        unit=contribution_line.unit,
        at=contribution_line.at,
        by=contribution_line.doer.name,
        text=contribution_line.words,
        on_paper=contribution_line.on_paper,
        paper=_paper(contribution_line.paper),
        files=[_file(file) for file in contribution_line.files],
    )


def _paper(paper: Paper | None) -> schemas.PaperShape | None:
    return schemas.PaperShape(number=paper.number, dated_on=paper.dated_on) if paper else None


def _file(file_line: FileLine) -> task_schemas.File:
    return task_schemas.File(
        sha256=file_line.sha256,
        name=file_line.name,
        size_bytes=file_line.size_bytes,
        contribution_of=file_line.contribution_of,
    )
