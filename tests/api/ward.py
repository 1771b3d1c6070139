"""A small ward with everything real: PostgreSQL, handlers, pages; one copy for each test."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import BaseRoute, Mount, Route

from api.app import create_app
from api.context import Services
from infra.clocks.ward_clock import WardClock
from infra.migrations.migrate import Logins
from infra.randomness import RANDOMNESS
from infra.wiring import Ward, decree_readings, make_ward
from services.commands.files import FileCommands, FileStore, MemoryFileStore
from services.commands.first_people import FirstPerson
from services.commands.plans import Activation
from services.domain.answers import MeasureKind
from services.domain.assignment.events import assignment_stream, task_stream
from services.domain.assignment.ranges import range_of
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency, PeriodRules, period_containing
from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import (
    DeliverableDraft,
    FindingDraft,
    ItemDraft,
    ItemKind,
    MeasureDraft,
    Operator,
    PlanDraft,
    Polarity,
    Severity,
    TargetDraft,
    UnitDraft,
    YearlyRule,
)
from services.domain.roles import Office, OfficeHeld
from services.ledger.engine import make_engine
from services.ledger.tlog.served import ServedLog
from services.projections.past import build
from tests import givens
from tests.api.stores import stores_of
from tests.cheap_passwords import CHEAP
from tests.ledger.databases import LedgerDatabase, cloned
from tests.moment import MOMENT, TickingClock, today

BASE = "http://127.0.0.1:8000"
MANY_CONNECTIONS: Mapping[str, Any] = {"pool_size": 8}
# Whoever holds the only connection and asks for another one waits for itself.
ONE_CONNECTION: Mapping[str, Any] = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 30}
PASSWORD = "mat-khau-cho-san"
UNITS = {
    "KTHTDT": ("Phòng Kinh tế, Hạ tầng và Đô thị", UnitKind.SPECIALISED, False),
    "VHXH": ("Phòng Văn hóa - Xã hội", UnitKind.SPECIALISED, False),
    "VP": ("Văn phòng HĐND&UBND phường", UnitKind.SPECIALISED, False),
    "CAP": ("Công an phường", UnitKind.POLICE, True),
}
PEOPLE: dict[str, tuple[str, Office, str | None]] = {
    "chuyenvien": ("Nguyễn Thị Hoa", Office.SPECIALIST, "KTHTDT"),
    "dongnghiep": ("Đỗ Văn Khải", Office.SPECIALIST, "KTHTDT"),
    "truongphong": ("Trần Văn Bình", Office.UNIT_HEAD, "KTHTDT"),
    "phoihop": ("Lê Thu Hà", Office.SPECIALIST, "VHXH"),
    "truongphoihop": ("Đinh Công Lý", Office.UNIT_HEAD, "VHXH"),
    "kiemtra": ("Bùi Đức Anh", Office.OFFICE_SPECIALIST, "VP"),
    "chanhvp": ("Phạm Minh Tuấn", Office.CHIEF_OF_OFFICE, "VP"),
    "phochutich": ("Vũ Thị Ngọc", Office.VICE_CHAIR, None),
    "conganvien": ("Hoàng Văn Dũng", Office.SPECIALIST, "CAP"),
    "truongcongan": ("Ngô Quang Huy", Office.UNIT_HEAD, "CAP"),
    "thanhtra": ("Đặng Thị Yến", Office.INSPECTOR, None),
    "quantri": ("Mai Anh Đức", Office.ADMINISTRATOR, None),
}

FINDINGS = tuple(
    FindingDraft(
        code=f"D-{code}",
        severity=Severity.DOUBT,
        items=(item,) if item else (),
        place="II.5",
        question=f"Câu hỏi của điểm D-{code}?",
        assumed="Tạm hiểu như vậy.",
    )
    for code, item in (("51-08", "51-08"), ("CT10", "CT10"), ("MAT", "58-01"), ("CHUNG", ""))
)


def plan(year: int) -> PlanDraft:
    """A duty, an indicator with three measures, a restricted duty, the Office's own, one unled."""
    return PlanDraft(
        code="cho-san",
        title="Kế hoạch cho sẵn",
        number=None,
        issued_on=None,
        place="phường cho sẵn",
        period_from=year - 1,
        period_to=year + 3,
        replaces=None,
        units=tuple(
            UnitDraft(
                code=code, name=name, kind=kind, aliases=(), internal=True, restricted=restricted
            )
            for code, (name, kind, restricted) in UNITS.items()
        ),
        groups=(),
        items=(
            item_draft(
                "51-08", "Tổ chức gặp mặt doanh nghiệp", "KTHTDT", ("VHXH",), section="II.5.1"
            ),
            item_draft(
                "CT10",
                "Tỷ lệ hộ dân dùng nước sạch",
                "KTHTDT",
                (),
                measures=_measures(),
                section="phụ lục dòng 2",
            ),
            item_draft(
                "58-01",
                "Giữ gìn trật tự an toàn xã hội",
                "CAP",
                (),
                restricted=True,
                section="II.5.3",
            ),
            item_draft("54-02", "Theo dõi thực hiện kế hoạch", "VP", (), section="II.5.2"),
            item_draft("III-07", "Huy động nguồn lực", None, ("VHXH",)),
        ),
        findings=FINDINGS,
    )


