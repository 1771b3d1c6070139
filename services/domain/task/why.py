"""Vì sao: why a task stands as it does, told by the rules that decided it. Pure.

Each answer is made of what a rule itself returned (`judgement`, `count_due`, `waiting_rung`, an
act's refusal); the facts behind it are those that changed the part of the state which the rule
looked at.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from services.domain.act import Names
from services.domain.assignment.schedule import CountedDue, CountedFrom, count_due
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.context import DecisionContext
from services.domain.counted_days import CountedDays, count_days
from services.domain.errors import NotAllowed, Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of, written_day
from services.domain.task.acts import ACTS
from services.domain.task.acts.approve_submission import ACT as APPROVE
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.domain.task.authority import waiting_rung
from services.domain.task.evolving import evolve
from services.domain.task.lateness import JudgedBy, Judgement, judgement
from services.domain.task.state import Task
from services.domain.task.terms import rung_named


class WhyTopic(StrEnum):
    """Which derived state is explained."""

    DUE = "due"
    STATUS = "status"
    WAITS = "waits"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One sentence, and behind it the facts by their versions and the days that were counted.

    `by_policy` and `by_calendar` say whether the ward's rules and its calendar were asked.
    """

    topic: WhyTopic
    sentence: str
    facts: tuple[int, ...]
    days: CountedDays | None = None
    by_policy: bool = False
    by_calendar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """Acts that this person cannot do now for one and the same reason: the rule's sentence."""

    acts: tuple[str, ...]
    sentence: str


_COUNTED_FROM: Final[Mapping[CountedFrom, str]] = {
    CountedFrom.CUTOFF: (
        "ngày làm việc đầu tiên sau ngày chốt số liệu {day} (Nghị định 09/2019/NĐ-CP, Điều 8)"
    ),
    CountedFrom.FIXED_DAY: "ngày làm việc đầu tiên sau ngày {day}, theo cách tính hạn của mục này",
    CountedFrom.ISSUE: (
        "{count} ngày làm việc kể từ ngày giao {day}, theo cách tính hạn của mục này"
    ),
}
_JUDGED: Final[Mapping[tuple[JudgedBy, bool], str]] = {
    (
        JudgedBy.COUNTED_DAY,
        True,
    ): "Bản được xác nhận đã được đơn vị ký ngày {day}, không sau hạn {due}.",
    (
        JudgedBy.COUNTED_DAY,
        False,
    ): "Bản được xác nhận đã được đơn vị ký ngày {day}, sau hạn {due}.",
    (JudgedBy.SIGNED_DAY, True): (
        "Đơn vị đã ký báo cáo ngày {day}, không sau hạn {due}; thời gian chờ bước sau không tính "
        "cho đơn vị."
    ),
    (JudgedBy.SIGNED_DAY, False): "Đơn vị ký báo cáo ngày {day}, sau hạn {due}.",
    (JudgedBy.CORRECTION, True): (
        "Bản bị trả lại đã được ký ngày {day}, không sau hạn {due}, và còn thời gian hoàn chỉnh."
    ),
    (JudgedBy.CORRECTION, False): (
        "Bản bị trả lại được ký ngày {day}, sau hạn {due}; đang trong thời gian hoàn chỉnh."
    ),
    (JudgedBy.TODAY, True): "Hôm nay {day} chưa qua hết ngày hạn {due}.",
    (JudgedBy.TODAY, False): (
        "Đã qua hết ngày hạn {due} mà chưa có báo cáo nào được đơn vị ký trong hạn."
    ),
    (JudgedBy.DECISION, True): (
        "Theo quyết định của người giao việc, từ ngày {day} việc không tính trong năm nhóm trạng "
        "thái."
    ),
    (JudgedBy.RECORDED, False): "Quá hạn {day} đã được ghi nhận; điều đã ghi không xóa được.",
}
# The part of the state that each judgement looked at, and how many of its changes tell it.
_LOOKED_AT: Final[Mapping[JudgedBy, tuple[Callable[[Task], object], int]]] = {
    JudgedBy.COUNTED_DAY: (lambda task: (task.effective_on, task.counted_on), 2),
    JudgedBy.SIGNED_DAY: (lambda task: task.effective_on, 1),
    JudgedBy.CORRECTION: (lambda task: task.grace, 1),
    JudgedBy.TODAY: (lambda task: task.due, 1),
    JudgedBy.RECORDED: (lambda task: task.missed, 1),
    JudgedBy.DECISION: (lambda task: (task.ending, task.suspended_at), 1),
}
_DECISIONS: Final = (APPROVE, CONFIRM)


def explanations(
    task: Task, facts: Sequence[Fact], context: DecisionContext, names: Names
) -> tuple[Explanation, ...]:
    """Everything that a page derives about a task, each with its reasons."""
    every = (
        _due(task, facts, context),
        _status(task, facts, context),
        _waits(task, facts, context, names),
        _escalated(task, facts, context),
    )
    return tuple(each for each in every if each is not None)


