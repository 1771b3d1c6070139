"""The demonstration shows life: invented directives, entered by normal commands at its start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

import structlog

from infra.errors import SettingsError
from infra.simulation.orders import line_cuts
from infra.supervise.demo_commands import DemoPeople, demo_id
from infra.supervise.demo_file import (
    DemoDirective,
    DemoRepeated,
    DemoTask,
    day_from,
    demo_directives,
)
from infra.supervise.demo_lives import live
from infra.supervise.first_start import DemoAccount
from infra.wiring import Ward
from services.commands.calendars import calendar_read, current_years
from services.commands.requests import TypedTexts
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.close_directive import CloseDirective
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.acts.repeat_order import RepeatOrder
from services.domain.directive.acts.settle_clauses import SettleClauses
from services.domain.directive.codes import new_code
from services.domain.directive.events import directive_stream
from services.domain.directive.evolving import fold
from services.domain.directive.terms import (
    ClauseKind,
    OrderRhythmKind,
    SettledAs,
)
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.roles import Office
from services.domain.task.births import assigned_task_stream
from services.ledger.canonical import normalise
from services.ledger.names import is_demonstration

# A code's year only says where a directive stands in lists: those of the file are of 2026.
_CODED_ON: Final = date(2026, 1, 1)
_log = structlog.get_logger("demonstration")


async def enter_directives(
    ward: Ward,
    accounts: Sequence[DemoAccount],
    directives: Sequence[DemoDirective] | None = None,
) -> None:
    """Enter these directives, those of the shipped file by default, each step of them once.

    Where somebody of the demonstration did otherwise meanwhile and a rule refuses a step, the
    directive stays as it was left. Raises SettingsError in a real ledger.
    """
    people = await demo_people(ward, accounts)
    directives = demo_directives() if directives is None else directives
    for directive in directives:
        try:
            await _enter(people, directive)
        except Refusal as refusal:
            _log.warning("directive_left", directive=directive.key, rule=refusal.code)


async def demo_people(ward: Ward, accounts: Sequence[DemoAccount]) -> DemoPeople:
    """The invented people; days are counted from that on which the first directive was entered.

    Raises SettingsError in a real ledger.
    """
    if not is_demonstration(ward.ledger.ledger_id):
        raise SettingsError("Việc giả chỉ được nạp vào bản trình diễn.")
    first = demo_directives()[0]
    years = await current_years(ward.ledger)
    stream = directive_stream(code_of(ward.ledger.ledger_id, first.key))
    snapshot = await ward.ledger.read([*years, stream])
    today, known = day_of(snapshot.read_at), fold(snapshot.of(stream))
    return DemoPeople(
        ward=ward,
        accounts=accounts,
        calendar=calendar_read(snapshot, years).calendar,
        first_day=day_of(known.registered_at) if known else today,
        today=today,
    )


def code_of(ledger_id: str, key: str) -> str:
    """The code under which a directive of the file is entered in this ledger."""
    return new_code(demo_id(ledger_id, key), _CODED_ON)


async def _enter(people: DemoPeople, directive: DemoDirective) -> None:
    """Every step of one directive, in the order in which an office takes them."""
    clerk, key = people.login(Office.OFFICE_SPECIALIST), directive.key
    code = code_of(people.ward.ledger.ledger_id, key)
    entry = _Entry(people=people, directive=directive, code=code)
    await people.act(clerk, key, entry.registering)
    if directive.text:
        await people.act(clerk, key, entry.laying)
    if directive.idle:
        await people.act(clerk, key, entry.settling)
    number = 0
    for place, task in enumerate(directive.tasks):
        await people.act(clerk, f"{key}/{place}", partial(entry.assigning, task))
        for lead in task.leads:
            number += 1
            await live(people, directive, task, assigned_task_stream(code, number), lead)
    if directive.repeated is not None:
        await people.act(clerk, key, partial(entry.repeating, directive.repeated))
    if directive.closed:
        await people.act(clerk, key, entry.closing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One directive of the file as commands of the Office's clerk."""

    people: DemoPeople
    directive: DemoDirective
    code: str

    @property
    def stream(self) -> str:
        return directive_stream(self.code)

    @property
    def text(self) -> str:
        """The words as they are kept: without blanks around them."""
        return normalise(self.directive.text or "").strip()

    def clause(self, begins: str) -> str:
        """The id of the clause that begins so: each line of the text is one."""
        lines = self.text.splitlines()
        return next(f"k{at}" for at, line in enumerate(lines, 1) if line.startswith(begins))

    def registering(self, words: TypedTexts) -> RegisterDirective:
        given, first_day = self.directive, self.people.first_day
        return RegisterDirective(
            stream=self.stream,
            code=self.code,
            source=given.source,
            number=given.number,
            dated_on=day_from(first_day, given.dated),
            arrival_number=given.arrival_number,
            arrived_on=day_from(first_day, given.arrived),
            issuer=words.put(given.issuer, label="Cơ quan ban hành"),
            summary=words.put(given.summary, label="Trích yếu"),
            urgency=given.urgency,
            superior_due_on=day_from(first_day, given.superior_due),
            orderer=self.people.person_id(given.orderer),
            ordered_on=None,
            how=given.how,
            petitioner=words.put(given.petitioner, label="Người gửi đơn"),
            secret=given.secret,
            twins=(),
            twins_reason=None,
            despite=False,
        )

    def laying(self, words: TypedTexts) -> LayClauses:
        idle = self.directive.idle
        kinds = {
            line.strip(): ClauseKind.CONTENT
            for line in self.text.splitlines()
            if line.startswith(idle)
        }
        return LayClauses(
            stream=self.stream,
            text=words.need(self.text, label="Văn bản"),
            words=self.text,
            words_before=None,
            cuts=line_cuts(self.text, kinds),
            text_version=None,
        )

    def settling(self, words: TypedTexts) -> SettleClauses:
        return SettleClauses(
            stream=self.stream,
            clauses=tuple(map(self.clause, self.directive.idle)),
            outcome=SettledAs.NOTHING,
            existing=(),
            reason=words.put("Phần nêu tình hình, không giao việc.", label="Lý do"),
            text_version=None,
        )

    def assigning(self, task: DemoTask, words: TypedTexts) -> AssignTasks:
        due_on = day_from(self.people.first_day, task.due)
        return AssignTasks(
            stream=self.stream,
            clause=self.clause(task.clause) if task.clause else None,
            lead_units=task.leads,
            supporting_units=task.supporting,
            follower=self.people.person_id(self.people.login(Office.OFFICE_SPECIALIST)),
            title=words.put(task.title, label="Nội dung việc"),
            product=words.put(task.product, label="Sản phẩm"),
            urgency=self.directive.urgency,
            asks_figure=task.figure,
            orderer=None,
            ordered_on=None,
            text_version=None,
            due_on=None if due_on is None else self.people.working_day(due_on),
            without_due=due_on is None,
            superior_due_on=None,
            # A rest day may move the day behind that of the upper body.
            despite=True,
        )

    def repeating(self, repeated: DemoRepeated, words: TypedTexts) -> RepeatOrder:
        people = self.people
        return RepeatOrder(
            stream=self.stream,
            clause=None,
            lead_units=repeated.leads,
            supporting_units=(),
            follower=None,
            title=words.put(repeated.title, label="Nội dung việc"),
            product=None,
            urgency=self.directive.urgency,
            asks_figure=False,
            orderer=None,
            ordered_on=None,
            text_version=None,
            rhythm=OrderRhythmKind.WEEKLY,
            rhythm_day=repeated.day_of_week,
            rhythm_month=None,
            from_on=people.today,
            until_on=people.today + timedelta(days=repeated.until),
            issue_before_working_days=None,
        )

    def closing(self, _: TypedTexts) -> CloseDirective:
        return CloseDirective(stream=self.stream, reason=None)
