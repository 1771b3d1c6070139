"""People who do the same every day: units that report at once, three days late, or never."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid5

from services.commands.acts import ActCommand
from services.commands.ports import Randomness
from services.commands.requests import TypedTexts
from services.domain.instants import day_of
from services.domain.papers import Paper
from services.domain.plan.draft import PlanDraft
from services.domain.roles import Holder, Office
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Stage, Task
from tests import givens
from tests.due_days import due_day
from tests.memory_ward import MemoryWard

AT_ONCE, LATE, NEVER = "at once", "late", "never"
MANNERS = (AT_ONCE, LATE, NEVER)
OFFICE = "VP"
LATE_BY = timedelta(days=3)


class ScriptedPeople:
    """A head for each unit of the ward, the chief, a vice-chair."""

    def __init__(self, ward: MemoryWard, draft: PlanDraft) -> None:
        self._ward = ward
        inside = sorted(unit.code for unit in draft.units if unit.internal and unit.code != OFFICE)
        self._heads = {
            code: givens.holder(f"head/{code}", (Office.UNIT_HEAD, code)) for code in inside
        }
        self._heads[OFFICE] = givens.CHIEF
        leads = sorted(self._heads)
        self._manners = {code: MANNERS[leads.index(code) % len(MANNERS)] for code in leads}
        numbers = count(1)
        self._randomness = Randomness(
            new_id=lambda: uuid5(givens.SPACE, f"scripted/{next(numbers)}"),
            salt=lambda: next(numbers).to_bytes(32),
            token=lambda: str(next(numbers)),
        )

    @property
    def everybody(self) -> tuple[Holder, ...]:
        return (*self._heads.values(), givens.VICE_CHAIR)

    def manner(self, task: Task) -> str:
        """How the unit that leads a task works."""
        return self._manners[task.lead]

    def box_of(self, task: Task, today: date) -> OfficialStatus:
        """Where the script says that a task stands."""
        manner = self.manner(task)
        if manner == AT_ONCE:
            return OfficialStatus.DONE_IN_TIME
        if manner == LATE and due_day(task) + LATE_BY <= today:
            return OfficialStatus.DONE_LATE
        return (
            OfficialStatus.RUNNING_IN_TIME
            if today <= due_day(task)
            else OfficialStatus.RUNNING_LATE
        )

    async def act(self) -> None:
        """What is done today: those whose day has come report, the next rung confirms at once."""
        today = day_of(self._ward.now)
        for task in list((await self._ward.task_states()).values()):
            manner = self.manner(task)
            begins = manner == AT_ONCE or (manner == LATE and today >= due_day(task) + LATE_BY)
            if begins and task.stage in {Stage.ISSUED, Stage.ACKNOWLEDGED}:
                words = TypedTexts(randomness=self._randomness, limit=1000)
                await self._do(self._heads[task.lead], self._report(task, words), words)
                await self._do(
                    givens.VICE_CHAIR if task.lead == OFFICE else givens.CHIEF,
                    ConfirmSubmission(stream=task.stream, submission=task.submission + 1),
                    words=None,
                )

    def _report(self, task: Task, words: TypedTexts) -> SubmitReport:
        today = day_of(self._ward.now)
        restricted = task.restricted
        figures = tuple(
            Figure(
                measure=measure.code,
                value=Decimal(1),
                kind=FigureKind.ESTIMATE,
                nil_reason=None,
            )
            for measure in task.measures
        )
        plain = SubmitReport(
            stream=task.stream,
            after_submission=task.submission,
            text=None,
            figures=() if restricted else figures,
            paper=Paper(number="12/BC", dated_on=today) if restricted else None,
        )
        if restricted or figures:
            return plain
        return replace(plain, text=words.need("Đã làm xong.", label="Báo cáo"))

    async def _do(self, who: Holder, command: ActCommand, words: TypedTexts | None) -> None:
        request = self._ward.request(who, type(command).__name__)
        texts = tuple(words.texts) if words else ()
        await self._ward.acts.handle(replace(request, texts=texts), command)
