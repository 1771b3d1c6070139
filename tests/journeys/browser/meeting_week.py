"""The demonstration three weeks after a meeting, early on a Monday: late, asked, unanswered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from infra import shipped
from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, migrate
from infra.wiring import make_ward
from services.domain.instants import start_of
from services.ledger.engine import make_engine
from tests.api.directed_work import clock_runs, directed, finished, given_work, signed
from tests.api.ward import WebWard, pages_of, services_of
from tests.cheap_passwords import CHEAP
from tests.journeys.browser.site import Site, serving, settle
from tests.ledger.databases import make_database
from tests.moment import MOMENT, today
from tests.projections.lives import act, sampled

CLERK: Final = "vanphong"
NEWER: Final = "2026.n3w3r333"
LATE: Final = "Báo cáo tiến độ giải phóng mặt bằng tuyến đường liên phường"
UNDATED: Final = "Theo dõi, nắm tình hình sau sáp nhập tổ dân phố"
KTHTDT: Final = ("kthtdt", "kthtdt.truong")


def day(after: int) -> date:
    """So many days after the meeting."""
    return today() + timedelta(days=after)


def monday() -> date:
    """The Monday three weeks later."""
    later = day(21)
    return later - timedelta(days=later.weekday())


def at_a_quarter_past_seven() -> datetime:
    """When the list is printed, in UTC."""
    return start_of(monday(), 7).astimezone(UTC) + timedelta(minutes=15)


@asynccontextmanager
async def meeting_week(postgres: PostgresEngine, folder: Path) -> AsyncIterator[Site]:
    """That demonstration behind a web server whose clock stands at a quarter past seven."""
    database = make_database(postgres.admin_dsn(), "meeting_week", folder)
    ward_code = shipped.WARD_CODE
    logins = migrate(database.migrator, folder / "demo", kind=Kind.DEMO, ward=ward_code)
    passwords = await settle(logins, folder)
    engine, clock = make_engine(logins.app), WardClock(MOMENT)
    ward = make_ward(engine, logins.ledger_id, clock, CHEAP)
    app = pages_of(services_of(ward, engine, logins))
    web = WebWard(database=database, logins=logins, engine=engine, ward=ward, app=app, clock=clock)
    await _lived(web)
    await engine.dispose()
    with serving(logins, passwords, at_a_quarter_past_seven()) as site:
        yield site


async def _lived(web: WebWard) -> None:
    await directed(web, clerk=CLERK, superior_due_on=day(40))
    late = await _given(web, 1, LATE, "KTHTDT", after=4, supporting=("VHXH",))
    asked = await _given(web, 2, "Rà soát hộ nghèo, hộ cận nghèo", "VHXH", after=8)
    await _given(web, 3, "Công khai thủ tục hành chính sửa đổi", "TTHCC", after=23)
    await _given(web, 4, UNDATED, "BQLDA", after=None)
    waits = await _given(web, 5, "Kiểm tra trật tự xây dựng", "KTHTDT", after=9)
    done = await _given(web, 6, "Báo cáo kết quả chỉnh trang đô thị", "KTHTDT", after=9)
    await act(web, "vhxh.truong", sampled("decline-task", asked, lead_unit="KTHTDT"))
    await finished(web, done, (*KTHTDT, "chanhvanphong"))
    web.clock.at = MOMENT + timedelta(days=17)
    await signed(web, waits, KTHTDT)
    await directed(web, NEWER, number="52/TB-UBND", clerk=CLERK, leader="chutich")
    await _given(web, 1, "Chuẩn bị hội nghị tổng kết năm", "VP", after=30, code=NEWER)
    web.clock.at = at_a_quarter_past_seven()
    await clock_runs(web, late)


async def _given(
    web: WebWard,
    number: int,
    title: str,
    lead: str,
    *,
    after: int | None,
    supporting: tuple[str, ...] = (),
    code: str = "2026.a2b3c4d5",
) -> str:
    return await given_work(
        web,
        number,
        code=code,
        lead=lead,
        supporting=supporting,
        title=title,
        due_on=None if after is None else day(after),
        clerk=CLERK,
    )
