"""Filling the ward of the authorisation matrix: people of every office, tasks in every state."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from infra.clocks.ward_clock import WardClock
from infra.migrations.migrate import Logins
from infra.randomness import RANDOMNESS
from infra.stores.drafts import PostgresDraftStore
from infra.wiring import Ward, make_ward
from services.commands.acts import ActCommand
from services.commands.files import FileCommands, MemoryFileStore
from services.commands.first_people import FirstPerson
from services.commands.ports import DraftSaved
from services.commands.proofs import secret_sha256
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import on_stream
from services.domain.answers import MeasureKind
from services.domain.assignment.events import assignment_stream
from services.domain.directory.acts.issue_token import IssueToken
from services.domain.directory.tokens import Scope
from services.domain.facts import Actor, ActorKind, Event
from services.domain.papers import Paper
from services.domain.plan.acts.settle_plan_finding import SettlePlanFinding
from services.domain.plan.draft import FindingDraft, ItemDraft, PlanDraft, Severity
from services.domain.plan.events import plan_stream
from services.domain.roles import Office, OfficeHeld
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.attach_file import AttachFile
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.events import DueDateMoved
from services.ledger.engine import make_engine
from services.ledger.port import Command, Context
from tests.acts.rights import OTHER, POLICE, UNIT, Given, Relation, State
from tests.api import matrix_assigned, matrix_directive, matrix_inspection, matrix_programme
from tests.api import matrix_commands as given_commands
from tests.api.matrix import PERIODIC, SIGNED_IN, TASKS, UNLED, Mark, mark, stream_of
from tests.api.ward import fill, item_draft, measure_draft, plan
from tests.cheap_passwords import CHEAP
from tests.domain.task_world import Birth
from tests.givens import SPACE
from tests.moment import MOMENT, today

# Those who did everything: no viewer has acted before, so nobody is barred by an earlier step.
DOERS: Final = {
    "lam": (Office.SPECIALIST, UNIT),
    "ky": (Office.UNIT_HEAD, UNIT),
    "lam-khac": (Office.SPECIALIST, OTHER),
    "ky-khac": (Office.UNIT_HEAD, OTHER),
    "lam-an": (Office.SPECIALIST, POLICE),
    "ky-an": (Office.UNIT_HEAD, POLICE),
    "soat": (Office.OFFICE_SPECIALIST, "VP"),
    "chot": (Office.CHIEF_OF_OFFICE, "VP"),
    "giao": (Office.VICE_CHAIR, None),
}
OF_UNIT: Final = {UNIT: ("lam", "ky"), OTHER: ("lam-khac", "ky-khac"), POLICE: ("lam-an", "ky-an")}
_AT_HOME: Final = frozenset({Office.SPECIALIST, Office.UNIT_HEAD})
_AT_THE_OFFICE: Final = frozenset({Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE})


def viewers() -> list[FirstPerson]:
    """One person for each office, and one whose office ended yesterday."""
    day = today()
    collected = []
    for each in SIGNED_IN:
        assert each.login is not None
        office = each.office or Office.SPECIALIST
        unit = UNIT if office in _AT_HOME else "VP" if office in _AT_THE_OFFICE else None
        office = each.deputy or office
        until = None if each.office else day - timedelta(days=1)
        held = OfficeHeld(
            office=office, unit=unit, from_on=day - timedelta(days=90), until_on=until
        )
        collected.append(
            FirstPerson(key=each.login, name=each.login, login=each.login, offices=(held,))
        )
    return collected


def draft() -> PlanDraft:
    """One item for each task of the matrix, one without a lead; a finding on each."""
    items = (
        *(_of_task(task) for task in PERIODIC),
        item_draft(f"{Mark.CODE}{UNLED}", "Mục chưa giao", None, (OTHER,)),
    )
    findings = (
        FindingDraft(
            code=f"D-{task.code}",
            severity=Severity.DOUBT,
            items=(task.code,),
            place="II.5",
            question=f"Hiểu {mark(Mark.QUESTION, task.number)} thế nào?",
            assumed="Tạm hiểu như vậy.",
        )
        for task in PERIODIC
    )
    return replace(plan(today().year), items=items, findings=tuple(findings))


def _of_task(given: Given) -> ItemDraft:
    title = f"{mark(Mark.TITLE, given.number)} {matrix_assigned.COMMON}"
    measure = measure_draft(
        f"{given.code}.1", mark(Mark.MEASURE, given.number), "%", MeasureKind.NUMBER
    )
    measures = (measure,) if given.counted else ()
    return item_draft(
        given.code,
        title,
        given.lead,
        given.supporting,
        restricted=given.restricted,
        measures=measures,
    )


@dataclass
class Filling:
    """What happens in this ward before anybody looks."""

    ward: Ward
    drafts: PostgresDraftStore
    files: MemoryFileStore = field(default_factory=MemoryFileStore)
    ids: dict[str, UUID] = field(default_factory=dict)

    async def register(self) -> None:
        """The doers, in office since long ago."""
        for login, (office, unit) in DOERS.items():
            held = OfficeHeld(office=office, unit=unit, from_on=today() - timedelta(days=90))
            first = FirstPerson(key=login, name=login, login=login, offices=(held,))
            self.ids[login] = await self.ward.directory.register_first(first)
        for login in ("xem-thoi-chuc", "xem-vice_chair", "xem-inspector"):
            known = await self.ward.directory.accounts.by_login(login)
            assert known is not None
            self.ids[login] = known.person_id

    def request(self, login: str, words: TypedTexts | None = None) -> CommandRequest:
        """A new click of somebody."""
        return CommandRequest(
            sender=Sender(person_id=self.ids[login], session_id=SPACE),
            command_id=RANDOMNESS.new_id(),
            name="given",
            sent={},
            texts=tuple(words.texts) if words else (),
        )

    async def act(self, login: str, made: Callable[[TypedTexts], ActCommand]) -> None:
        """One command of somebody."""
        words = TypedTexts(randomness=RANDOMNESS, limit=1000)
        command = made(words)
        await self.ward.acts.handle(self.request(login, words), command)

    async def attach(self, login: str, given: Given, unit: str | None) -> None:
        """A file for the report, or for the contribution of a unit."""
        words = TypedTexts(randomness=RANDOMNESS, limit=1000)
        content = content_of(given, unit)
        command = AttachFile(
            stream=stream_of(given),
            sha256=hashlib.sha256(content).hexdigest(),
            size_bytes=len(content),
            media_type="text/plain",
            name=words.need(f"{mark(Mark.FILE, given.number)}.txt", label="Tên tệp"),
            contribution_of=unit,
        )
        files = FileCommands(self.ward.people, self.files)
        await files.attach(self.request(login, words), command, content)

    async def attach_to_directive(self, login: str) -> None:
        """The file of the directive."""
        words = TypedTexts(randomness=RANDOMNESS, limit=1000)
        command = matrix_directive.filed(words)
        files = FileCommands(self.ward.people, self.files)
        await files.attach(self.request(login, words), command, matrix_directive.CONTENT)

    async def tell(self, stream: str, event: Event, actor: Actor) -> None:
        """A fact as a clock tells it, or of days when somebody still held an office."""
        snapshot = await self.ward.ledger.read([stream])
        command_id = uuid5(SPACE, f"{stream}/{event.TYPE}")
        command = Command(actor_key="system", command_id=command_id, name="given", body=None)
        context = Context(
            actor=actor,
            occurred_at=snapshot.read_at,
            recorded_at=snapshot.read_at,
            correlation_id=command_id,
        )
        expected = {stream: snapshot.version(stream)}
        await self.ward.ledger.append(
            command, context, on_stream(stream, [event]), known=snapshot, expected=expected
        )


def content_of(given: Given, unit: str | None) -> bytes:
    """The bytes of a task's file."""
    return f"{mark(Mark.CONTENT, given.number)} {unit}\n".encode()


