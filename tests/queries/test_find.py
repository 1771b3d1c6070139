"""Tìm kiếm: without marks, in any order, near words apart, and nothing beyond one's right."""

import pytest

from api.log.labels import HIT_NAMES, about
from services.domain.roles import Holder
from services.queries.find import Found, find
from services.queries.reading import reading
from services.queries.search import asked_words, folded, matched, readable
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.queries.people import reader_of


async def found(web: WebWard, login: str, wanted: str, holder: Holder | None = None) -> Found:
    reader = await reader_of(web, login, holder)
    async with reading(web.engine) as connection:
        return await find(
            connection, web.ward.ledger, reader, wanted, today=today(), naming=HIT_NAMES
        )


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
        ("qua d", True, False),  # the beginnings of words
        ("uan ly", False, False),  # no piece from inside a word
        ("quí", True, False),  # one sound, two spellings
        ("quý III/2027", True, False),
        ("Quý iii / 2027", True, False),
        ("iii/2028", False, False),
        ("51-08", True, False),
        ("51-8", False, False),
        ("08-51", False, False),
        ("(đất)", True, False),
        ("đất\u200bđai", True, False),  # a blank that nobody sees
        ("đ\ufeffất", True, False),
        ("ｑｕý", True, False),
    ],
)
def test_words_are_found_without_marks_in_any_order_and_a_letter_apart(
    wanted: str, exact: bool, near: bool
) -> None:
    text = folded("Quản lý đất đai trên địa bàn; y tế; quý III/2027; mục 51-08")
    match = matched([text], asked_words(wanted))
    assert (match.exact == (0,), match.near == (0,)) == (exact, near)


@pytest.mark.parametrize("mark", ["(", "-", "  ", "\u200b", "\u200b\ufeff", "…!"])
def test_marks_alone_look_for_nothing(mark: str) -> None:
    assert asked_words(mark) == ()
    assert readable("\u200b " + mark).isascii() or mark == "…!"


@pytest.mark.postgres
async def test_a_task_is_found_by_the_name_under_which_every_page_shows_it(web: WebWard) -> None:
    for login in ("chanhvp", "chuyenvien"):
        whole = await found(web, login, "51")
        for hit in (*whole.tasks.exact, *whole.items.exact):
            again = await found(web, login, about(hit))
            hits = again.tasks if hit.is_task else again.items
            assert hit in hits.exact, about(hit)
    for strange in ("(", "\u200b", "-"):
        assert not codes(await found(web, "chanhvp", strange))


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
        "truongphoihop": {"51-08", "III-07"},
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
            assert (hit.title is None) == (hit.code == "58-01" and login == "thanhtra")
    assert seen == own.get(login, all_of_them)


@pytest.mark.postgres
async def test_restricted_work_is_found_by_its_words_by_those_who_act_on_it_alone(
    web: WebWard,
) -> None:
    for wanted in ("trat tu an toan xa hoi", "giu gin", "giu trat"):
        for login in ("thanhtra", "chuyenvien"):
            assert "58-01" not in codes(await found(web, login, wanted)), (login, wanted)
        for login in ("truongcongan", "chanhvp", "phochutich"):
            assert codes(await found(web, login, wanted)) == {"58-01"}, (login, wanted)
    for login, title in (("thanhtra", None), ("chanhvp", "Giữ gìn trật tự an toàn xã hội")):
        by_number = await found(web, login, "58-01")
        assert {hit.title for hit in by_number.items.exact} == {title}
    assert codes(await found(web, "chuyenvien", "58-01")) == set()


@pytest.mark.postgres
async def test_who_holds_no_office_finds_oneself_and_no_work(web: WebWard) -> None:
    nobody = Holder(person_id=await web.person_id("chuyenvien"), offices=())
    for letter in "aehinot":
        answer = await found(web, "", letter, nobody)
        assert codes(answer) == set()
        assert set(people(answer)) <= {"Nguyễn Thị Hoa"}
