"""Every act of the ledger as a sentence, for the log."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final

from api.labels import asked_words, figure_words, log_words, phrases, words
from services.domain.assignment.terms import DELIVERABLES, period_or_code
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.calendar_facts import CalendarAdopted
from services.domain.directory.events import PasswordSet
from services.domain.facts import Event
from services.domain.instants import HANOI, day_of, written_day
from services.domain.log_keys import LogKeyIntroduced, key_id_of
from services.domain.mentions import paper_numbers
from services.domain.nouns import KIND_OF
from services.domain.numerals import count
from services.domain.opening import LedgerOpened
from services.domain.policy import PolicyAdopted
from services.domain.stated_days import late_entry
from services.domain.streams import Category, category_of
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.births import ASSIGNED_KIND
from services.queries.found_tasks import WorkHit
from services.queries.log_empty import MOST, ItemAsked
from services.queries.log_views import ItemChoice, LogFigure, LogLine, Subject
from services.queries.views import Doer

Units = Mapping[str, str]
MOST_FIGURES: Final = 4  # of a report in a line of the log; its own page shows all
_NUMBERS: Final = re.compile(r"\d+")


def sentence(line: LogLine, units: Units) -> str:
    """One act in plain words; of restricted work the act alone."""
    event = line.fact.event
    if isinstance(event, SubmissionReturned) and (line.subject is None or line.restricted):
        return f"Trả lại báo cáo bản {event.submission}."
    if _says_the_act_alone(line):
        return plain(event)
    if isinstance(event, PasswordSet) and line.linked_by is not None:
        whom = f" – {line.concerns}" if line.concerns else ""
        return f"Đặt mật khẩu theo liên kết do {person(line.linked_by)} cấp{whom}."
    if line.further is not None:
        last = words.moment(line.further.last_at)
        more = f"Sau đó còn {line.further.times} lần, lần cuối lúc {last}."
        return f"{describe(event, units, line.concerns)} {more}"
    said = describe(event, units, line.concerns)
    return f"{said.removesuffix('.')}: {figures(line.figures)}." if line.figures else said


def _says_the_act_alone(line: LogLine) -> bool:
    """Of a restricted finding no unit, day and paper is told, and of foreign work no paper."""
    if category_of(line.fact.stream) is Category.INSPECTION:
        return line.elsewhere or line.restricted
    return line.elsewhere and bool(paper_numbers(line.fact.event))


def recorded_late(line: LogLine) -> str:
    """Both days of what was recorded after it happened; of work that is not open none is told."""
    if happened_on(line) is None:
        return ""
    return phrases.recorded_late(line.fact.event, line.fact.occurred_at)


def happened_on(line: LogLine) -> date | None:
    """The earlier day that an act states, where its reader may know it."""
    if line.elsewhere or line.restricted:
        return None
    late = late_entry(line.fact.event, line.fact.occurred_at)
    return late.happened_on if late else None


def figures(given: Sequence[LogFigure]) -> str:
    """The figures of a report: tỷ lệ hộ nghèo 0,8%, số chính thức."""
    said = []
    for kind, some in groupby(given[:MOST_FIGURES], kind_of):
        amounts = "; ".join(f"{_small(each.asked.title)} {amount(each)}" for each in some)
        said.append(f"{amounts}, {_small(kind)}" if kind else amounts)
    left = len(given) - MOST_FIGURES
    more = f"; và {left} số liệu khác" if left > 0 else ""
    return "; ".join(said) + more


def amount(figure: LogFigure) -> str:
    """One figure in the middle of a sentence."""
    if figure.given.figure.value is None:
        return "không có số"
    return _small(figure_words.answer(figure.asked, figure.given))


def kind_of(figure: LogFigure) -> str:
    """Whether a figure is official; blank where that is not asked."""
    kind = figure.given.figure.kind
    return words.FIGURE_KINDS[kind] if kind else ""


def _small(said: str) -> str:
    """Words in the middle of a sentence: an abbreviation stays as it is."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def days_of(lines: Sequence[LogLine]) -> list[tuple[str, list[LogLine]]]:
    """The lines under the days on which they happened, in their order."""
    by_day = groupby(lines, lambda line: day_of(line.fact.occurred_at))
    return [(written_day(day), list(some)) for day, some in by_day]


def clock_time(line: LogLine) -> str:
    """The time of day of an act: 09:05."""
    return f"{line.fact.occurred_at.astimezone(HANOI):%H:%M}"


def at_least(amount_of_acts: int) -> str:
    """How many acts a filter left out would show, as far as they were counted."""
    return f"hơn {count(MOST)}" if amount_of_acts > MOST else count(amount_of_acts)


def item_asked(item: ItemAsked) -> str:
    """What an item is asked for, and its newest report: CT05 báo cáo hằng năm; gần nhất: …."""
    asked = ", ".join(dict.fromkeys(_small(asked_words.asked(each)) for each in item.deliverables))
    said = f"{item.code} {asked}" if asked else f"{item.code} không còn phải báo cáo"
    if item.latest is None:
        return f"{said}; chưa có báo cáo nào được gửi"
    period = period_or_code(item.latest.period)
    return f"{said}; gần nhất: {period}, gửi ngày {written_day(item.latest.sent_on)}"


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
        case LogKeyIntroduced():
            return _of_key(event)
        case CalendarAdopted():
            return f"Ban hành lịch nghỉ năm {event.calendar.year}."
        case PolicyAdopted():
            on = words.day(event.policy.effective_on)
            return f"Ban hành quy tắc của phường, có hiệu lực từ ngày {on}."
        case _:
            return plain(event)


def _of_key(event: LogKeyIntroduced) -> str:
    said = f"Đưa khóa ký sổ {key_id_of(event.key)} vào dùng"
    if not event.overlap_days:
        return f"{said}."
    return f"{said}; khóa trước còn ký cùng trong {event.overlap_days} ngày theo lịch."


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


def work_of(line: LogLine) -> str:
    """What an act is about, where it is work; blank of all else."""
    if line.subject is not None:
        return about(line.subject)
    return "Việc ngoài phạm vi của bạn" if line.elsewhere else ""


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
    """An item in the list of the filter, under its kind."""
    return f"{item.code} (chế độ mật)" if item.title is None else f"{item.code}: {item.title}"


def items_by_kind(items: Sequence[ItemChoice]) -> Mapping[str, list[ItemChoice]]:
    """The items of the filter: indicators, schemes, duties, each by their numbers."""
    order = ("indicator", "scheme", "duty")
    return {
        words.KINDS[kind]: sorted(
            (item for item in items if item.kind == kind), key=lambda item: natural(item.code)
        )
        for kind in order
        if any(item.kind == kind for item in items)
    }


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """The order of codes in which 9 stands before 10."""
    parts = re.split(r"(\d+)", code)
    return tuple((int(part), "") if _NUMBERS.fullmatch(part) else (-1, part) for part in parts)


def periods_by_year(periods: Sequence[str]) -> Mapping[str, list[str]]:
    """The periods of the filter under their years, the newest year first."""
    years: dict[str, list[str]] = {}
    for code in sorted(periods, key=_in_year):
        years.setdefault(f"Năm {code[:4]}" if code[:4].isdecimal() else "Một lần", []).append(code)
    return dict(sorted(years.items(), reverse=True))


def _in_year(code: str) -> tuple[int, str]:
    """Year, halves, quarters, months."""
    part = code.partition("-")[2][:1]
    return ("SHQM".find(part) if part else -1, code)
