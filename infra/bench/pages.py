"""Each page as the office that uses it opens it, after one year of the ward and after five.

Both wards stand side by side and are asked in turn (A-B-B-A), so that what is compared does not
depend on the machine: only the ratio of the years is demanded, milliseconds are printed.
"""

import asyncio
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from infra.bench.simulated_installation import SimulatedInstallation
from infra.bench.visitor import ask
from infra.simulation.simulator import last_day
from services.domain.directive.events import ClausesLaid, DirectiveRegistered
from services.domain.instants import day_of
from services.domain.programme.events import ProgrammeSigned
from services.domain.programme.periods import programme_code_of
from services.domain.task.state import Task

WANTED_P50_MS: Final = 60.0
WANTED_P95_MS: Final = 150.0
WANTED_KIB: Final = 150.0
WANTED_RATIO: Final = 1.3  # the most years, of what the fewest cost
ROUNDS: Final = 15  # requests of one ward before the other's turn; two turns each
_UNIT: Final = "KTHTDT"
_KIB: Final = 1024
Row = dict[str, Any]
Address = Callable[[SimulatedInstallation], str]


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """Who opens pages: the words of the office, and the login of somebody who holds it."""

    words: str
    login: str


HEAD: Final = BenchOffice("thủ trưởng đơn vị", "kthtdt.truong")
SPECIALIST: Final = BenchOffice("chuyên viên đơn vị", "kthtdt")
OFFICE: Final = BenchOffice("chuyên viên Văn phòng", "vanphong")
VICE_CHAIR: Final = BenchOffice("Phó Chủ tịch", "phochutich")
CHAIR: Final = BenchOffice("Chủ tịch", "chutich")
INSPECTOR: Final = BenchOffice("thanh tra", "thanhtra")
ADMINISTRATOR: Final = BenchOffice("quản trị", "quantri")
OFFICES: Final = (HEAD, SPECIALIST, OFFICE, VICE_CHAIR, CHAIR, INSPECTOR, ADMINISTRATOR)
LOGINS: Final = tuple(office.login for office in OFFICES)


def _at(path: str) -> Address:
    return lambda _: path


def _own_tasks(installation: SimulatedInstallation) -> list[Task]:
    """The tasks that the unit leads."""
    tasks = installation.simulated.ward.tasks.values()
    return [task for task in tasks if task.lead == _UNIT]


def _task(installation: SimulatedInstallation) -> str:
    """The open task of the unit on which most has happened."""
    ledger = installation.simulated.ward.ledger
    streams = [task.stream for task in _own_tasks(installation) if not task.ending]
    return f"/viec/{max(streams, key=lambda stream: (ledger.version(stream), stream))}"


def _item(installation: SimulatedInstallation) -> str:
    """The item of the unit that most tasks were issued of."""
    issued = Counter(task.item for task in _own_tasks(installation) if task.item)
    return f"/ke-hoach/{max(issued, key=lambda code: (issued[code], code))}"


def _directive(installation: SimulatedInstallation) -> str:
    """Of the first year's directives the one whose text has most clauses: alike in each ward."""
    laid = [
        row
        for row in installation.simulated.ward.ledger.stored
        if row.type == ClausesLaid.TYPE and day_of(row.occurred_at) <= last_day(1)
    ]
    longest = max(laid, key=lambda row: (len(row.payload or b""), row.stream))
    registered = (
        row for row in installation.simulated.ward.ledger.stored if row.stream == longest.stream
    )
    opening = next(row for row in registered if row.type == DirectiveRegistered.TYPE)
    return f"/giao-viec/{json.loads(opening.payload or b'')['code']}"


def _programmes(installation: SimulatedInstallation) -> list[str]:
    """The codes of the signed programmes, the newest last."""
    rows = installation.simulated.ward.ledger.stored
    signed = [row.stream for row in rows if row.type == ProgrammeSigned.TYPE]
    return [code for stream in signed if (code := programme_code_of(stream)) is not None]


def _programme(installation: SimulatedInstallation) -> str:
    """The month's programme that was signed last."""
    months = [code for code in _programmes(installation) if "-M" in code]
    return f"/chuong-trinh/{months[-1]}"


def _year_compared(installation: SimulatedInstallation) -> str:
    """Plan and result of the year whose programme was signed first: it has all its months."""
    years = [code for code in _programmes(installation) if code.isdigit()]
    return f"/chuong-trinh/{years[0]}/so-sanh"


def _sheet(installation: SimulatedInstallation) -> str:
    """The report form of the period in which most of the unit's tasks are open."""
    periods = Counter(
        task.period for task in _own_tasks(installation) if task.period and not task.ending
    )
    most = max(periods, key=lambda period: (periods[period], period))
    return f"/phieu/{most}?don-vi={_UNIT}"