def _measures() -> tuple[MeasureDraft, ...]:
    return (
        measure_draft("CT10.1", "Tỷ lệ hộ dùng nước sạch", "%", MeasureKind.NUMBER),
        measure_draft("CT10.2", "Số trạm cấp nước", "trạm", MeasureKind.NUMBER),
        measure_draft("CT10.3", "Hoàn thành rà soát", "đạt/chưa đạt", MeasureKind.YES_NO),
    )


def measure_draft(code: str, title: str, unit: str, kind: MeasureKind) -> MeasureDraft:
    counted = kind is MeasureKind.NUMBER
    return MeasureDraft(
        code=code,
        title=title,
        unit=unit,
        kind=kind,
        polarity=Polarity.HIGHER if counted else Polarity.REACHED,
        operator=Operator.AT_LEAST if counted else Operator.NONE,
        target_2030=TargetDraft(value="97.45", high=None) if counted else None,
        target_average=None,
        rule=YearlyRule.SAME_EACH_YEAR,
        reach_by=None,
        frequencies=(Frequency.QUARTER,),
        lead=None,
        stretch=False,
        stretch_target=None,
        in_annex=True,
        cell_2030=None,
        cell_average=None,
        note=None,
        possible=range_of(title=title, unit=unit, kind=kind),
    )


def item_draft(
    code: str,
    title: str,
    lead: str | None,
    supporting: tuple[str, ...],
    *,
    restricted: bool = False,
    measures: tuple[MeasureDraft, ...] = (),
    section: str = "II.5",
) -> ItemDraft:
    return ItemDraft(
        code=code,
        kind=ItemKind.INDICATOR if measures else ItemKind.DUTY,
        title=title,
        section=section,
        lead=lead,
        supporting=supporting,
        restricted=restricted,
        starts_on=None,
        ends_on=None,
        deliverables=(
            DeliverableDraft(
                name=DeliverableName.REPORT, frequency=Frequency.QUARTER, proposed=True, due=None
            ),
        ),
        measures=measures,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WebWard:
    """One ward of one copied database, with its pages."""

    database: LedgerDatabase
    logins: Logins
    engine: AsyncEngine
    ward: Ward
    app: FastAPI
    clock: WardClock

    def task(self, code: str) -> str:
        """The stream of the task that an item issued for the current quarter."""
        return current_task(code)

    async def person_id(self, login: str) -> UUID:
        """The person behind a login name."""
        credential = await self.ward.directory.accounts.by_login(login)
        assert credential is not None
        return credential.person_id

    async def size(self) -> int:
        """How many facts the ledger holds."""
        counted = text("SELECT count(*) FROM events WHERE ledger_id = :ledger_id")
        async with self.engine.connect() as connection:
            return int(await connection.scalar(counted, {"ledger_id": self.logins.ledger_id}) or 0)

    async def states(self, stream: str) -> list[str]:
        """The types of a stream's facts, in order."""
        facts = (await self.ward.ledger.read([stream])).of(stream)
        return [fact.event.TYPE for fact in facts]

    @asynccontextmanager
    async def browser(self, login: str | None = None) -> AsyncIterator[AsyncClient]:
        """Somebody's browser, signed in unless nobody is named; forms come from its own pages."""
        transport = ASGITransport(app=self.app)
        async with AsyncClient(
            transport=transport, base_url=BASE, headers={"Origin": BASE}
        ) as client:
            if login is not None:
                form = {"login": login, "password": PASSWORD, "next": "/viec"}
                answer = await client.post("/dang-nhap", data=form)
                assert answer.status_code == 303, answer.text
            yield client


def current_task(code: str) -> str:
    """The stream of the task that an item issued for the current quarter."""
    policy = givens.policy()
    rules = PeriodRules(
        cutoff_day=policy.cutoff_day,
        school_year_starts=(policy.school_year_month, policy.school_year_day),
    )
    period = period_containing("quarter", today(), rules)
    return task_stream(code, "report", period.code)


def people() -> tuple[FirstPerson, ...]:
    """Those of `PEOPLE`, in office from today."""
    return tuple(
        FirstPerson(
            key=login,
            name=name,
            login=login,
            offices=(OfficeHeld(office=office, unit=unit, from_on=today()),),
        )
        for login, (name, office, unit) in PEOPLE.items()
    )


async def fill(
    logins: Logins,
    *,
    planned: bool = True,
    draft: PlanDraft | None = None,
    known: Sequence[FirstPerson] | None = None,
    at: datetime = MOMENT,
) -> None:
    """Open the ledger, adopt the rules, activate the plan, register the people, run the clocks.

    Not `planned` is a ward whose Office has yet to load its plan.
    """
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, WardClock(at), CHEAP)
    await ward.opening.open_ledger("11003", "phường cho sẵn")
    await ward.opening.adopt_policy(givens.policy(), "policy")
    await ward.opening.adopt_calendars(givens.calendar().years, "calendars")
    draft = draft or plan(today().year)
    if planned:
        await ward.plans.activate(
            Activation(draft=draft, source="plan", active_from=None, backfill_from=None)
        )
    for first in people() if known is None else known:
        person_id = await ward.directory.register_first(first)
        await ward.accounts.set_password(person_id, PASSWORD)
    for item in draft.items:
        if planned and item.lead is not None:
            await run_clock(ward, assignment_stream(item.code))
    await engine.dispose()


