"""What each row of the period sheet shows: sent words, drafts, what was overtaken, its command."""

from collections.abc import Mapping

from api.context import Services
from api.labels import words
from api.sheet.form import Result
from api.task.drafts import REPORT, Drafts, holds_words, passed_by, untouched
from api.task.prefilled import last_report
from api.web.forms import COMMAND_ID, Typed
from services.commands.ports import Draft
from services.queries.period_sheet import PeriodSheet
from services.queries.views import TaskPage


def typed_in(task_page: TaskPage, rows: Mapping[str, Typed], draft: Draft | None) -> Typed:
    """What a row holds: what was just sent, else the draft, else the version that came back."""
    current = str(task_page.task.submission)
    sent = rows.get(task_page.task.stream)
    fresh = sent is not None and sent.get("after_submission") == current
    if sent is not None and fresh and not (untouched(sent) and passed_by(sent, draft)):
        return sent
    if draft is not None and draft.fields.get("after_submission") == current:
        return Typed(draft.fields)
    return last_report(task_page)


def lost_words(
    sheet: PeriodSheet, rows: Mapping[str, Typed], results: Mapping[str, Result]
) -> dict[str, Mapping[str, str]]:
    """What was typed in rows that somebody else overtook: no form holds it any more."""
    current = {each.task.stream: str(each.task.submission) for each in sheet.fill}
    return {
        stream: words.readable(typed.fields)
        for stream, typed in rows.items()
        if holds_words(typed)
        and not (stream in results and results[stream].done)
        and typed.get("after_submission") != current.get(stream)
    }


def older_drafts(sheet: PeriodSheet, drafts: Drafts) -> dict[str, Mapping[str, str]]:
    """Drafts of a version that was overtaken since, by task."""
    collected = {each.task.stream: drafts.get((each.task.stream, REPORT)) for each in sheet.fill}
    current = {each.task.stream: str(each.task.submission) for each in sheet.fill}
    return {
        stream: words.readable(draft.fields)
        for stream, draft in collected.items()
        if draft is not None and draft.fields.get("after_submission") != current[stream]
    }


def command_of(
    services: Services,
    task_page: TaskPage,
    rows: Mapping[str, Typed],
    results: Mapping[str, Result],
) -> str:
    """A refused row is sent again under its own id; a row that was done gets a new one."""
    stream = task_page.task.stream
    sent = rows.get(stream, Typed({})).choice(COMMAND_ID)
    result = results.get(stream)
    again = result is None or not (result.done or result.new_command)
    return sent if sent and again else str(services.randomness.new_id())
