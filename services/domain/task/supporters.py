"""How each supporting unit stands to a task: what the lead sees of it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.instants import written_day
from services.domain.task.contributing import asked_of, late_of, owes, signed_by, unsigned_of
from services.domain.task.contributions import AskedContribution
from services.domain.task.state import Task


class SupporterState(StrEnum):
    """What became of a unit's contribution."""

    SIGNED = "signed"
    WAITS_FOR_HEAD = "waits_for_head"
    WAIVED = "waived"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """One supporting unit of a task.

    `due_on` is the last day of what it owes, None where it has none of its own; `on` the day of
    the signature or of the waiver. `late_on` is the day whose miss was recorded.
    """

    unit: str
    state: SupporterState
    due_on: date | None
    on: date | None
    asked: AskedContribution | None
    late_on: date | None

    @property
    def said(self) -> str:
        """The same in words, a line for a list."""
        parts = [self._standing()]
        if self.state is SupporterState.MISSING and self.due_on is not None:
            parts.append(f"hạn phối hợp {written_day(self.due_on)}")
        if self.asked is not None:
            parts.append(
                f"đơn vị chủ trì đề nghị ngày {written_day(self.asked.on)}, gửi trước hết ngày "
                f"{written_day(self.asked.by_on)}"
            )
        if self.late_on is not None:
            parts.append(f"đã ghi nhận phối hợp chậm (hạn {written_day(self.late_on)})")
        return "; ".join(parts)

    def _standing(self) -> str:
        if self.state is SupporterState.WAITS_FOR_HEAD:
            return "Chờ thủ trưởng đơn vị duyệt"
        if self.on is None:
            return "Chưa gửi"
        on = written_day(self.on)
        signed = self.state is SupporterState.SIGNED
        return f"Đã gửi, tính ngày {on}" if signed else f"Được miễn từ ngày {on}"


def supporters_of(task: Task) -> tuple[Supporter, ...]:
    """Each supporting unit, in the order of the task."""
    return tuple(_supporter(task, unit) for unit in task.supporting)


def _supporter(task: Task, unit: str) -> Supporter:
    due, late = task.contributions.due, late_of(task, unit)
    state, on = _state(task, unit)
    return Supporter(
        unit=unit,
        state=state,
        due_on=due.on if due else None,
        on=on,
        asked=asked_of(task, unit),
        late_on=late.due_on if late else None,
    )


def _state(task: Task, unit: str) -> tuple[SupporterState, date | None]:
    if unsigned_of(task, unit) is not None:
        return SupporterState.WAITS_FOR_HEAD, None
    signed = signed_by(task, unit)
    if signed is not None:
        return SupporterState.SIGNED, signed.signed_on
    if owes(task, unit):
        return SupporterState.MISSING, None
    waived = (waiver.on for waiver in reversed(task.contributions.waived) if waiver.unit == unit)
    return SupporterState.WAIVED, next(waived, None)
