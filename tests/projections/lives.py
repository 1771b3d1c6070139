"""Tasks in many states, told through the real handlers, and by a clock that is far ahead."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid5

from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommand
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import on_stream
from services.domain.directive.events import OccurrenceSkipped, directive_stream
from services.domain.directive.terms import OccurrenceSkipReason
from services.domain.facts import SYSTEM, Event
from services.domain.plan_document.acts.quote_document import QuoteDocument
from services.domain.plan_document.acts.read_document import ReadDocument
from services.domain.plan_document.acts.settle_finding import SettleFinding
from services.domain.plan_document.events import FindingVerdict, reading_stream
from services.domain.plan_document.open_findings import findings_of
from services.domain.roles import Office
from services.domain.task.events import (
    DeadlineMissed,
    DueDateMoved,
    Ground,
    ReminderSent,
    ReminderSkipped,
    TaskEscalated,
)
from services.ledger.port import Command, Context, Ledger
from tests import givens
from tests.acts import SAMPLE_OF
from tests.acts.sample import Thing
from tests.acts.sending import command_of
from tests.api.ward import WebWard, plan
from tests.moment import today
from tests.plan_readings import SMALL, laying, reading

Typing = Callable[[TypedTexts], ActCommand]


async def live(web: WebWard) -> None:
    """Reports, returns of both kinds, a confirmation, reminders, offices that come and go."""
    duty, own, secret = web.task("51-08"), web.task("54-02"), web.task("58-01")
    for _ in range(2):
        await act(web, "phoihop", contribution(duty))
    for number in (1, 2):
        await act(web, "chuyenvien", file_of(duty, number))
    gone = sampled("detach-file", duty, command={"sha256": f"{1:064}"})
    await act(web, "chuyenvien", gone)
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "kiemtra", returned(duty, 1, Ground.FORMAL_GAP))
    await act(web, "dongnghiep", report(duty, 1))
    await act(web, "truongphong", approval(duty, 2))
    await act(web, "chanhvp", sampled("confirm-submission", duty, submission=2))
    await act(web, "chanhvp", report(own, 0))
    await act(web, "phochutich", returned(own, 1, Ground.FAILED_CONTENT))
    await act(web, "kiemtra", report(own, 1))
    await act(web, "chanhvp", sampled("recall-submission", own, submission=2))
    await act(web, "kiemtra", report(own, 2))
    await act(web, "truongcongan", secret_report(secret))
    await act(web, "chuyenvien", figures(web.task("CT10")))
    await said_by_the_clock(web, web.task("CT10"))
    await chased(web, web.task("CT10"))
    await offices(web)
    await documents(web)


def sampled(name: str, stream: str, *, command: Any = None, **sent: Any) -> Typing:
    """An act on a task as its sample has it, other values sent or in the command itself."""
    return sampled_of(name, {"task": stream}, command=command, **sent)


def sampled_of(
    name: str, names: Mapping[str, str], /, *, command: Any = None, **sent: Any
) -> Typing:
    """The same of whatever these names mean."""
    thing = Thing(names=names, today=today())
    return lambda words: command_of(SAMPLE_OF[name], thing, words, sent, command)


def report(stream: str, after: int) -> Typing:
    """A report of words."""
    words = "Nội dung báo cáo"
    return sampled("submit-report", stream, after_submission=after, text=words, paper=None)


def secret_report(stream: str) -> Typing:
    """A report of restricted work: a paper alone."""
    paper = {"number": "15/BC-CAP", "dated_on": today().isoformat()}
    return sampled("submit-report", stream, after_submission=0, text=None, paper=paper)


def file_of(stream: str, number: int) -> Typing:
    """A file beside the report."""
    other = {"sha256": f"{number:064}", "size_bytes": number}
    return sampled("attach-file", stream, command=other)


def figures(stream: str, after: int = 0, value: str = "96.5") -> Typing:
    """A number, a nil with its reason, and a yes."""
    answers = [
        {"measure": "CT10.1", "value": value, "kind": "estimate"},
        {"measure": "CT10.2", "nil_reason": "Chưa kiểm đếm"},
        {"measure": "CT10.3", "value": "1", "kind": "estimate"},
    ]
    sent = {"text": None, "figures": answers, "paper": None}
    return sampled("submit-report", stream, after_submission=after, **sent)


def contribution(stream: str) -> Typing:
    """What the supporting unit gives."""
    return sampled("submit-contribution", stream, text="Nội dung phối hợp")


def approval(stream: str, submission: int) -> Typing:
    """The unit's signature."""
    return sampled("approve-submission", stream, submission=submission)


def returned(
    stream: str, submission: int, ground: Ground, days: int = 3, reason: str = "Cần bổ sung"
) -> Typing:
    """Sent back, to be corrected within some days."""
    day = today() + timedelta(days=days)
    sent = {"submission": submission, "ground": ground.value, "correct_by": day.isoformat()}
    return sampled("return-submission", stream, reason=reason, **sent)


async def act(web: WebWard, login: str, typing: Typing) -> None:
    """One click of somebody."""
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = typing(words)
    await web.ward.acts.handle(await click(web, login, words), command)