def digest_of(given: Given, unit: str | None = None) -> str:
    """The name under which such a file is kept."""
    return hashlib.sha256(content_of(given, unit)).hexdigest()


async def live(filling: Filling) -> None:
    """Bring every task to its state, and leave a draft, a token and a decision behind."""
    for task in TASKS:
        if task.is_assigned:
            await _assigned(filling, task)
        await _dated(filling, task)
        await _worked(filling, task)
        await _decided(filling, task)
        await _chased(filling, task)
    for task in PERIODIC:
        if not task.restricted:
            await _settled(filling, task)
    for made in (matrix_directive.registered, matrix_directive.laid, matrix_directive.settled):
        await filling.act("soat", made)
    await filling.attach_to_directive("soat")
    await filling.act("soat", matrix_programme.opened)
    await filling.act("lam-an", matrix_programme.of_police)
    await filling.act("lam", matrix_programme.of_unit)
    await filling.act("xem-inspector", matrix_inspection.opened)
    await _kept(filling)


async def _assigned(filling: Filling, given: Given) -> None:
    """A vice-chair ordered it: one of the viewers, or another one."""
    leader = filling.ids["xem-vice_chair" if given.ordered_by_viewer else "giao"]
    for made in (matrix_assigned.registered, matrix_assigned.assigned):
        await filling.act("soat", partial(made, given, leader))


