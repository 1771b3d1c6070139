"""Vì sao: why a task stands as it does, told by the rules that decided it. Pure.

Each answer is made of what a rule itself returned (`judgement`, `count_due`, `waiting_rung`, an
act's refusal); the facts behind it are those that changed the part of the state which the rule
looked at.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.domain.act import Act, Names, Offer
from services.domain.assignment.schedule import CountedDue, CountedFrom, count_due
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.counted_days import CountedDays
from services.domain.errors import NotAllowed, NothingToActOn, Refusal, Stale
from services.domain.facts import Fact
from services.domain.instants import day_of, written_day
from services.domain.policy import Policy
from services.domain.task.acts.approve_submission import ACT as APPROVE
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.domain.task.authority import waiting_rung
from services.domain.task.cause_claims import claim_of
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.evolving import states_of
from services.domain.task.lateness import JudgedBy, Judgement, judgement
from services.domain.task.state import Task
from services.domain.task.why_climbed import every_climb
from services.domain.task.why_parts import (
    Explanation,
    History,
    WhyTopic,
    changing,
    counted_between,
    if_known,
)
from services.domain.task.why_waits import waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """Acts that this person cannot do now for one and the same reason: the rule's sentence."""

    acts: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why a task stands as it does, by topic, and what the viewer cannot do now.

    `rules_version` and `calendar_version` are the facts that hold the rules and the days by which
    it was judged.
    """

    why: Mapping[WhyTopic, Explanation]
    barred: tuple[Barred, ...]
    rules_version: str | None
    calendar_version: str | None


_COUNTED_FROM: Final[Mapping[CountedFrom, str]] = {
    CountedFrom.CUTOFF: (
        "ngày làm việc đầu tiên sau ngày chốt số liệu {day} (Nghị định 09/2019/NĐ-CP, Điều 8)"
    ),
    CountedFrom.FIXED_DAY: "ngày làm việc đầu tiên sau ngày {day}, theo cách tính hạn của mục này",
    CountedFrom.ISSUE: (
        "{count} ngày làm việc kể từ ngày giao {day}, theo cách tính hạn của mục này"
    ),
    CountedFrom.OWN_DAY: (
        "ngày đến hạn đã định của kỳ này, {day}; gặp ngày nghỉ thì là ngày làm việc kế tiếp"
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
    (JudgedBy.NO_DATE, True): "Việc không thời hạn nên không tính đúng hạn hay quá hạn.",
    (JudgedBy.RECORDED, False): "Quá hạn {day} đã được ghi nhận; điều đã ghi không xóa được.",
}
# The part of the state that each judgement looked at, and how many of its changes tell it.
_LOOKED_AT: Final[Mapping[JudgedBy, tuple[Callable[[Task], object], int]]] = {
    JudgedBy.COUNTED_DAY: (lambda task: (task.effective_on, task.counted_on), 2),
    JudgedBy.SIGNED_DAY: (lambda task: task.effective_on, 1),
    JudgedBy.CORRECTION: (lambda task: task.grace, 1),
    JudgedBy.TODAY: (lambda task: task.due, 1),
    JudgedBy.RECORDED: (lambda task: task.missed, 1),
    JudgedBy.NO_DATE: (lambda task: task.due, 1),
    JudgedBy.DECISION: (lambda task: (task.ending, task.suspended_at), 1),
}
_MISSED: Final = CauseMatter(about=CauseSubject.MISSED_DATE)
_CAUSE: Final[Mapping[bool | None, str]] = {
    None: " Đơn vị đề nghị xác nhận nguyên nhân khách quan, chưa được trả lời.",
    True: " Nguyên nhân khách quan đã được người giao việc xác nhận; quá hạn đã ghi vẫn giữ.",
    False: " Người giao việc không xác nhận nguyên nhân khách quan mà đơn vị nêu.",
}
_DECISIONS: Final = (APPROVE, CONFIRM)
AnAct = Act[Task, Any, DecisionContext]


def explanations(
    task: Task,
    facts: Sequence[Fact],
    context: DecisionContext,
    names: Names,
    states: Iterable[Task] | None = None,
) -> tuple[Explanation, ...]:
    """Everything that a page derives about a task, each with its reasons.

    `states` are those of the task after each of its facts, where somebody has made them already.
    """
    versions = (fact.version for fact in facts)
    history = tuple(zip(versions, states or states_of(facts), strict=True))
    every = (
        _due(task, history, context),
        _status(task, history, context),
        waits(task, history, context, names),
        *every_climb(task, facts, history, context, names),
    )
    return tuple(each for each in every if each is not None)


def barred(
    task: Task, policy: Policy, answers: Iterable[tuple[AnAct, Offer | Refusal | None]]
) -> tuple[Barred, ...]:
    """What somebody cannot do now though the task runs: the refusals among the acts' own answers.

    What belongs to other offices is told only of a decision that is waited for; that a page is
    stale is told only to who acts on one, for here nobody was quicker; that there is no request to
    answer bars nobody.
    """
    waiting = waiting_rung(task, policy) is not None
    reasons: dict[str, list[str]] = {}
    for act, answer in answers if not task.ending else ():
        if not isinstance(answer, Refusal) or isinstance(answer, Stale | NothingToActOn):
            continue
        if not isinstance(answer, NotAllowed) or (waiting and act in _DECISIONS):
            reasons.setdefault(answer.sentence, []).append(act.said)
    return tuple(Barred(acts=tuple(acts), sentence=sentence) for sentence, acts in reasons.items())


def _due(task: Task, history: History, context: DecisionContext) -> Explanation:
    if task.due is None:
        return _no_due(history)
    counted = if_known(context.calendar, lambda known: _count(task, known))
    on, days = written_day(task.due.on), None
    if task.due.extended_to is not None:
        sentence = f"Hạn {on} theo quyết định đã ghi; hạn gốc {written_day(task.due.original)}."
    elif task.assigned is not None:
        sentence = f"Hạn {on} do người giao việc ấn định ngày {written_day(task.issued_on)}."
    elif counted is None or counted.on != task.due.counted:
        sentence = f"Hạn {on} giữ như đã ghi; lịch nghỉ đổi sau đó không dời hạn này."
    else:
        rule = _COUNTED_FROM[counted.counted_from].format(
            day=written_day(counted.from_on), count=counted.working_days
        )
        sentence = f"Hạn {on} là {rule}."
        days = counted_between(context.calendar, counted.from_on, counted.on)
    return Explanation(
        topic=WhyTopic.DUE,
        sentence=sentence,
        facts=changing(history, lambda each: each.due),
        days=days,
        by_calendar=days is not None,
    )


def _count(task: Task, calendar: Calendar) -> CountedDue | None:
    terms = task.periodic
    if terms is None:
        return None
    return count_due(terms.due_rule, terms.cutoff_on, task.issued_on, calendar, terms.due_by)


def _no_due(history: History) -> Explanation:
    return Explanation(
        topic=WhyTopic.DUE,
        sentence="Người giao việc không ấn định ngày hạn (không thời hạn).",
        facts=changing(history, lambda each: each.due),
        days=None,
        by_calendar=False,
    )


def _status(task: Task, history: History, context: DecisionContext) -> Explanation:
    today = day_of(context.now)
    judged = judgement(task, today)
    in_time = not judged.late
    sentence = _JUDGED[judged.by, in_time].format(
        day=written_day(judged.day), due=written_day(task.due_on) if task.due_on else ""
    )
    looked_at, newest = _LOOKED_AT[judged.by]
    days = _days_of(task, judged, today, context.calendar)
    cause, of_cause = _cause_of_lateness(task, history) if judged.late else ("", ())
    return Explanation(
        topic=WhyTopic.STATUS,
        sentence=sentence + cause,
        facts=(*changing(history, looked_at)[-newest:], *of_cause),
        days=days,
        by_calendar=days is not None,
    )


def _cause_of_lateness(task: Task, history: History) -> tuple[str, tuple[int, ...]]:
    """What was claimed for the missed date and how it was answered, with its facts."""
    claim = claim_of(task, _MISSED)
    if claim is None:
        return "", ()
    confirmed = claim.answer.confirmed if claim.answer else None
    return _CAUSE[confirmed], changing(history, lambda each: claim_of(each, _MISSED))[1:]


def _days_of(
    task: Task, judged: Judgement, today: date, calendar: Calendar | None
) -> CountedDays | None:
    """How long it is late, or how long there is left; of what is done how late it was."""
    day = judged.day if judged.by is JudgedBy.COUNTED_DAY else today
    due_on = task.missed_on or task.due_on
    if due_on is None:
        return None
    if judged.late:
        return counted_between(calendar, due_on, day, late=task)
    return counted_between(calendar, today, due_on) if judged.by is JudgedBy.TODAY else None
