"""Which acts on a task can be undone, and the newest one with what was before it. Pure.

Undone is only what has harmed nobody yet, while nobody has acted since. The table has a line for
each act: of what can be undone the facts of the clock after which it no longer can, of what is
final what to do instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.facts import ActorKind, Event, Fact
from services.domain.replacing import replace
from services.domain.task import clock_facts
from services.domain.task.events import (
    DeadlineMissed,
    OverdueEscalated,
    StepTimeExpired,
    TaskEscalated,
)
from services.domain.task.state import LatestAct, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """Whether an act can be undone: `instead` is blank where it can, else what to do instead.

    `said` is what the act is called. `ended_by` are the types of facts of the clock that follow
    from the act: after them it is undone no more.
    """

    said: str
    ended_by: frozenset[str] = frozenset()
    instead: str = ""


def _undone(said: str, *ended_by: type[Event] | str) -> Undoing:
    types = (each if isinstance(each, str) else each.TYPE for each in ended_by)
    return Undoing(said=said, ended_by=frozenset(types))


def _final(said: str, instead: str) -> Undoing:
    return Undoing(said=said, instead=instead)


# By the stored type of the fact that an act makes: this module knows no act.
UNDOING: Final[Mapping[str, Undoing]] = {
    # Words, and who does it inside a unit: nothing else hangs on them.
    "progress-noted": _undone("cập nhật tiến độ"),
    "specialist-named": _undone("giao trong đơn vị"),
    "specialist-released": _undone("thôi giao trong đơn vị"),
    # The unit owes again what it owed.
    "contribution-waived": _undone("miễn nội dung phối hợp"),
    # As if nobody had asked.
    "contribution-requested": _undone("đề nghị phối hợp"),
    # The unit may still refuse the task, or keep silent.
    "task-acknowledged": _undone("tiếp nhận việc"),
    # Counted, and too many of them climb: not after it climbed.
    "chase-sent": _undone("đôn đốc", TaskEscalated),
    # Words of those who chase, and of a leader: nothing else hangs on them.
    "promise-noted": _undone("ghi lời hứa nộp"),
    "contact-noted": _undone("ghi liên hệ"),
    "instruction-given": _undone("cho ý kiến chỉ đạo"),
    "supporter-chased": _undone("đôn đốc đơn vị phối hợp"),
    # The report waits again at the step that decided; not once its time ran out at the next step,
    # nor once a return let the due day pass, or a date missed before climb on.
    "submission-approved": _undone("duyệt báo cáo", StepTimeExpired),
    "submission-returned": _undone(
        "trả lại báo cáo", StepTimeExpired, DeadlineMissed, OverdueEscalated
    ),
    # The request waits again for its answer; not once the answer let the due day pass.
    "extension-granted": _undone("đồng ý gia hạn", DeadlineMissed),
    "extension-refused": _undone("không đồng ý gia hạn", DeadlineMissed),
    # Silence since is acceptance, which answers a refusal too.
    "task-kept": _undone("giữ nguyên giao việc", "task-acknowledged"),
    # As if the clock had never stood; to let it run from now on is an act of its own.
    "task-suspended": _undone("tạm dừng việc"),
    # The upper body's answer is awaited again.
    "task-recognised": _undone("ghi nhận cấp trên đã công nhận"),
    # Final: what has an opposite of its own, what others build on at once, and each end.
    "report-submitted": _final("gửi báo cáo", "nếu chưa ai quyết định thì dùng “Rút lại báo cáo”"),
    "submission-recalled": _final(
        "rút lại báo cáo", "hãy gửi lại báo cáo, nội dung của bản đã rút vẫn còn"
    ),
    "submission-confirmed": _final(
        "xác nhận hoàn thành", "kết quả đã xác nhận là kết quả chính thức"
    ),
    "figure-corrected": _final("đính chính số liệu", "nhập nhầm thì đính chính lại"),
    "contribution-submitted": _final(
        "gửi nội dung phối hợp", "hãy gửi nội dung khác, bản mới nhất được dùng"
    ),
    "contribution-approved": _final(
        "duyệt nội dung phối hợp", "hãy gửi nội dung khác, bản mới nhất được dùng"
    ),
    "contribution-returned": _final("trả lại nội dung phối hợp", "đơn vị gửi lại nội dung"),
    "extension-requested": _final("xin gia hạn", "hãy dùng “Rút đề nghị gia hạn”"),
    "extension-withdrawn": _final("rút đề nghị gia hạn", "nếu còn trong hạn thì xin gia hạn lại"),
    "task-declined": _final(
        "từ chối tiếp nhận", "hãy tiếp nhận việc, đề nghị từ chối khi đó không còn"
    ),
    "task-reassigned": _final("giao lại cho đơn vị khác", "hãy giao lại việc cho đơn vị cũ"),
    "task-resumed": _final("cho tiếp tục việc", "hãy tạm dừng lại"),
    "task-withdrawn": _final("thu hồi việc", "việc đã thu hồi không mở lại được"),
    "task-replaced": _final("thay thế bằng việc khác", "việc đã được thay thế không mở lại được"),
    "predecessor-named": _final(
        "thay thế bằng việc khác", "việc đã được thay thế không mở lại được"
    ),
    "cause-claimed": _final(
        "đề nghị xác nhận nguyên nhân khách quan", "hãy chờ người giao việc trả lời"
    ),
    "cause-confirmed": _final(
        "xác nhận nguyên nhân khách quan", "trả lời đã ghi là căn cứ chấm điểm"
    ),
    "cause-rejected": _final(
        "không xác nhận nguyên nhân khách quan", "trả lời đã ghi là căn cứ chấm điểm"
    ),
    "line-contested": _final(
        "đề nghị xem lại bằng chứng chấm điểm", "hãy chờ người giao việc trả lời"
    ),
    "contest-accepted": _final(
        "chấp nhận đề nghị xem lại", "trả lời đã ghi đứng bên cạnh bằng chứng"
    ),
    "contest-rejected": _final(
        "không chấp nhận đề nghị xem lại", "có căn cứ mới thì cán bộ đề nghị lại"
    ),
    "file-attached": _final("đính kèm tệp", "hãy bỏ tệp"),
    "file-detached": _final("bỏ tệp", "hãy đính kèm lại tệp"),
}
_OF_THE_CLOCK: Final = {kind.event.TYPE: kind.name.lower() for kind in clock_facts.FACTS}


def called(kind: str) -> str:
    """What somebody did, or the clock, in small letters (“đôn đốc”)."""
    undoing = UNDOING.get(kind)
    return _OF_THE_CLOCK.get(kind, "thao tác đã ghi") if undoing is None else undoing.said


def instead_of(said: str) -> str:
    """What to do instead of undoing an act of that name; blank where the table has nothing."""
    return next((each.instead for each in UNDOING.values() if each.said == said), "")


def latest_act(state: Task, fact: Fact, follow: Callable[[Task, Fact], Task]) -> LatestAct | None:
    """The newest act once this fact is known; `follow` is what a fact makes of a task."""
    latest, kind = state.latest, fact.event.TYPE
    if fact.actor.kind is not ActorKind.PERSON:
        return latest and _with_the_clock(latest, fact, follow)
    undoing = UNDOING.get(kind)
    if latest is not None and (undoing is None or latest.command_id == fact.command_id):
        return _with_more(latest, kind)
    if undoing is None:
        return None
    return LatestAct(
        type=kind,
        version=fact.version,
        command_id=fact.command_id,
        at=fact.occurred_at,
        by=fact.actor.person_id,
        office=fact.actor.office,
        unit=fact.actor.unit,
        before=None if undoing.instead else replace(state, latest=None),
        earlier_by=latest.by if latest else None,
        earlier_at=latest.at if latest else None,
    )


def _with_more(latest: LatestAct, kind: str) -> LatestAct:
    """One click may make several facts: the same of two units, or one that another brings."""
    if kind == latest.type:
        return latest
    if kind in UNDOING and UNDOING[kind].instead:  # a report is sent, which takes the task too
        return replace(latest, type=kind, before=None)
    return _overtaken(latest, kind)


def _with_the_clock(
    latest: LatestAct, fact: Fact, follow: Callable[[Task, Fact], Task]
) -> LatestAct:
    """What the clock recorded stays, also where the act before it is undone."""
    if latest.before is None:
        return latest
    if fact.event.TYPE in UNDOING[latest.type].ended_by:
        return _overtaken(latest, fact.event.TYPE)
    return replace(latest, before=follow(latest.before, fact))


def _overtaken(latest: LatestAct, kind: str) -> LatestAct:
    return replace(latest, before=None, overtaken_by=kind)
