"""Nhật ký: each reads what is theirs, nothing of the rest comes through rows, filters or pages."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from services.domain.errors import NotFound
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.evolving import fold
from services.domain.task.sight import sight, work_of
from services.projections.tables import tasks
from services.queries.log import log_event, log_page
from services.queries.log_choices import log_choices
from services.queries.log_views import CLOCK, LogChoices, LogFilter, LogLine
from services.queries.reading import reading
from tests.api.ward import PEOPLE, UNITS, WebWard
from tests.moment import today
from tests.projections.lives import act, contribution, live
from tests.queries.people import reader_of, refused

pytestmark = pytest.mark.postgres
EVERYTHING = LogFilter()


async def lines(
    web: WebWard, login: str, wanted: LogFilter = EVERYTHING, holder: Holder | None = None
) -> list[LogLine]:
    """All pages of somebody's log, one after the other."""
    reader = await reader_of(web, login, holder)
    log_lines: list[LogLine] = []
    before: int | None = wanted.before
    async with reading(web.engine) as connection:
        while True:
            asked = LogFilter(
                person=wanted.person,
                unit=wanted.unit,
                item=wanted.item,
                kind=wanted.kind,
                from_on=wanted.from_on,
                until_on=wanted.until_on,
                before=before,
            )
            page = await log_page(connection, web.ward.ledger, reader, asked)
            assert len(page.lines) <= 30
            log_lines += page.lines
            if page.older is None:
                return log_lines
            before = page.older


async def choices(web: WebWard, login: str) -> LogChoices:
    reader = await reader_of(web, login)
    async with reading(web.engine) as connection:
        return await log_choices(connection, web.ward.ledger, reader)


def streams(log_lines: Sequence[LogLine]) -> set[str]:
    return {line.fact.stream for line in log_lines}


@pytest.mark.parametrize("login", ["thanhtra", "kiemtra", "chanhvp", "phochutich"])
async def test_who_oversees_the_ward_reads_every_act_once_newest_first(
    web: WebWard, login: str
) -> None:
    await live(web)
    log_lines = await lines(web, login)
    size = await web.size()
    assert [line.fact.position for line in log_lines] == list(range(size, 0, -1))


async def test_a_unit_reads_the_acts_on_its_work_and_everybody_the_own_ones(web: WebWard) -> None:
    await live(web)
    log_lines = await lines(web, "phoihop")
    own = await web.person_id("phoihop")
    theirs = {web.task("51-08"), "assignment-51-08", "assignment-III-07"}
    for line in log_lines:
        assert line.fact.stream in theirs or line.fact.actor.person_id == own, line
    assert theirs <= streams(log_lines)
    duty = (await web.ward.ledger.read([web.task("51-08")])).of(web.task("51-08"))
    assert len(duty) == sum(line.fact.stream == web.task("51-08") for line in log_lines)


async def test_an_administrator_reads_people_accounts_and_the_ledger_and_no_work(
    web: WebWard,
) -> None:
    await live(web)
    await refused(web, "quantri", ApproveSubmission(stream=web.task("54-02"), submission=2))
    log_lines = await lines(web, "quantri")
    kinds = {line.fact.stream.partition("-")[0] for line in log_lines}
    assert kinds == {"directory", "ledger", "attempt"}
    assert not any(line.words or line.subject for line in log_lines)
    (attempt,) = (line for line in log_lines if line.fact.stream.startswith("attempt-"))
    assert attempt.elsewhere
    offered = await choices(web, "quantri")
    assert offered.items == ()
    assert offered.units == {}


@pytest.mark.parametrize("login", PEOPLE)
async def test_the_log_opens_a_task_to_those_to_whom_its_own_page_is_open(
    web: WebWard, login: str
) -> None:
    reader = await reader_of(web, login)
    for code in ("51-08", "CT10", "58-01", "54-02"):
        task = fold((await web.ward.ledger.read([web.task(code)])).of(web.task(code)))
        assert task is not None
        async with reading(web.engine) as connection:
            rows = select(tasks).where(tasks.c.stream == task.stream)
            row = (await connection.execute(rows)).one()
        assert reader.sight(row) is sight(work_of(task), reader.policy, reader.holder), code


