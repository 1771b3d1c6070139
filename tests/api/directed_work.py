"""Directives and assigned work of the filled ward, by the normal commands of its people."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from services.commands.requests import TypedTexts
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.events import directive_stream
from services.domain.directive.terms import DirectiveSource
from services.domain.instants import start_of
from services.domain.task.births import Urgency, assigned_task_stream
from tests.api.ward import WebWard, run_clock
from tests.moment import today
from tests.projections.lives import act, approval, report, sampled

CODE = "2026.a2b3c4d5"
SECRET_CODE = "2026.s3c2r4ta"
NUMBER = "45/TB-UBND"
ORDERED = "Rà soát hộ nghèo năm 2026"


async def directed(
    web: WebWard,
    code: str = CODE,
    *,
    number: str = NUMBER,
    leader: str = "phochutich",
    clerk: str = "kiemtra",
    superior_due_on: date | None = None,
    secret: bool = False,
) -> str:
    """The code of a registered conclusion that a leader gave today."""
    orderer = await web.person_id(leader)

    def typing(_: TypedTexts) -> RegisterDirective:
        return RegisterDirective(
            stream=directive_stream(code),
            code=code,
            source=DirectiveSource.CONCLUSION,
            number=number,
            dated_on=today(),
            arrival_number=None,
            arrived_on=None,
            issuer=None,
            summary=None,
            urgency=Urgency.ORDINARY,
            superior_due_on=superior_due_on,
            orderer=orderer,
            ordered_on=today(),
            how=None,
            petitioner=None,
            secret=secret,
            twins=(),
            twins_reason=None,
            despite=False,
        )

    await act(web, clerk, typing)
    return code


async def given_work(
    web: WebWard,
    number: int,
    *,
    code: str = CODE,
    lead: str = "KTHTDT",
    supporting: Sequence[str] = (),
    title: str | None = ORDERED,
    due_on: date | None = None,
    clerk: str = "kiemtra",
) -> str:
    """The stream of the task that is assigned under the next number; without a day for None."""

    def typing(words: TypedTexts) -> AssignTasks:
        return AssignTasks(
            stream=directive_stream(code),
            clause=None,
            lead_units=(lead,),
            supporting_units=tuple(supporting),
            follower=None,
            title=words.put(title, label="Nội dung việc"),
            product=None,
            urgency=Urgency.ORDINARY,
            asks_figure=False,
            orderer=None,
            ordered_on=None,
            text_version=None,
            due_on=due_on,
            without_due=due_on is None,
            superior_due_on=None,
            despite=True,
        )

    await act(web, clerk, typing)
    return assigned_task_stream(code, number)


async def given_to_each(
    web: WebWard,
    code: str,
    leads: Sequence[str],
    *,
    title: str | None = ORDERED,
    due_on: date | None = None,
) -> tuple[str, ...]:
    """A task for each unit, of a directive that had none yet."""
    return tuple(
        [
            await given_work(web, number, code=code, lead=lead, title=title, due_on=due_on)
            for number, lead in enumerate(leads, start=1)
        ]
    )


def go(web: WebWard, day: date, hour: int = 9) -> None:
    """The ward's clock stands on that day."""
    web.clock.at = start_of(day, hour).astimezone(UTC) + timedelta(seconds=5)


async def clock_runs(web: WebWard, stream: str) -> None:
    """The task's clock does what is due, also what comes of it at once."""
    for _ in range(4):
        await run_clock(web.ward, stream)


async def signed(
    web: WebWard, stream: str, by: Sequence[str] = ("chuyenvien", "truongphong")
) -> None:
    """The first report of a unit, by somebody of it, with the signature of its head."""
    worker, head = by
    await act(web, worker, report(stream, 0))
    await act(web, head, approval(stream, 1))


async def finished(
    web: WebWard, stream: str, by: Sequence[str] = ("chuyenvien", "truongphong", "chanhvp")
) -> None:
    """The same, confirmed by the chief of the Office."""
    worker, head, chief = by
    await signed(web, stream, (worker, head))
    await act(web, chief, sampled("confirm-submission", stream, submission=1))
