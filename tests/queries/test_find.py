"""Tìm kiếm: without marks, in any order, near words apart, and nothing beyond one's right."""

import pytest

from services.domain.roles import Holder
from services.queries.find import Found, find
from services.queries.log_rights import Reader
from services.queries.reading import reading
from services.queries.search import asked_words, matched
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.queries.people import holder_of


async def found(web: WebWard, login: str, wanted: str, holder: Holder | None = None) -> Found:
    reader = Reader(web.logins.ledger_id, holder or await holder_of(web, login))
    async with reading(web.engine) as connection:
        return await find(connection, web.ward.ledger, reader, wanted, today())


def codes(answer: Found) -> set[str]:
    hits = (answer.items, answer.tasks)
    return {hit.code for kind in hits for hit in (*kind.exact, *kind.near)}


def people(answer: Found) -> list[str]:
    return [hit.name for hit in (*answer.people.exact, *answer.people.near)]


@pytest.mark.parametrize(
    ("wanted", "exact", "near"),
    [
        ("doi dat", False, True),  # a letter is wrong
        ("dai dat", True, False),  # another order
        ("Đất ĐAI", True, False),
        ("dât đai", True, False),
        ("dat dia phuong", False, False),
        ("dat daii", False, True),  # a letter too much
        ("qun ly", False, True),
        ("khac han", False, False),
        ("xat dai", False, False),  # the first letter is wrong
    ],
)
def test_words_are_found_without_marks_in_any_order_and_a_letter_apart(
    wanted: str, exact: bool, near: bool
) -> None:
    text = "quan ly dat dai tren dia ban y te"
    match = matched([text], asked_words(wanted))
    assert (match.exact == (0,), match.near == (0,)) == (exact, near)


@pytest.mark.postgres
async def test_items_tasks_and_people_are_found_by_a_hurried_hand(web: WebWard) -> None:
    answer = await found(web, "chanhvp", "doanh nghiep gap mat")
    assert [hit.code for hit in answer.items.exact] == ["51-08"]
    assert [hit.stream for hit in answer.tasks.exact] == [web.task("51-08")]
    by_code = await found(web, "chanhvp", "ct10")
    assert by_code.items.exact[0].code == "CT10"
    assert people(await found(web, "thanhtra", "hoa nguyen")) == ["Nguyễn Thị Hoa"]
    assert people(await found(web, "thanhtra", "nguyenn hoa")) == ["Nguyễn Thị Hoa"]
    unit = await found(web, "chanhvp", "kinh te ha tang")
    assert codes(unit) == {"51-08", "CT10"}
    for blank in ("", "   ", "\t"):
        nothing = await found(web, "chanhvp", blank)
        assert not codes(nothing)
        assert not people(nothing)


@pytest.mark.postgres
@pytest.mark.parametrize("login", PEOPLE)
async def test_one_letter_that_is_everywhere_finds_only_what_is_one_s_own(
    web: WebWard, login: str
) -> None:
    everybody = {name for name, _, _ in PEOPLE.values()}
    own = {
        "chuyenvien": {"51-08", "CT10"},
        "dongnghiep": {"51-08", "CT10"},
        "truongphong": {"51-08", "CT10"},
        "phoihop": {"51-08", "III-07"},
        "conganvien": {"58-01"},
        "truongcongan": {"58-01"},
        "quantri": set(),
    }
    all_of_them = {"51-08", "CT10", "58-01", "54-02", "III-07"}
    seen = set[str]()
    for letter in "abcdeghiklmnopqrstuvxy0123456789-":
        answer = await found(web, login, letter)
        seen |= codes(answer)
        unit = PEOPLE[login][2]
        colleagues = {name for name, _, other in PEOPLE.values() if other == unit}
        mine = colleagues if login in own and login != "quantri" else everybody
        assert set(people(answer)) <= mine, letter
        for hit in (*answer.items.exact, *answer.tasks.exact):
            assert (hit.title is None) == (hit.code == "58-01")
    assert seen == own.get(login, all_of_them)


@pytest.mark.postgres
async def test_restricted_work_is_found_by_its_number_and_never_by_its_words(
    web: WebWard,
) -> None:
    for wanted in ("trat tu an toan xa hoi", "giu gin", "giu trat"):
        for login in ("thanhtra", "truongcongan", "chanhvp", "chuyenvien"):
            assert "58-01" not in codes(await found(web, login, wanted)), (login, wanted)
    assert codes(await found(web, "thanhtra", "58-01")) == {"58-01"}
    assert codes(await found(web, "chuyenvien", "58-01")) == set()


@pytest.mark.postgres
async def test_who_holds_no_office_finds_oneself_and_no_work(web: WebWard) -> None:
    nobody = Holder(person_id=await web.person_id("chuyenvien"), offices=())
    for letter in "aehinot":
        answer = await found(web, "", letter, nobody)
        assert codes(answer) == set()
        assert set(people(answer)) <= {"Nguyễn Thị Hoa"}