async def test_a_refusal_is_read_by_whom_the_task_belongs_to_and_by_its_author(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    await live(web)
    await refused(web, "conganvien", ApproveSubmission(stream=duty, submission=2))
    seen = {}
    for login in ("truongphong", "thanhtra", "conganvien", "phoihop", "quantri"):
        log_lines = await lines(web, login, LogFilter(kind="command-refused"))
        seen[login] = [line.subject.stream if line.subject else None for line in log_lines]
    assert seen == {
        "truongphong": [duty],
        "thanhtra": [duty],
        "phoihop": [duty],
        "conganvien": [None],
        "quantri": [],
    }


async def test_restricted_work_stands_with_its_title_for_those_who_act_and_foreign_work_not_at_all(
    web: WebWard,
) -> None:
    await live(web)
    secret = web.task("58-01")
    title = "Giữ gìn trật tự an toàn xã hội"
    for login, known in (("thanhtra", None), ("truongcongan", title), ("phochutich", title)):
        log_lines = [line for line in await lines(web, login) if line.fact.stream == secret]
        assert log_lines
        for line in log_lines:
            assert line.subject is not None
            assert (line.subject.title, line.words) == (known, [])
    for login in ("chuyenvien", "phoihop", "quantri"):
        for wanted in (EVERYTHING, LogFilter(item="58-01"), LogFilter(unit="CAP")):
            log_lines = await lines(web, login, wanted)
            assert not any("58-01" in line.fact.stream for line in log_lines), login
        assert "58-01" not in {item.code for item in (await choices(web, login)).items}


async def test_what_was_typed_is_read_where_the_task_s_page_shows_it(web: WebWard) -> None:
    await live(web)
    wanted = LogFilter(kind="submission-returned", item="51-08")
    for login in ("thanhtra", "truongphong", "phoihop"):
        (line,) = await lines(web, login, wanted)
        assert line.words == ["Cần bổ sung"]
    reports = LogFilter(kind="report-submitted", item="51-08")
    position = (await lines(web, "thanhtra", reports))[0].fact.position
    for login, shown in (("truongphong", True), ("conganvien", False), ("quantri", False)):
        reader = await reader_of(web, login)
        async with reading(web.engine) as connection:
            if not shown:
                with pytest.raises(NotFound):
                    await log_event(connection, web.ward.ledger, reader, position)
                continue
            line, units = await log_event(connection, web.ward.ledger, reader, position)
        assert line.words == ["Nội dung báo cáo"]
        assert len(line.leaf) == 64
        assert units["KTHTDT"] == UNITS["KTHTDT"][0]


async def test_an_own_act_of_an_earlier_office_is_read_without_the_task_s_content(
    web: WebWard,
) -> None:
    """Somebody moved to another unit: the own acts stay, the former unit's work does not."""
    await live(web)
    nobody = Holder(person_id=await web.person_id("dongnghiep"), offices=())
    (line,) = await lines(web, "", LogFilter(kind="report-submitted"), nobody)
    assert line.subject is None
    assert line.elsewhere


async def test_the_filters_narrow_and_work_together(web: WebWard) -> None:
    await live(web)
    everything = await lines(web, "thanhtra")
    head = await web.person_id("truongphong")
    by_person = await lines(web, "thanhtra", LogFilter(person=head))
    assert {line.fact.actor.person_id for line in by_person} == {head}
    by_clock = await lines(web, "thanhtra", LogFilter(person=CLOCK))
    assert {line.doer.kind for line in by_clock} == {"system", "operator", "anonymous"}
    assert len(by_clock) == sum(line.fact.actor.person_id is None for line in everything)
    by_item = await lines(web, "thanhtra", LogFilter(item="51-08"))
    assert streams(by_item) == {web.task("51-08"), "assignment-51-08"}
    by_unit = await lines(web, "thanhtra", LogFilter(unit="VHXH"))
    assert {line.fact.actor.unit for line in by_unit} >= {"VHXH", "KTHTDT"}
    assert streams(by_unit) >= {web.task("51-08"), "assignment-III-07"}
    assert web.task("54-02") not in streams(by_unit)
    both = LogFilter(person=head, kind="submission-approved", from_on=today(), until_on=today())
    assert len(await lines(web, "thanhtra", both)) == 2
    assert await lines(web, "thanhtra", LogFilter(until_on=today().replace(year=2020))) == []


async def test_the_filters_offer_what_one_reads_of_and_nothing_else(web: WebWard) -> None:
    await act(web, "phoihop", contribution(web.task("51-08")))
    offered = await choices(web, "chuyenvien")
    assert set(offered.people.values()) == {
        "Nguyễn Thị Hoa",
        "Đỗ Văn Khải",
        "Trần Văn Bình",
        "Lê Thu Hà",
    }
    assert [item.code for item in offered.items] == ["51-08", "CT10"]
    everybody = await choices(web, "thanhtra")
    assert len(everybody.people) == 12
    assert {item.code: item.title for item in everybody.items}["58-01"] is None