PAGES: Final[Sequence[tuple[BenchOffice, str, Address]]] = (
    (HEAD, "Việc của tôi", _at("/viec")),
    (SPECIALIST, "Việc của tôi", _at("/viec")),
    (OFFICE, "Việc của tôi", _at("/viec")),
    (SPECIALIST, "Phiếu kỳ", _sheet),
    (SPECIALIST, "Một việc", _task),
    (OFFICE, "Một việc", _task),
    (OFFICE, "Bảng đôn đốc", _at("/don-doc")),
    (OFFICE, "Nguồn giao việc", _at("/giao-viec")),
    (OFFICE, "Một nguồn giao việc", _directive),
    (VICE_CHAIR, "Một nguồn giao việc", _directive),
    (OFFICE, "Giao ban", _at("/giao-ban")),
    (OFFICE, "Chương trình công tác", _at("/chuong-trinh")),
    (OFFICE, "Chương trình một tháng", _programme),
    (HEAD, "Chương trình một tháng", _programme),
    (OFFICE, "So sánh một năm", _year_compared),
    (VICE_CHAIR, "Màn hình lãnh đạo", _at("/lanh-dao")),
    (CHAIR, "Màn hình lãnh đạo", _at("/lanh-dao")),
    (VICE_CHAIR, "Tổng quan", _at("/tong-quan")),
    (INSPECTOR, "Tổng quan", _at("/tong-quan")),
    (OFFICE, "Bằng chứng chấm điểm", _at("/bang-chung-cham-diem")),
    (OFFICE, "Kế hoạch", _at("/ke-hoach")),
    (VICE_CHAIR, "Kế hoạch", _at("/ke-hoach")),
    (OFFICE, "Một mục", _item),
    (VICE_CHAIR, "Một mục", _item),
    (SPECIALIST, "Tìm kiếm", _at("/tim?tim=dat+dai")),
    (OFFICE, "Tìm kiếm", _at("/tim?tim=dat+dai")),
    (OFFICE, "Nhật ký", _at("/nhat-ky")),
    (INSPECTOR, "Nhật ký", _at("/nhat-ky")),
    (ADMINISTRATOR, "Người và đơn vị", _at("/quan-tri")),
    (OFFICE, "Tài khoản", _at("/tai-khoan")),
)


def measure_pages(
    installations: Mapping[int, SimulatedInstallation], rounds: int = ROUNDS
) -> list[Row]:
    """One row for each page and number of years: milliseconds in the middle and at 95 %, KiB."""
    return [
        row
        for office, name, address in PAGES
        for row in asyncio.run(_page(installations, office, name, address, rounds))
    ]


async def _page(
    installations: Mapping[int, SimulatedInstallation],
    office: BenchOffice,
    name: str,
    address: Address,
    rounds: int,
) -> list[Row]:
    took: dict[int, list[float]] = {years: [] for years in installations}
    sizes: dict[int, int] = {}
    for number, installation in installations.items():  # what is loaded once, by each process
        for _ in range(3 * installation.processes):
            _, sizes[number] = await timed(installation, office, address(installation))
    for years in (*installations, *reversed([*installations])):
        installation = installations[years]
        for _ in range(rounds):
            milliseconds, _ = await timed(installation, office, address(installation))
            took[years].append(milliseconds)
    return [
        {
            "office": office.words,
            "page": name,
            "years": years,
            "p50_ms": median(took[years]),
            "p95_ms": at_95(took[years]),
            "kib": sizes[years] / _KIB,
        }
        for years in installations
    ]


async def timed(
    installation: SimulatedInstallation, office: BenchOffice, path: str
) -> tuple[float, int]:
    """Milliseconds of a page to its last byte, and its bytes; raises RuntimeError for none."""
    begun = time.perf_counter()
    answer = await ask(installation.port, "GET", path, cookie=installation.cookies[office.login])
    took = 1000 * (time.perf_counter() - begun)
    if not answer.is_page:
        raise RuntimeError(f"{path} for {office.login}: {answer.head.splitlines()[:1]}")
    return took, len(answer.body)


def at_95(took: Sequence[float]) -> float:
    """What 95 of 100 stay below or at."""
    return sorted(took)[math.ceil(len(took) * 0.95) - 1]


def growth(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """By office and page: what it costs after the most years, as a multiple of the fewest."""
    years = sorted({row["years"] for row in rows})
    middle = {(row["office"], row["page"], row["years"]): row["p50_ms"] for row in rows}
    return {
        (office, page): middle[office, page, years[-1]] / middle[office, page, years[0]]
        for office, page, _ in middle
    }


def grows(rows: Sequence[Row]) -> bool:
    """Whether a page costs more with the years than it may."""
    return any(ratio > WANTED_RATIO for ratio in growth(rows).values())


def lines(rows: Sequence[Row]) -> list[str]:
    """The figures as a person reads them, with what is wanted."""
    ratios, most = growth(rows), max(row["years"] for row in rows)
    wanted = (
        f"pages    wanted: {WANTED_P50_MS:.0f} ms median, {WANTED_P95_MS:.0f} ms at 95 %, "
        f"{WANTED_KIB:.0f} KiB, with the years at most {WANTED_RATIO:.1f} times"
    )
    said = [wanted]
    for row in rows:
        line = (
            f"pages    {row['page']:<16} {row['office']:<22} {row['years']} years: "
            f"{row['p50_ms']:>6.1f} ms median, {row['p95_ms']:>6.1f} ms at 95 %, "
            f"{row['kib']:>6.1f} KiB"
        )
        if row["years"] == most:
            line += f" = {ratios[row['office'], row['page']]:.2f} times{_over(row)}"
        said.append(line)
    return said


def _over(row: Row) -> str:
    wanted = {"p50_ms": WANTED_P50_MS, "p95_ms": WANTED_P95_MS, "kib": WANTED_KIB}
    over = [name for name, most in wanted.items() if row[name] > most]
    return f" (over: {', '.join(over)})" if over else ""
