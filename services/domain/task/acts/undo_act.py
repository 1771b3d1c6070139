"""Hoàn tác: who acted takes the newest act back, for some minutes and while nobody acted on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, NothingToActOn, Stale
from services.domain.facts import Fact
from services.domain.fields import CountField
from services.domain.replacing import replace
from services.domain.roles import Holder, OfficeHeld
from services.domain.task import undoing
from services.domain.task.events import DeadlineMissed
from services.domain.task.state import LatestAct, Task

NOTHING_TO_UNDO: Final = Rule(
    code="nothing-to-undo",
    sentence=(
        "Việc này không có thao tác nào để hoàn tác: chưa ai làm gì, hoặc thao tác mới nhất đã "
        "được hoàn tác."
    ),
    brief="không có thao tác để hoàn tác",
    kind=NothingToActOn,
)
NOT_AUTHOR: Final = Rule(
    code="not-author",
    sentence=(
        "Chỉ người vừa “{what}”, khi còn giữ chức vụ đó, được hoàn tác thao tác này. Hãy đề nghị "
        "người đó hoàn tác."
    ),
    brief="không phải người đã thực hiện",
    kind=NotAllowed,
)
ACTED_SINCE: Final = Rule(
    code="acted-since",
    sentence=(
        "Sau thao tác của bạn đã có “{what}” nên không hoàn tác được nữa. Hãy trao đổi với người "
        "đang xử lý việc này."
    ),
    brief="đã có thao tác sau đó",
)
UNDONE_TOO_LATE: Final = Rule(
    code="undo-too-late",
    sentence=(
        "Chỉ hoàn tác được trong {minutes} phút; thao tác “{what}” đã quá thời gian đó. Hãy dùng "
        "các thao tác khác trên trang của việc."
    ),
    brief="hết thời gian hoàn tác",
    kind=NothingToActOn,
)
LATENESS_RECORDED: Final = Rule(
    code="lateness-recorded",
    sentence=(
        "Thao tác “{what}” đã làm quá hạn được ghi nhận, mà quá hạn đã ghi thì không xóa được, "
        "nên không hoàn tác được. Hãy trao đổi với người giao việc."
    ),
    brief="quá hạn đã được ghi nhận theo thao tác này",
)
FINAL_ACT: Final = Rule(
    code="final-act",
    sentence="Thao tác “{what}” không hoàn tác được: {instead}.",
    brief="thao tác này không hoàn tác được",
)
_AGAIN: Final = "hãy thực hiện lại thao tác đã hoàn tác"
NEWER_ACT: Final = Rule(
    code="newer-act",
    sentence=(
        "Thao tác bạn đang xem không còn là thao tác mới nhất. Hãy tải lại trang để xem có thể "
        "hoàn tác thao tác nào."
    ),
    brief="đã có thao tác mới hơn",
    kind=Stale,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAct:
    """Hoàn tác thao tác mới nhất; `version` is the fact that it made, as the person saw it."""

    stream: str
    version: Annotated[
        int,
        CountField(
            about="`version` của thao tác mới nhất đã xem.", example=3, known="task/latest/version"
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActUndone:
    """Hoàn tác: the author took an act back; its fact stays, the task stands as before it.

    `undone` and `undone_version` are type and version of the first fact that the act had made.
    """

    TYPE: ClassVar[str] = "act-undone"
    SCHEMA: ClassVar[int] = 1

    undone: str
    undone_version: int


def final_sentence(said: str) -> str:
    """What is said before an act of that name that nobody can undo; blank of any other."""
    instead = _AGAIN if said == ACT.said else undoing.instead_of(said)
    return FINAL_ACT.sentence.format(what=said, instead=instead) if instead else ""


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who did the newest act, within the minutes of the rules."""
    latest = task.latest
    if latest is None:
        raise NOTHING_TO_UNDO.refuse()
    what, minutes = undoing.called(latest.type), context.policy.undo.within_minutes
    held = _held(latest, context.holder)
    if held is None:
        earlier = latest.earlier_by == context.holder.person_id
        if earlier and _is_fresh(latest.earlier_at, minutes, context.now):
            raise ACTED_SINCE.refuse(what=what)
        raise NOT_AUTHOR.refuse(what=what)
    if not _is_fresh(latest.at, minutes, context.now):
        raise UNDONE_TOO_LATE.refuse(what=what, minutes=minutes)
    _refuse_for_good(latest)
    return Offer(held=held, about=what)


def _refuse_for_good(latest: LatestAct) -> None:
    """Raises the Refusal of what its author cannot undo at any time."""
    what, instead = undoing.called(latest.type), undoing.UNDOING[latest.type].instead
    if instead:
        raise FINAL_ACT.refuse(what=what, instead=instead)
    if latest.overtaken_by == DeadlineMissed.TYPE:
        raise LATENESS_RECORDED.refuse(what=what)
    if latest.overtaken_by is not None:
        raise ACTED_SINCE.refuse(what=undoing.called(latest.overtaken_by))


def _held(latest: LatestAct, holder: Holder) -> OfficeHeld | None:
    """The office under which its author acted, while it is held."""
    if latest.by != holder.person_id:
        return None
    return next(
        (
            held
            for held in holder.offices
            if (held.office.value, held.unit) == (latest.office, latest.unit)
        ),
        None,
    )


def _is_fresh(at: datetime | None, minutes: int, now: datetime) -> bool:
    return at is not None and now <= at + timedelta(minutes=minutes)


def decide(task: Task, command: UndoAct, context: DecisionContext) -> Verdict:
    """The opposite fact; nothing that was recorded is taken from the task."""
    if task.latest is not None and task.latest.version != command.version:
        raise NEWER_ACT.refuse()
    held = offer(task, context).held
    assert task.latest is not None  # noqa: S101  (else nothing is offered)
    event = ActUndone(undone=task.latest.type, undone_version=task.latest.version)
    return Verdict(held=held, events=(event,))


def _undone(task: Task, _event: ActUndone, fact: Fact) -> Task:
    if task.latest is None or task.latest.before is None:
        return task
    return replace(task.latest.before, last_act_at=fact.occurred_at)


def _describe(event: ActUndone, _names: Names) -> str:
    return f"Hoàn tác: {undoing.called(event.undone)}."


ACT: Final = Act(
    command=UndoAct,
    name="undo-act",
    said="hoàn tác",
    slug="hoan-tac",
    explained=(
        "Làm nhầm thì hoàn tác được trong ít phút, khi chưa ai xử lý tiếp. Việc trở lại như "
        "trước; diễn biến vẫn ghi cả hai thao tác, quá hạn và lần nhắc đã ghi thì giữ nguyên."
    ),
    resource="undo",
    done="Đã hoàn tác.",
    verb="undo",
    rules=(
        NOTHING_TO_UNDO,
        NEWER_ACT,
        NOT_AUTHOR,
        ACTED_SINCE,
        UNDONE_TOO_LATE,
        FINAL_ACT,
        LATENESS_RECORDED,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (FactKind(event=ActUndone, name="Hoàn tác", apply=_undone, describe=_describe),)