async def run_clock(ward: Ward, stream: str) -> None:
    """What a workflow does once: plan, and run what is due."""
    now = (await ward.ledger.read([])).read_at
    planned = await ward.due_actions.plan_next(stream, now)
    for due in planned.agenda.due:
        await ward.due_actions.run_action(stream, due.id, now)


@asynccontextmanager
async def opened(
    template: LedgerDatabase,
    name: str,
    *,
    files: FileStore | None = None,
    clock: WardClock | None = None,
    pool: Mapping[str, Any] = MANY_CONNECTIONS,
    log: ServedLog | None = None,
) -> AsyncIterator[WebWard]:
    """A copy of the filled template with its pages, gone afterwards; its clock is moved."""
    clock = clock or TickingClock(MOMENT)
    with cloned(template, name) as database:
        logins = database.neighbour
        engine = make_engine(logins.app, **pool)
        ward = make_ward(engine, logins.ledger_id, clock, CHEAP)
        app = pages_of(services_of(ward, engine, logins, files=files, log=log))
        try:
            yield WebWard(
                database=database,
                logins=logins,
                engine=engine,
                ward=ward,
                app=app,
                clock=clock,
            )
        finally:
            await engine.dispose()


_INCLUDED: dict[str, list[BaseRoute]] = {}  # as FastAPI made them, by where they are mounted


def pages_of(services: Services) -> FastAPI:
    """The pages as the product makes them, on routes that FastAPI has worked out before.

    It works them out when it is first asked: as long as a short test takes, each time anew.
    """
    app = create_app(services)
    _on_known_routes(app, "")
    return app


def _on_known_routes(app: FastAPI, place: str) -> None:
    """Own routes and mounts stay; an included router is the first one's."""
    known = _INCLUDED.setdefault(place, app.router.routes)
    own = app.router.routes
    app.router.routes = [
        mine if isinstance(mine, Route | Mount) else first
        for mine, first in zip(own, known, strict=True)
    ]
    for route in own:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            _on_known_routes(route.app, place + route.path)


def services_of(
    ward: Ward,
    engine: AsyncEngine,
    logins: Logins,
    base: str = BASE,
    name: str = "phường cho sẵn",
    *,
    files: FileStore | None = None,
    log: ServedLog | None = None,
) -> Services:
    """The pages' house of a ward."""
    return Services(
        ledger=ward.ledger,
        acts=ward.acts,
        accounts=ward.accounts,
        tokens=ward.tokens,
        directory=ward.directory,
        plans=ward.plans,
        readings=ward.readings,
        files=FileCommands(ward.people, files or MemoryFileStore()),
        randomness=RANDOMNESS,
        engine=engine,
        ledger_id=logins.ledger_id,
        ward_name=name,
        demonstration=logins.ledger_id.startswith("demo-"),
        secure_cookie=False,
        base_url=base,
        decree_readings=decree_readings(),
        log=log,
        build_past=partial(build, engine, ward.ledger),
        **stores_of(engine, logins.ledger_id),
    )
