"""What the people of a simulated ward do with each task, from its issue to its confirmation."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from infra.simulation.acts import SimulatedActs, new_task
from infra.simulation.figures import InventedFigures
from infra.simulation.files import APPENDICES, COPIES
from infra.simulation.people import OFFICE_UNIT, Worker
from services.commands.requests import TypedTexts
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.roles import Office
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.attach_file import AttachFile
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.detach_file import DetachFile
from services.domain.task.acts.note_progress import NoteProgress
from services.domain.task.acts.recall_submission import RecallSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.send_chase import SendChase, chase_refusal
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.corrections import correction_asked
from services.domain.task.events import CorrectionKind, Figure, Ground
from services.domain.task.figures import default_kind
from services.domain.task.jumps import FIGURE_JUMPS
from services.domain.task.state import Stage, Task

AT_WORK: Final = frozenset({Stage.ISSUED, Stage.ACKNOWLEDGED})
_CORRECTION: Final = timedelta(days=7)
_BUSY: Final = 9  # calendar days: longer than a step's own time
_UNDATED: Final = 30  # calendar days in which units think of work without a day
_CHASED: Final = (-3, 4, 11, 18)  # calendar days around the due date on which the Office looks


class TaskScript(SimulatedActs):
    """Tells each person when to do what with a task; the task as it then stands decides."""

    def hear(self, fact: Fact) -> None:
        """Plan what will be done with a task that was issued or assigned."""
        task = new_task(fact.event)
        if task is None:
            return
        stream = fact.stream
        start = day_of(self.ward.at)
        for days, share, step in ((1, 0.5, self._acknowledge), (2, 0.25, self._attach)):
            if self._happens(share, step.__name__, stream):
                self._later(start + timedelta(days=days), stream, step)
        if self._happens(0.03, "intrude", stream):
            self._later(start + timedelta(days=3), stream, self._intrude)
        due_on = task.around(start, _UNDATED)
        # What a leader orders today is not reported on the same morning.
        earliest = start + timedelta(days=1 if task.assigned else 0)
        self._later(max(earliest, due_on + self._manner(stream, task.lead)), stream, self._report)
        for days in _CHASED:
            self._later(due_on + timedelta(days=days), stream, self._chase)

    def _manner(self, stream: str, lead: str) -> timedelta:
        drawn, manners = self.chance.share("manner", stream), self.pace.manners_of(lead)
        days = next(days for share, days in manners if drawn < share)
        return timedelta(days=self.chance.between(*days, "days", stream))

    async def _acknowledge(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        if task.stage is Stage.ISSUED:
            await self._act(self.roster.specialist(task.lead), AcknowledgeTask(stream=stream))

    async def _attach(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        if task.stage not in AT_WORK or task.restricted:
            return
        who, words = self.roster.specialist(task.lead), self._words()
        number = self.chance.between(1, COPIES, "copy", stream)
        file = self.ward.kept(self.chance.pick(APPENDICES, "file", stream).copy(number))
        command = AttachFile(
            stream=stream,
            sha256=file.sha256,
            size_bytes=len(file.content),
            media_type=file.media_type,
            name=words.need(file.name, label="Tên tệp"),
            contribution_of=None,
        )
        await self._act(who, command, words)
        if self._happens(0.15, "detach", stream):
            taken = DetachFile(stream=stream, sha256=file.sha256, contribution_of=None)
            await self._act(who, taken)

    async def _intrude(self, stream: str) -> None:
        """A leader of the ward acknowledges for a unit: refused, and kept as an attempt."""
        try:
            await self._act(self.roster.of(Office.CHAIR), AcknowledgeTask(stream=stream))
        except Refusal:
            return
        raise RuntimeError(f"{stream}: nobody refused it")

    async def _report(self, stream: str) -> None:
        task = self.ward.tasks[stream]
        if task.stage not in AT_WORK:
            return
        if task.extension is not None and self._happens(0.5, "waits", stream):
            self._later(self._in(2), stream, self._report)  # not before its request was answered
            return
        who = self.roster.specialist(task.lead)
        restricted, number = task.restricted, task.submission
        if not restricted and self._happens(0.05, "progress", stream):
            said = self._words()
            note = said.need(self.writing.report(stream, number), label="Tiến độ")
            await self._act(who, NoteProgress(stream=stream, note=note), said)
        await self.submit(task)
        if number == 0 and self._happens(0.05, "recall", stream):
            await self._act(who, RecallSubmission(stream=stream, submission=1))
            self._later(self._in(1), stream, self._report)
        else:
            self._later(self._in(1), stream, self._sign)

    async def submit(self, task: Task) -> None:
        """Its specialist hands a report in: words or figures, of restricted work a paper."""
        words, restricted = self._words(), task.restricted
        plain = restricted or bool(task.measures)
        said = None if plain else self.writing.report(task.stream, task.submission)
        command = SubmitReport(
            stream=task.stream,
            after_submission=task.submission,
            text=words.put(said, label="Báo cáo"),
            figures=() if restricted else self._figures(task, words),
            paper=self._paper("BC") if restricted else None,
        )
        who = self.roster.specialist(task.lead)
        try:
            await self._act(who, command, words)
        except Refusal as refusal:
            if refusal.code != FIGURE_JUMPS.code:
                raise
            why = words.need("Số liệu được rà soát lại theo kết quả thống kê.", label="Lý do")
            await self._act(who, replace(command, jump_reason=why), words)

    def _figures(self, task: Task, words: TypedTexts) -> tuple[Figure, ...]:
        today = day_of(self.ward.at)
        kind, invented = default_kind(task, today), InventedFigures(self.chance)
        on = task.periodic.cutoff_on if task.periodic else today
        figures = []
        for measure in task.measures:
            key = (task.stream, measure.code, task.submission)
            nil = words.put(self.writing.nil(*key), label="Lý do")
            value = None if nil else invented.value(measure, on, *key)
            figures.append(
                Figure(
                    measure=measure.code,
                    value=value,
                    kind=None if nil else kind,
                    nil_reason=nil,
                )
            )
        return tuple(figures)

    async def _sign(self, stream: str) -> None:
        """The unit's head signs, or gives the report back to the specialist."""
        task = self.ward.tasks[stream]
        if task.stage is not Stage.SUBMITTED:
            return
        head = self.roster.head(task.lead)
        if task.returns == 0 and self._happens(0.06, "head returns", stream):
            await self._return(task, head, Ground.SUPPLEMENT)
            return
        await self.approve(task)
        days = self.chance.pick((1, 1, 1, 2, 2, 3, 3, _BUSY), "wait", stream)
        self._later(self._in(days), stream, self._confirm)

    async def approve(self, task: Task) -> None:
        """Its head signs the newest version."""
        submission, correction = task.submission, self._correction(task)
        await self._act(
            self.roster.head(task.lead),
            ApproveSubmission(stream=task.stream, submission=submission, correction=correction),
        )

    async def _confirm(self, stream: str) -> None:
        """The Office confirms, of its own work a leader; or the report goes back."""
        task = self.ward.tasks[stream]
        if task.stage is not Stage.APPROVED:
            return
        if task.extension is not None:  # whoever confirms answers the unit's request first
            self._later(self._in(2), stream, self._confirm)
            return
        judge = self._confirmer(task)
        if task.returns < 2 and self._happens(0.05, "formal", task.returns, stream):  # noqa: PLR2004
            await self.give_back(task)
        elif task.returns < 2 and self._happens(0.04, "quality", task.returns, stream):  # noqa: PLR2004
            await self._return(task, judge, Ground.FAILED_CONTENT)
        else:
            command = ConfirmSubmission(
                stream=stream, submission=task.submission, correction=self._correction(task)
            )
            await self._act(judge, command)

    async def give_back(self, task: Task) -> None:
        """Something formal is missing in what was signed: the unit mends it."""
        await self._return(task, self._checker(task), Ground.FORMAL_GAP)

    def _checker(self, task: Task) -> Worker:
        """Who may give a report back for its form."""
        if task.lead == OFFICE_UNIT:
            return self._confirmer(task)
        return self.roster.of(Office.OFFICE_SPECIALIST)

    def _correction(self, task: Task) -> CorrectionKind | None:
        if not correction_asked(task):
            return None
        quality = self._happens(0.3, "correction", task.stream)
        return CorrectionKind.CONTENT if quality else CorrectionKind.FORM

    async def _return(self, task: Task, who: Worker, ground: Ground) -> None:
        words, restricted = self._words(), task.restricted
        said = None if restricted else self.writing.reason(task.stream, task.returns)
        command = ReturnSubmission(
            stream=task.stream,
            submission=task.submission,
            ground=ground,
            reason=words.put(said, label="Lý do"),
            reason_code="incomplete" if restricted else None,
            correct_by=day_of(self.ward.at) + _CORRECTION,
        )
        await self._act(who, command, words)
        days = self.chance.between(2, 9, "correct", task.stream)
        self._later(self._in(days), task.stream, self._report)

    async def _chase(self, stream: str) -> None:
        task, today = self.ward.tasks[stream], day_of(self.ward.at)
        if chase_refusal(task, self.policy, today) is not None:
            return
        if task.is_in_time_on(today) and not self._happens(0.4, "chase", stream):
            return
        words = self._words()
        note = None if task.restricted else "Đề nghị đơn vị khẩn trương gửi báo cáo."
        letter = self._paper("CV") if task.chases else None
        command = SendChase(stream=stream, paper=letter, note=words.put(note, label="Nội dung"))
        await self._act(self.roster.of(Office.OFFICE_SPECIALIST), command, words)
