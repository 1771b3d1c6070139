"""The answers of the inspector's page in words: a sentence for each task, a part for each act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.labels import phrases, titles, words
from api.log import labels as log_phrases
from services.domain.attempts import CommandRefused
from services.domain.facts import Event
from services.domain.instants import day_of, written_day
from services.domain.numerals import count
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.domain.task.terms import RETURN_CODES
from services.queries.inspected_tasks import TaskAnswer
from services.queries.inspection_patterns import PatternLine
from services.queries.log_views import LogLine

Units = Mapping[str, str]
_LETTERS: Final = 160  # of a reason
_ENDS: Final[Mapping[OfficialStatus, str]] = {
    OfficialStatus.DONE_IN_TIME: "đúng hạn",
    OfficialStatus.DONE_LATE: "quá hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """What one act adds to the sentence; `position` is where it stands in the ledger."""

    said: str
    position: int


def named(task: Task) -> str:
    """What a sentence begins with: CT05, quý III/2027; of assigned work what was asked for."""
    period = task.period
    return f"{titles.number(task)}, {words.period(period)}" if period else titles.title(task)


def about(task: Task) -> str:
    """What stands below a sentence: the title; of assigned work the order it came from."""
    if task.period:
        return titles.without_period(task)
    return f"{titles.asked(task)} · {titles.place(task)}"


def headed(task: Task) -> str:
    """A task above its timeline."""
    return f"{named(task)}: {titles.without_period(task)}" if task.period else titles.named(task)


def parts(answer: TaskAnswer, units: Units) -> Sequence[AnswerPart]:
    """What was done on a task, the oldest first; of many acts the newest."""
    return [
        AnswerPart(said=_said(line, units), position=line.fact.position) for line in answer.acts
    ]


def status(answer: TaskAnswer) -> str:
    """How the sentence ends: what became of the due day."""
    ended = _ENDS.get(answer.status)
    return ended or words.BOXES[answer.status].lower()


def seconds(line: PatternLine) -> str:
    """How many seconds lie between the acts of a line."""
    return count(int(line.apart.total_seconds()))


def _said(line: LogLine, units: Units) -> str:
    """One act: who, what, when, and why where a reason was given."""
    event, on = line.fact.event, written_day(day_of(line.fact.occurred_at))
    by = phrases.doer(line.doer, units)
    if line.behalf is not None:
        by = f"{by}, thay mặt {phrases.doer(line.behalf, units)},"
    done = _done(event, line)
    if done is None:
        plain = log_phrases.sentence(line, units).removesuffix(".")
        plain = plain[:1].lower() + plain[1:]
        person = f"{by}: " if line.doer.kind == "person" else ""
        return f"{person}{plain} (ngày {on}){_why(event, line)}"
    return f"{by} {done} ngày {on}{_why(event, line)}"


def _done(event: Event, line: LogLine) -> str | None:
    match event:
        case ReportSubmitted():
            figures = f" {log_phrases.figures(line.figures)}," if line.figures else ""
            version = f" (bản {event.submission})" if event.submission > 1 else ""
            return f"báo cáo{version}{figures}"
        case SubmissionRecalled():
            return f"rút lại báo cáo bản {event.submission}"
        case SubmissionApproved():
            return "duyệt"
        case SubmissionReturned():
            return "trả lại"
        case SubmissionConfirmed():
            return "xác nhận hoàn thành"
        case _:
            return None


def _why(event: Event, line: LogLine) -> str:
    """The reason that stands beside an act; a report's own text is no reason."""
    if isinstance(event, ReportSubmitted | CommandRefused):
        return ""
    if isinstance(event, SubmissionReturned) and event.reason_code is not None:
        coded = RETURN_CODES.get(event.reason_code)
        return f" vì {coded.lower()}" if coded and line.subject is not None else ""
    typed = " ".join(" ".join(line.words).split())
    if not typed:
        return ""
    cut = typed if len(typed) <= _LETTERS else f"{typed[:_LETTERS].rsplit(' ', 1)[0]} …"
    return f" vì “{cut}”"