async def _dated(filling: Filling, given: Given) -> None:
    """Of four tasks two are late, one is near, one is left alone."""
    if given.state is State.ASKED:  # while there was time
        await filling.act(OF_UNIT[given.lead][0], partial(given_commands.extension, given))
    days = given.due_in
    if days is None or given.is_assigned:
        return
    day = today() + timedelta(days=days)
    moved = DueDateMoved(from_on=day, due_on=day, calendar_version="calendar-2026@1")
    await filling.tell(stream_of(given), moved, Actor(kind=ActorKind.SYSTEM))


async def _worked(filling: Filling, given: Given) -> None:
    stream, (worker, _) = stream_of(given), OF_UNIT[given.lead]
    if given.state is not State.ISSUED:
        gone = Actor(
            kind=ActorKind.PERSON,
            office=Office.SPECIALIST.value,
            person_id=filling.ids["xem-thoi-chuc"],
            unit=UNIT,
        )
        await filling.tell(stream, TaskAcknowledged(by_silence=False), gone)
    for unit in given.supporting:
        if not given.restricted:
            await filling.attach(OF_UNIT[unit][0], given, unit)
        await filling.act(OF_UNIT[unit][0], partial(given_commands.contribution, given, unit))
    if given.submission:
        if not given.restricted:
            await filling.attach(worker, given, None)
        await filling.act(worker, partial(given_commands.report, given))


async def _decided(filling: Filling, given: Given) -> None:
    stream, (_, head) = stream_of(given), OF_UNIT[given.lead]
    back = {State.RETURNED, State.CLAIMED, State.CONTESTED}
    assigner = "xem-vice_chair" if given.ordered_by_viewer else "giao"
    assigner = assigner if given.is_assigned else "chot"
    if given.state in {State.APPROVED, State.CONFIRMED} | back:
        await filling.act(head, lambda _: ApproveSubmission(stream=stream, submission=1))
    if given.state in back:
        await filling.act("soat", partial(given_commands.return_of, given))
    if given.state is State.CLAIMED:
        await filling.act(OF_UNIT[given.lead][0], partial(given_commands.claim, given))
    if given.state is State.CONTESTED:
        await filling.act(OF_UNIT[given.lead][0], partial(given_commands.contest, given))
    if given.state is State.SUSPENDED:
        await filling.act(assigner, partial(given_commands.suspension, given))
    if given.state is State.WITHDRAWN:
        await filling.act(assigner, partial(given_commands.withdrawal, given))
    if given.state is State.CONFIRMED:
        await filling.act("chot", lambda _: ConfirmSubmission(stream=stream, submission=1))


async def _chased(filling: Filling, given: Given) -> None:
    owing = {
        *(State.ISSUED, State.ACKNOWLEDGED),
        *(State.RETURNED, State.CLAIMED, State.CONTESTED),
    }
    too_early = given.birth is Birth.ASSIGNED
    if given.number % 4 == 2 or given.state not in owing or too_early:
        return
    note = mark(Mark.CHASE, given.number)
    await filling.act(
        "soat",
        lambda words: SendChase(
            stream=stream_of(given),
            paper=Paper(number="21/VP", dated_on=today()),
            note=None if given.restricted else words.need(note, label="Lời"),
        ),
    )


async def _settled(filling: Filling, given: Given) -> None:
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = SettlePlanFinding(
        stream=plan_stream("cho-san"),
        item=assignment_stream(given.code),
        finding=f"D-{given.code}",
        decision=words.need(mark(Mark.DECIDED, given.number), label="Quyết định"),
    )
    await filling.ward.acts.handle(filling.request("chot", words), command)


async def _kept(filling: Filling) -> None:
    """What belongs to one person alone."""
    first = next(task for task in TASKS if task.relation is Relation.LED)
    fields = {"text": mark(Mark.DRAFT, first.number), "after_submission": "0"}
    draft = DraftSaved(fields=fields, over=0, page_id="")
    await filling.drafts.save(filling.ids["lam"], {(stream_of(first), "bao-cao"): draft})
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    secret = RANDOMNESS.token()
    token = IssueToken(
        person_id=filling.ids["lam"],
        secret_sha256=secret_sha256(secret),
        token_id=uuid5(SPACE, "token"),
        label=words.need(mark(Mark.TOKEN, first.number), label="Tên"),
        scope=Scope.WRITE,
        ends_on=today() + timedelta(days=30),
    )
    await filling.ward.tokens.issue(filling.request("lam", words), token, secret)


async def fill_matrix(logins: Logins) -> MemoryFileStore:
    """The whole ward; the bytes of its files."""
    await fill(logins, draft=draft(), known=viewers())
    engine = make_engine(logins.app)
    filling = Filling(
        make_ward(engine, logins.ledger_id, WardClock(MOMENT), CHEAP), PostgresDraftStore(engine)
    )
    await filling.register()
    await live(filling)
    await engine.dispose()
    return filling.files
