"""A list of people that corrects, and one that is cut off half way and sent again."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.commands.directory_effects import effects
from services.commands.ports import AccountStore
from services.commands.runner import CommandRunner
from services.domain.directory.state import fold_person
from services.domain.facts import Decision
from services.ledger.port import (
    LedgerUnavailable,
)
from services.ledger.wrapper import LedgerWrapper
from tests.api.reading import form_of
from tests.api.test_people_csv import ADDRESS, alert_of_done, sent, table
from tests.api.ward import WebWard, pages_of, services_of
from tests.memory_sign_ins import MemoryFurtherRefusals

pytestmark = pytest.mark.postgres
THREE = (
    ("Cao Thị Lan", "lan.cao", "0220 386 0001", "Chuyên viên", "VHXH", ""),
    ("Cao Thị Lan", "lan.cao", "", "Thanh tra, giám sát", "", ""),
    ("Đinh Văn Sơn", "son.dinh", "", "Chuyên viên", "KTHTDT", ""),
)
WRITES = 5  # two registrations, three offices


class CutLedger(LedgerWrapper):
    """The connection is lost at one append, before it is kept or after, and comes back."""

    def __init__(self, web: WebWard, at: int, *, kept: bool) -> None:
        super().__init__(web.ward.ledger)
        self.left, self.kept = at, kept

    async def before(self, decision: Decision) -> None:
        del decision
        self.left -= 1
        if self.left == 0 and not self.kept:
            raise LedgerUnavailable("lost before")

    async def after(self, decision: Decision) -> None:
        del decision
        if self.left == 0:
            raise LedgerUnavailable("lost after")


class CutLoginStore:
    """The connection is lost once, between a registration's facts and its login."""

    def __init__(self, inner: AccountStore) -> None:
        self._inner, self._lost = inner, False

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def put_login(self, person_id: UUID, login: str) -> None:
        if not self._lost:
            self._lost = True
            raise LedgerUnavailable("lost between")
        await self._inner.put_login(person_id, login)


def over(
    web: WebWard, ledger: CutLedger | None = None, store: CutLoginStore | None = None
) -> WebWard:
    """The same ward whose directory writes through what may be lost."""
    services = services_of(web.ward, web.engine, web.logins)
    directory = services.directory
    acts = services.acts
    if ledger is not None:
        directory = replace(directory, ledger=ledger)
        acts = replace(acts, people=CommandRunner(ledger, MemoryFurtherRefusals()))
    if store is not None:
        directory = replace(directory, accounts=store)  # type: ignore[arg-type]
        follow = effects(services.ledger, store, services.tokens.store)  # type: ignore[arg-type]
        acts = replace(acts, effects=follow)
    return replace(web, app=pages_of(replace(services, directory=directory, acts=acts)))


async def offices_of(web: WebWard, login: str) -> list[tuple[str, str | None]]:
    stream = f"directory-person.{await web.person_id(login)}"
    person = fold_person((await web.ward.ledger.read([stream])).of(stream))
    assert person is not None
    return [(held.office.value, held.unit) for held in person.offices]


async def whole(web: WebWard, size: int) -> None:
    """Everybody is there once, with every office once."""
    assert await web.size() == size + 7  # two persons with accounts, three offices
    assert await offices_of(web, "lan.cao") == [("specialist", "VHXH"), ("inspector", None)]
    assert await offices_of(web, "son.dinh") == [("specialist", "KTHTDT")]


@pytest.mark.parametrize("kept", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
async def test_a_writing_that_was_cut_off_is_sent_again_and_nothing_is_there_twice(
    web: WebWard, at: int, kept: bool
) -> None:
    cut = over(web, CutLedger(web, at, kept=kept))
    async with cut.browser("quantri") as administrator:
        form = form_of(await sent(administrator, table(*THREE).encode()), "/ghi")
        size = await web.size()
        lost = await administrator.post(form.action, data=form.fields)
        assert lost.status_code == 503
        again = form_of(lost, "/ghi")
        assert again.action == form.action
        assert again.fields["command_id"] == form.fields["command_id"]
        assert again.fields["roster"] == form.fields["roster"]
        answer = await administrator.post(again.action, data=again.fields)
        assert answer.status_code == 303
    await whole(web, size)


@pytest.mark.parametrize("anew", [False, True], ids=["the same form", "a new upload"])
async def test_a_cut_between_a_registration_and_its_login_is_mended(
    web: WebWard, anew: bool
) -> None:
    cut = over(web, store=CutLoginStore(web.ward.directory.accounts))
    async with cut.browser("quantri") as administrator:
        form = form_of(await sent(administrator, table(*THREE).encode()), "/ghi")
        size = await web.size()
        assert (await administrator.post(form.action, data=form.fields)).status_code == 503
        if anew:
            form = form_of(await sent(administrator, table(*THREE).encode()), "/ghi")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
    await whole(web, size)


async def test_another_name_or_telephone_is_a_correction_that_is_shown_first(
    web: WebWard,
) -> None:
    lines = (
        ("Nguyễn Thị Hòa", "chuyenvien", "0220 386 1234", "", "", ""),
        ("Đỗ Văn Khải", "dongnghiep", "", "", "", ""),
    )
    who = await web.person_id("chuyenvien")
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, table(*lines).encode())
        assert "Đính chính họ và tên từ “Nguyễn Thị Hoa” thành “Nguyễn Thị Hòa”." in shown.text
        assert "Đính chính số điện thoại thành “0220 386 1234”." in shown.text
        form = form_of(shown, "/ghi")
        answer = await administrator.post(form.action, data=form.fields)
        done = alert_of_done(await administrator.get(answer.headers["location"]))
        assert "đính chính 1 cán bộ" in done
        assert "1 dòng đã có đủ" in done
        page = (await administrator.get(f"/quan-tri/can-bo/{who}")).text
        assert "Nguyễn Thị Hòa" in page
        assert "0220 386 1234" in page
        blank = ("Nguyễn Thị Hòa", "chuyenvien", "", "", "", "")
        again = await sent(administrator, table(blank).encode())
        assert "Đã có, không đổi gì." in again.text
    assert (await web.states(f"directory-person.{who}")).count("person-corrected") == 1


async def test_two_lines_of_one_login_must_agree(web: WebWard) -> None:
    lines = (THREE[0], ("Cao Thị Lan", "lan.cao", "0220 386 0002", "Thanh tra, giám sát", "", ""))
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, table(*lines).encode())
        assert "Sai ở dòng 3:" in shown.text
        assert "ở dòng trên là “0220 386 0001”" in shown.text


@pytest.mark.parametrize("counts", ["", "1", "1-2-3", "1-2-3-x", "99999-1-1-1", "<b>"])
async def test_an_address_that_nobody_made_says_nothing(web: WebWard, counts: str) -> None:
    async with web.browser("quantri") as administrator:
        page = await administrator.get(ADDRESS, params={"ghi": counts})
        assert page.status_code == 200
        assert "Đã ghi danh sách" not in page.text
