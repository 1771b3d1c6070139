"""What each row of the period sheet shows: sent words, drafts, what was overtaken, its command."""

from collections.abc import Mapping

from api import words
from api.deps import Services
from api.drafts import REPORT, Drafts, holds_words, passed_by, untouched
from api.forms import COMMAND_ID, Typed
from api.page_values import last_report
from api.sheet_form import Result
from services.commands.ports import Draft
from services.queries.period_sheet import PeriodSheet
from services.queries.views import TaskPage


def typed_in(one: TaskPage, rows: Mapping[str, Typed], draft: Draft | None) -> Typed:
    """What a row holds: what was just sent, else the draft, else the version that came back."""
    current = str(one.task.submission)
    sent = rows.get(one.task.stream)
    fresh = sent is not None and sent.get("after_submission") == current
    if sent is not None and fresh and not (untouched(sent) and passed_by(sent, draft)):
        return sent
    if draft is not None and draft.fields.get("after_submission") == current:
        return Typed(draft.fields)
    return last_report(one)


def lost_words(
    sheet: PeriodSheet, rows: Mapping[str, Typed], results: Mapping[str, Result]
) -> dict[str, Mapping[str, str]]:
    """What was typed in rows that somebody else overtook: no form holds it any more."""
    current = {one.task.stream: str(one.task.submission) for one in sheet.fill}
    return {
        stream: words.readable(typed.fields)
        for stream, typed in rows.items()
        if holds_words(typed)
        and not (stream in results and results[stream].done)
        and typed.get("after_submission") != current.get(stream)
    }


def older_drafts(sheet: PeriodSheet, drafts: Drafts) -> dict[str, Mapping[str, str]]:
    """Drafts of a version that was overtaken since, by task."""
    found = {one.task.stream: drafts.get((one.task.stream, REPORT)) for one in sheet.fill}
    current = {one.task.stream: str(one.task.submission) for one in sheet.fill}
    return {
        stream: words.readable(draft.fields)
        for stream, draft in found.items()
        if draft is not None and draft.fields.get("after_submission") != current[stream]
    }


def command_of(
    services: Services, one: TaskPage, rows: Mapping[str, Typed], results: Mapping[str, Result]
) -> str:
    """A refused row is sent again under its own id; a row that was done gets a new one."""
    stream = one.task.stream
    sent = rows.get(stream, Typed({})).choice(COMMAND_ID)
    result = results.get(stream)
    again = result is None or not (result.done or result.new_command)
    return sent if sent and again else str(services.randomness.new_id())