async def click(web: WebWard, login: str, words: TypedTexts | None = None) -> CommandRequest:
    """A new request of somebody."""
    return CommandRequest(
        sender=Sender(person_id=await web.person_id(login), session_id=givens.person("s")),
        command_id=RANDOMNESS.new_id(),
        name="given",
        sent={},
        texts=tuple(words.texts) if words else (),
    )


async def said_by_the_clock(web: WebWard, stream: str) -> None:
    """Facts that only a clock makes: moved, reminded, skipped, missed."""
    due_on = today() + timedelta(days=1)
    await clock(
        web,
        stream,
        DueDateMoved(from_on=due_on, due_on=due_on, calendar_version="calendar-2026@1"),
        ReminderSent(due_on=due_on, offset_working_days=-3, units=("KTHTDT",)),
        ReminderSkipped(due_on=due_on, offset_working_days=-1, reason="superseded"),
        DeadlineMissed(due_on=due_on, cause="due_day_ended"),
    )


async def chased(web: WebWard, stream: str) -> None:
    """The Office chases what is due tomorrow, and the leaders are told."""
    await act(web, "kiemtra", sampled("send-chase", stream))
    leader = await web.person_id("phochutich")
    reported = TaskEscalated(chase=1, to=(Office.VICE_CHAIR,), person_id=leader)
    await clock(web, stream, reported)


async def clock(web: WebWard, stream: str, *events: Event, name: str = "clock") -> None:
    """What a clock would tell, now."""
    await tell(web.ward.ledger, stream, *events, name=name)


async def tell(ledger: Ledger, stream: str, *events: Event, name: str) -> None:
    """The same in any ledger; one event of a type for each name."""
    for event in events:
        snapshot = await ledger.read([stream])
        command = Command(
            actor_key="system",
            command_id=uuid5(givens.SPACE, f"{name}/{event.TYPE}"),
            name="given",
            body=None,
        )
        context = Context(
            actor=SYSTEM,
            occurred_at=snapshot.read_at,
            recorded_at=snapshot.read_at,
            correlation_id=command.command_id,
        )
        await ledger.append(
            command,
            context,
            on_stream(stream, [event]),
            known=snapshot,
            expected={stream: snapshot.version(stream)},
        )


async def offices(web: WebWard) -> None:
    """A corrected name, an office granted and ended, an account closed, opened, closed."""
    meant = {"person_id": str(await web.person_id("dongnghiep")), "unit": "VHXH"}

    async def done(name: str, /, **sent: Any) -> None:
        await act(web, "quantri", sampled_of(name, meant, **sent))

    await done("correct-person", name="Đỗ Văn Khải (đã đính chính)", phone=None)
    await done("grant-office", until_on=None)
    await done("end-office", unit="KTHTDT", until_on=today().isoformat())
    for name in ("issue-link", "close-account", "reopen-account", "close-account"):
        await done(name)
    for official in ("Phòng Văn hóa", "Phòng Văn hóa - Xã hội"):
        await done("rename-unit", name=official)


async def documents(web: WebWard) -> None:
    """A plan document that is read, decided on, and laid beside the plan twice."""
    result = reading(plan(today().year))
    for number in (1, 2):
        stream, words = (
            reading_stream(f"cho{number}"),
            TypedTexts(randomness=RANDOMNESS, limit=1000),
        )
        document = ReadDocument(
            stream=stream,
            name=words.need("kế hoạch.txt", label="Tên tệp"),
            source=words.need("{}", label="Văn bản"),
            file_sha256=f"{number:064}",
            file_bytes=321,
            findings=findings_of(result),
        )
        acts = web.ward.acts
        await acts.handle(await click(web, "kiemtra", words), document)
        accepted = SettleFinding(
            stream=stream,
            key=SMALL,
            decision=FindingVerdict.ACCEPTED,
            typed="",
            value=None,
            reason=None,
            seen=0,
            reading=result,
        )
        await acts.handle(await click(web, "chanhvp"), accepted)
        drawn = await web.ward.readings.to_quote(stream, laying(result))
        values: dict[str, Any] = {**drawn.values}
        beside = QuoteDocument(stream=stream, version=2, **values)
        request = replace(await click(web, "phochutich"), texts=drawn.texts)
        await acts.handle(request, beside)


async def directives(web: WebWard) -> None:
    """A conclusion laid out, decided and closed; an order that repeats; a mapped register."""
    code, orderer = "2026.cho22222", str(await web.person_id("phochutich"))

    async def done(name: str, /, **sent: Any) -> None:
        await act(web, "kiemtra", sampled_of(name, {"directive": code}, **sent))

    unnumbered = {"source": "conclusion", "number": None}
    await done("register-directive", **unnumbered)
    for name in (
        "number-directive",
        "attach-directive-file",
        "detach-directive-file",
        "attach-directive-file",
        "lay-clauses",
    ):
        await done(name)
    await done("repeat-order", orderer=orderer)
    stream = directive_stream(code)
    on = today() + timedelta(days=7)
    skipped = OccurrenceSkipped(
        order=1, occurrence_on=on, due_on=on, reason=OccurrenceSkipReason.DAY_PASSED
    )
    await clock(web, stream, skipped)
    await done("stop-order")
    await done("assign-tasks", orderer=orderer, despite=True)
    await done("settle-clauses", clauses=["k1"])
    for name in ("close-directive", "reopen-directive", "close-directive"):
        await done(name)
    await act(web, "kiemtra", sampled_of("map-register-columns", {}))
