"""What the Office hears of units that owe something, and what a leader says about it."""

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from infra.simulation.acts import SimulatedActs, new_task
from infra.simulation.people import Worker
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.roles import LEADING, Office
from services.domain.task.acts.chase_supporter import ChaseSupporter
from services.domain.task.acts.give_instruction import GiveInstruction
from services.domain.task.acts.note_contact import NoteContact
from services.domain.task.acts.note_promise import NotePromise
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.contacts import ContactWay
from services.domain.task.contributing import owes
from services.domain.task.events import OverdueEscalated, TaskEscalated
from services.domain.task.state import Stage, Task

_CONTACTS: Final = (
    "Đơn vị đang tổng hợp, còn chờ số liệu của ba tổ dân phố.",
    "Đã gọi điện, chuyên viên báo đang trình Thủ trưởng đơn vị ký.",
    "Đơn vị vướng biểu mẫu mới, đã hướng dẫn lại cách ghi.",
    "Chưa gặp được người phụ trách, hẹn gọi lại buổi chiều.",
)
_PROMISERS: Final = (
    "Thủ trưởng đơn vị, qua điện thoại.",
    "Chuyên viên được giao việc, trao đổi trực tiếp.",
    "Cấp phó phụ trách, tại cuộc giao ban.",
)
_PROMISES: Final = (
    "Còn chờ số liệu của hai tổ dân phố.",
    "Đã có dự thảo, đang lấy ý kiến nội bộ.",
    "Sẽ gửi phần đã có, phần còn lại bổ sung sau.",
)
_INSTRUCTIONS: Final = (
    "Báo cáo ngay phần đã có; phần còn vướng nêu rõ nguyên nhân và ngày xong.",
    "Thủ trưởng đơn vị trực tiếp chỉ đạo, gửi báo cáo trước giao ban tuần tới.",
    "Làm việc ngay với đơn vị phối hợp để lấy đủ số liệu, không để kéo dài.",
)
_UNDATED: Final = 25  # calendar days after which who supports work without a day is asked
_SPEAKING: Final = 5  # calendar days that a leader gives a unit


class TouchScript(SimulatedActs):
    """Tells when the Office notes a call or a promise, and when a leader gives an instruction."""

    def hear(self, fact: Fact) -> None:
        """Plan what follows a chase or a report to the leaders, and who asks supporters."""
        stream, event = fact.stream, fact.event
        task = new_task(event)
        if task is not None:
            due_on = task.around(day_of(self.ward.at), _UNDATED)
            for unit in task.supporting:
                if self._happens(0.2, "chase supporter", unit, stream):
                    step = partial(self._chase_supporter, unit=unit)
                    self._later(max(self._in(1), due_on - timedelta(days=1)), stream, step)
        match event:
            case ChaseSent(chase=chase):
                for share, note in ((0.3, self._note_contact), (0.35, self._note_promise)):
                    if self._happens(share, note.__name__, stream, chase):
                        self._later(self._in(1), stream, note)
            case TaskEscalated(to=to) | OverdueEscalated(to=to) if not LEADING.isdisjoint(to):
                if self._happens(0.2, "instruct", stream, fact.version):
                    instruct = partial(self._instruct, leader=event.person_id)
                    self._later(self._in(1), stream, instruct)
            case _:
                return

    async def _note_contact(self, stream: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if task.restricted or task.stage is Stage.APPROVED:
            return
        said = self.chance.pick(_CONTACTS, "contact", stream, task.chases)
        command = NoteContact(
            stream=stream,
            way=self.chance.pick(tuple(ContactWay), "way", stream, task.chases),
            note=words.need(said, label="Nội dung liên hệ"),
        )
        await self._act(self._clerk, command, words)

    async def _note_promise(self, stream: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if task.stage is Stage.APPROVED:
            return
        who = self.chance.pick(_PROMISERS, "promiser", stream, task.chases)
        note = self.chance.pick(_PROMISES, "promise", stream, task.chases)
        days = self.chance.between(2, 8, "promised", stream, task.chases)
        command = NotePromise(
            stream=stream,
            by_on=self._in(days),
            way=self.chance.pick(tuple(ContactWay), "promised by", stream, task.chases),
            who=words.put(None if task.restricted else who, label="Người hứa"),
            note=words.put(None if task.restricted else note, label="Ghi chú"),
        )
        await self._act(self._clerk, command, words)

    async def _instruct(self, stream: str, *, leader: UUID | None) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if task.restricted or task.stage is Stage.APPROVED:
            return
        said = self.chance.pick(_INSTRUCTIONS, "instruction", stream, task.chases)
        with_day = self._happens(0.7, "instructed day", stream, task.chases)
        command = GiveInstruction(
            stream=stream,
            text=words.need(said, label="Ý kiến chỉ đạo"),
            by_on=self._in(_SPEAKING) if with_day else None,
        )
        await self._act(self._leader(leader), command, words)

    async def _chase_supporter(self, stream: str, *, unit: str) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if not _still_owes(task, unit):
            return
        said = None if task.restricted else "Đề nghị đơn vị gửi nội dung cho đơn vị chủ trì."
        command = ChaseSupporter(
            stream=stream, unit=unit, paper=None, note=words.put(said, label="Nội dung đôn đốc")
        )
        await self._act(self._clerk, command, words)

    @property
    def _clerk(self) -> Worker:
        return self.roster.of(Office.OFFICE_SPECIALIST)

    def _leader(self, person_id: UUID | None) -> Worker:
        """To whom the work was reported, where that is a leader of the ward; else the chair."""
        if person_id is None:
            return self.roster.of(Office.CHAIR)
        leader = self.roster.person(person_id)
        return leader if leader.office in LEADING else self.roster.of(Office.CHAIR)


def _still_owes(task: Task, unit: str) -> bool:
    return unit in task.supporting and owes(task, unit)
