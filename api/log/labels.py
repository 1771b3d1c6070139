"""Every act of the ledger as a sentence, for the log."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from api.labels import log_words, phrases, words
from services.domain.assignment.terms import DELIVERABLES, period_or_code
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.calendar_facts import CalendarAdopted
from services.domain.directory.events import PasswordSet
from services.domain.facts import Event
from services.domain.nouns import KIND_OF
from services.domain.opening import LedgerOpened
from services.domain.policy import PolicyAdopted
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.births import ASSIGNED_KIND
from services.queries.found_tasks import WorkHit
from services.queries.log_views import ItemChoice, LogLine, Subject
from services.queries.views import Doer

Units = Mapping[str, str]


def sentence(line: LogLine, units: Units) -> str:
    """One act in plain words; of restricted work the act alone."""
    event = line.fact.event
    if isinstance(event, SubmissionReturned) and line.subject is None:
        return f"Trả lại báo cáo bản {event.submission}."
    if isinstance(event, SubmissionReturned) and line.subject and line.subject.restricted:
        return f"Trả lại báo cáo bản {event.submission}."
    if isinstance(event, PasswordSet) and line.linked_by is not None:
        whom = f" – {line.concerns}" if line.concerns else ""
        return f"Đặt mật khẩu theo liên kết do {person(line.linked_by)} cấp{whom}."
    if line.further is not None:
        last = words.moment(line.further.last_at)
        more = f"Sau đó còn {line.further.times} lần, lần cuối lúc {last}."
        return f"{describe(event, units, line.concerns)} {more}"
    return describe(event, units, line.concerns)


def describe(event: Event, units: Units, concerns: str | None) -> str:
    """A fact of any stream as a sentence; `concerns` is the person whom it is about."""
    if type(event) in KIND_OF:
        return phrases.describe(event, units, concerns)
    if isinstance(event, CommandRefused):
        called = log_words.COMMANDS.get(event.command, log_words.SOME_COMMAND)
        rule = log_words.RULES.get(event.rule, log_words.SOME_RULE)
        return f"Yêu cầu {called} bị từ chối: {rule}."
    if isinstance(event, AttemptsSuppressed):
        return f"Ngừng ghi thêm yêu cầu bị từ chối trong ngày: đã đủ {event.limit} yêu cầu."
    return _of_ward(event)


def _of_ward(event: Event) -> str:
    match event:
        case LedgerOpened():
            return f"Mở sổ của {event.ward_name}."
        case CalendarAdopted():
            return f"Ban hành lịch nghỉ năm {event.calendar.year}."
        case PolicyAdopted():
            on = words.day(event.policy.effective_on)
            return f"Ban hành quy tắc của phường, có hiệu lực từ ngày {on}."
        case _:
            return plain(event)


def plain(event: Event) -> str:
    """An act by its name alone."""
    return f"{log_words.ACTS[event.TYPE]}."


def person(doer: Doer) -> str:
    """Who acted, by name alone."""
    return phrases.doer(replace(doer, office=None, unit=None), {})


def about(subject: Subject | WorkHit) -> str:
    """An item or a task; of restricted work its number, never its words."""
    kind = words.KINDS.get(subject.kind, "Mục")
    name = f"{kind} {subject.code}"
    if subject.is_task and subject.kind != ASSIGNED_KIND:
        deliverable = DELIVERABLES.get(subject.deliverable, "Báo cáo")
        asked = (
            f"{deliverable} {period_or_code(subject.period)}" if subject.period else deliverable
        )
        name = f"{asked}, {kind.lower()} {subject.code}"
    return f"{name} (chế độ mật)" if subject.title is None else f"{name}: {subject.title}"


class _HitNames:
    """What a search finds work by; see `found_tasks.Naming`."""

    def work(self, hit: WorkHit) -> str:
        """An item, or a task."""
        return about(hit)

    def period(self, code: str) -> str:
        """A period in words."""
        return period_or_code(code)


HIT_NAMES: Final = _HitNames()


def choice(item: ItemChoice) -> str:
    """An item in the list of the filter."""
    name = f"{words.KINDS.get(item.kind, 'Mục')} {item.code}"
    return f"{name} (chế độ mật)" if item.title is None else f"{name}: {item.title}"