def barred(task: Task, context: DecisionContext) -> tuple[Barred, ...]:
    """What this person cannot do now though the task runs: the refusals of the acts themselves.

    What belongs to other offices is told only of a decision that is waited for.
    """
    waiting = waiting_rung(task, context.policy) is not None
    reasons: dict[str, list[str]] = {}
    for act in ACTS if not task.ending else ():
        refusal = _refusal(act.offer, task, context)
        shown = not isinstance(refusal, NotAllowed) or (waiting and act in _DECISIONS)
        if refusal is not None and shown:
            reasons.setdefault(refusal.sentence, []).append(act.said)
    return tuple(Barred(acts=tuple(acts), sentence=sentence) for sentence, acts in reasons.items())


def _refusal(
    offer: Callable[[Task, DecisionContext], Any], task: Task, context: DecisionContext
) -> Refusal | None:
    try:
        offer(task, context)
    except Refusal as refusal:
        return refusal
    return None


def _due(task: Task, facts: Sequence[Fact], context: DecisionContext) -> Explanation:
    counted = _as_counted_now(task, context.calendar)
    on = written_day(task.due_on)
    if task.due.extended_to is not None:
        sentence = f"Hạn {on} theo quyết định đã ghi; hạn gốc {written_day(task.due.original)}."
        days = None
    elif counted is None or counted.on != task.due.counted:
        sentence = f"Hạn {on} giữ như đã ghi; lịch nghỉ đổi sau đó không dời hạn này."
        days = None
    else:
        rule = _COUNTED_FROM[counted.counted_from].format(
            day=written_day(counted.from_on), count=counted.working_days
        )
        sentence = f"Hạn {on} là {rule}."
        days = _counted(context.calendar, counted.from_on, counted.on)
    return Explanation(
        topic=WhyTopic.DUE,
        sentence=sentence,
        facts=_changing(facts, lambda each: each.due),
        days=days,
        by_calendar=days is not None,
    )


def _as_counted_now(task: Task, calendar: Calendar | None) -> CountedDue | None:
    with suppress(CalendarMissing):
        if calendar is not None:
            return count_due(task.due_rule, task.cutoff_on, task.issued_on, calendar)
    return None


def _status(task: Task, facts: Sequence[Fact], context: DecisionContext) -> Explanation:
    today = day_of(context.now)
    judged = judgement(task, today)
    in_time = not judged.late
    sentence = _JUDGED[judged.by, in_time].format(
        day=written_day(judged.day), due=written_day(task.due_on)
    )
    looked_at, newest = _LOOKED_AT[judged.by]
    days = _days_of(task, judged, today, context.calendar)
    return Explanation(
        topic=WhyTopic.STATUS,
        sentence=sentence,
        facts=_changing(facts, looked_at)[-newest:],
        days=days,
        by_calendar=days is not None,
    )


def _days_of(
    task: Task, judged: Judgement, today: date, calendar: Calendar | None
) -> CountedDays | None:
    """How long it is late, or how long there is left; of what is done how late it was."""
    day = judged.day if judged.by is JudgedBy.COUNTED_DAY else today
    if judged.late:
        return _counted(calendar, task.missed_on or task.due_on, day)
    return _counted(calendar, today, task.due_on) if judged.by is JudgedBy.TODAY else None


def _waits(
    task: Task, facts: Sequence[Fact], context: DecisionContext, names: Names
) -> Explanation | None:
    if task.ending:
        return None
    rung = waiting_rung(task, context.policy)
    changed = _changing(facts, lambda each: (each.stage, each.approvals, each.lead))
    if rung is None:
        why = (
            "báo cáo bị trả lại để hoàn chỉnh" if task.returned else "chưa có báo cáo nào đang chờ"
        )
        sentence = f"Chờ {names.unit(task.lead)} vì {why}."
        return Explanation(topic=WhyTopic.WAITS, sentence=sentence, facts=changed[-1:])
    done = "đã được duyệt ở bước trước" if task.approvals else "đã gửi và chưa ai duyệt"
    sentence = (
        f"Chờ bước {rung_named(rung.name)} vì báo cáo bản {task.submission} {done}; trình tự "
        "duyệt theo quy tắc của phường."
    )
    return Explanation(topic=WhyTopic.WAITS, sentence=sentence, facts=changed[-1:], by_policy=True)


def _escalated(task: Task, facts: Sequence[Fact], context: DecisionContext) -> Explanation | None:
    escalated_to = task.escalation
    if escalated_to is None:
        return None
    return Explanation(
        topic=WhyTopic.ESCALATED,
        sentence=(
            f"Báo cáo vượt cấp vì đã đôn đốc {escalated_to.chase} lần mà báo cáo chưa được ký; "
            "quy tắc của phường là báo cáo từ lần đôn đốc thứ "
            f"{context.policy.chasing.escalate_at}."
        ),
        facts=_changing(facts, lambda each: (each.chases, each.escalation))[1:],
        by_policy=True,
    )


def _counted(calendar: Calendar | None, after_on: date, until_on: date) -> CountedDays | None:
    """Counted and named; None where a year in between has no calendar yet."""
    with suppress(CalendarMissing):
        if calendar is not None:
            return count_days(calendar, after_on, until_on)
    return None


def _changing(facts: Sequence[Fact], part: Callable[[Task], object]) -> tuple[int, ...]:
    """The versions of the facts that changed a part of the state, the issue among them."""
    versions: list[int] = []
    state: Task | None = None
    for fact in facts:
        after = evolve(state, fact)
        if state is None or part(after) != part(state):
            versions.append(fact.version)
        state = after
    return tuple(versions)
