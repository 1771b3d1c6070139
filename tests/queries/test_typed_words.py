"""The index of typed words leaves out nothing that the search's own rule would find."""

import random
from collections.abc import Iterator

import pytest

from api.log.labels import HIT_NAMES
from services.queries.find import Found, find
from services.queries.found_tasks import MOST_ASSIGNED
from services.queries.reading import reading
from services.queries.search import SearchFilter, asked_words, folded
from services.queries.typed_titles import word_query
from tests.api.directed_work import CODE, directed, given_to_each, given_work
from tests.api.ward import WebWard
from tests.moment import today
from tests.queries.people import reader_of

pytestmark = pytest.mark.postgres
TITLES = (
    "Rà soát quỹ đất công, báo cáo Ủy ban trước ngày 15/12/2026",
    "Kiểm tra hạ tầng kỹ thuật tổ dân phố số 7; quý IV/2026",
    "TRẢ LỜI đơn của công dân về đường Nguyễn Lương Bằng",
    "Y tế: tiêm chủng mở rộng, tỷ lệ đạt 95,5% – xem Công văn 1234/SYT-NVY",
    "quyết định, quỵt nợ, quay phim; kỷ luật, ký kết, kí tên",
    "Dự án TTHC\u200bsố_hóa (đợt\u00a02) e-mail: vp@thachkhoi.vn, đ\ufeffất",
    "ｄa ﬁn ½ số² Ωmega naïve",
    "",
    "a" * 3000,
)
TYPED = "abcdđeêghiklmnoôơpqrstuưvxyáàảãạ0123456789 -/._%"


def mutated(chance: random.Random, word: str) -> str:
    """The word as it is, cut, or with a letter wrong, too much or missing."""
    at = chance.randrange(len(word) + 1)
    letter = chance.choice(TYPED)
    forms = (
        word,
        word[:at],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word.upper(),
    )
    return chance.choice(forms)


def questions() -> Iterator[tuple[str, str]]:
    """Titles, and what somebody may type to find one of them."""
    chance = random.Random(16)  # noqa: S311  (nothing is kept secret by it)
    words = [word for title in TITLES for word in title.split()]
    for _ in range(3000):
        typed = (mutated(chance, chance.choice(words)) for _ in range(chance.randint(1, 2)))
        yield chance.choice(TITLES), " ".join(typed)


@pytest.mark.parametrize("near", [False, True])
def test_whatever_the_rule_finds_the_index_finds(web: WebWard, near: bool) -> None:
    compared = 0
    with web.database.superuser() as owner:
        for title, typed in questions():
            for word in asked_words(typed):
                text = folded(title)
                wanted = SearchFilter.of((word,), (text,))
                if wanted.far(text) if near else wanted.missing(text):
                    continue
                row = owner.execute(
                    "SELECT search_words(%s) @@ %s::tsquery", [title, word_query(word, near=near)]
                ).fetchone()
                compared += 1
                assert row == (True,), (title, typed)
    assert compared > 300


async def found(web: WebWard, login: str, wanted: str) -> Found:
    reader = await reader_of(web, login)
    async with reading(web.engine) as connection:
        return await find(
            connection, web.ward.ledger, reader, wanted, today=today(), naming=HIT_NAMES
        )


@pytest.mark.parametrize(
    ("wanted", "exact", "near"),
    [
        ("cay xanh", True, False),
        ("xanh gay do kinh te", True, False),  # words of the title and of its unit
        ("cay xanj", False, True),
        ("viec", True, False),  # a word of every name
        (CODE, True, False),
        (CODE.partition(".")[2], True, False),
        ("2026", True, False),
        ("2026.a2", True, False),
        ("cay vang", False, False),
        ("trung tam", False, False),  # of another unit
    ],
)
async def test_assigned_work_is_found_by_its_title_code_and_unit(
    web: WebWard, wanted: str, exact: bool, near: bool
) -> None:
    await directed(web)
    stream = await given_work(web, 1, title="Báo cáo đột xuất về cây xanh gãy đổ")
    answer = await found(web, "chanhvp", wanted)
    streams = ({hit.stream for hit in hits} for hits in (answer.tasks.exact, answer.tasks.near))
    assert tuple(stream in each for each in streams) == (exact, near)
    assert not answer.more_tasks


async def test_words_of_restricted_work_find_nothing_for_who_may_not_read_them(
    web: WebWard,
) -> None:
    await directed(web)
    stream = await given_work(web, 1, lead="CAP", title="Kiểm tra kho vũ khí")
    for login, finds in (("thanhtra", False), ("chuyenvien", False), ("chanhvp", True)):
        hits = (await found(web, login, "vu khi")).tasks
        assert (stream in {hit.stream for hit in hits.exact}) is finds
        assert not hits.near


async def test_of_very_many_tasks_those_that_run_and_the_newest_are_compared(web: WebWard) -> None:
    await directed(web)
    leads = ["KTHTDT", "VHXH"] * (MOST_ASSIGNED // 2)
    await given_to_each(web, CODE, leads, title="Dọn cây xanh gãy đổ")
    assert not (await found(web, "chanhvp", "cay xanh")).more_tasks
    await given_work(web, MOST_ASSIGNED + 1, title="Trồng lại cây xanh")
    answer = await found(web, "chanhvp", "cay xanh")
    assert (len(answer.tasks.exact), answer.more_tasks) == (MOST_ASSIGNED, True)
    assert not (await found(web, "chanhvp", "cay xanh trong lai")).more_tasks
