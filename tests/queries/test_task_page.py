"""A task's page: what each may do now, what is told, and what is not told to whom."""

from uuid import UUID

import pytest

from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommand
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.context import DecisionContext
from services.domain.errors import NotFound
from services.domain.papers import Paper
from services.domain.roles import Holder, Office
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import Ground
from services.domain.task.terms import RETURN_GROUNDS
from services.queries.search import by_given_name
from services.queries.task_page import task_page
from services.queries.views import TaskPage
from tests import givens
from tests.api.ward import current_task, plan
from tests.memory_ward import MemoryWard
from tests.moment import today

DUTY = current_task("51-08")
SECRET = current_task("58-01")
OWN = current_task("54-02")
RATE = current_task("CT10")
POLICE = givens.holder("police", (Office.SPECIALIST, "CAP"))


async def started() -> MemoryWard:
    """A ward in memory with the first tasks of the small plan."""
    ward = MemoryWard()
    await ward.open()
    await ward.activate(plan(today().year), "plan")
    await ward.register(
        givens.SPECIALIST,
        givens.HEAD,
        givens.CHIEF,
        givens.CHECKER,
        givens.VICE_CHAIR,
        givens.OTHER,
        givens.ADMINISTRATOR,
        POLICE,
    )
    await ward.settle()
    return ward


async def page(ward: MemoryWard, stream: str, who: Holder) -> TaskPage:
    """The page as somebody finds it."""
    context = DecisionContext(holder=who, policy=givens.policy(), now=ward.now)
    return await task_page(ward.ledger, stream, context)


OF_WHO_CHASES = {"don-doc", "hua-nop", "lien-he", "don-doc-phoi-hop"}
OF_THE_ASSIGNER = {"tam-dung", "thu-hoi", "giao-lai", "thay-the"}


def offered(given: TaskPage) -> set[str]:
    """What is offered besides what those who chase do, which depends on the day, and stopping."""
    return given.offers.keys() - {*OF_WHO_CHASES, *OF_THE_ASSIGNER}


async def do(ward: MemoryWard, who: Holder, command: ActCommand, words: TypedTexts) -> None:
    """One click with its words."""
    asked = ward.request(who, "given")
    sent = CommandRequest(
        sender=asked.sender,
        command_id=asked.command_id,
        name=asked.name,
        sent=asked.sent,
        texts=tuple(words.texts),
    )
    await ward.acts.handle(sent, command)


async def report(ward: MemoryWard, who: Holder, stream: str = DUTY) -> UUID:
    """A report of words; the id of its text."""
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    text = words.need("Nội dung báo cáo", label="Nội dung")
    command = SubmitReport(stream=stream, after_submission=0, text=text, figures=(), paper=None)
    await do(ward, who, command, words)
    return text.text_id


async def approve(ward: MemoryWard, who: Holder, stream: str = DUTY) -> None:
    """The unit's signature."""
    command = ApproveSubmission(stream=stream, submission=1)
    await do(ward, who, command, TypedTexts(randomness=RANDOMNESS, limit=1))


async def test_each_may_do_what_the_rung_asks_of_the_own_office_and_nothing_else() -> None:
    ward = await started()
    before = (await page(ward, DUTY, givens.SPECIALIST)).offers
    assert before.keys() == {
        *("tiep-nhan", "bao-cao", "tien-do", "xin-gia-han"),
        *("tep", "bo-tep", "de-nghi-phoi-hop"),
    }
    partner = (await page(ward, DUTY, givens.OTHER)).offers
    assert partner.keys() == {"phoi-hop", "tien-do", "tep", "bo-tep"}
    assert partner["phoi-hop"].choices == {"unit": ("VHXH",), "record_for": ()}
    chief = await page(ward, DUTY, givens.CHIEF)
    assert offered(chief) == set()
    assert chief.offers.keys() >= OF_THE_ASSIGNER
    await report(ward, givens.SPECIALIST)
    head = (await page(ward, DUTY, givens.HEAD)).offers
    assert {"duyet", "tra-lai"} <= head.keys()
    assert "xac-nhan" not in head
    assert head["tra-lai"].choices == {"ground": tuple(RETURN_GROUNDS), "to_step": ()}
    assert offered(await page(ward, DUTY, givens.CHECKER)) == set()
    await approve(ward, givens.HEAD)
    assert offered(await page(ward, DUTY, givens.CHIEF)) == {"xac-nhan", "tra-lai"}
    checker = await page(ward, DUTY, givens.CHECKER)
    assert offered(checker) == {"tra-lai"}
    assert checker.offers["tra-lai"].choices == {"ground": (Ground.FORMAL_GAP,), "to_step": ()}


async def test_who_acted_on_a_submission_is_shown_why_the_next_rung_is_not_theirs() -> None:
    ward = await started()
    both = Holder(
        person_id=givens.HEAD.person_id,
        offices=(*givens.HEAD.offices, *givens.CHIEF.offices),
    )
    await report(ward, givens.SPECIALIST)
    await approve(ward, givens.HEAD)
    shown_page = await page(ward, DUTY, both)
    assert shown_page.two_rungs
    assert shown_page.offers.keys().isdisjoint({"duyet", "xac-nhan", "tra-lai"})


async def test_what_the_office_leads_waits_for_the_wards_leaders() -> None:
    ward = await started()
    await report(ward, givens.CHIEF, OWN)
    shown_page = await page(ward, OWN, givens.VICE_CHAIR)
    assert "xac-nhan" in shown_page.offers
    assert shown_page.awaited is not None
    assert shown_page.awaited.offices == (Office.VICE_CHAIR, Office.CHAIR)
    assert shown_page.awaited.unit is None


@pytest.mark.parametrize("who", [givens.ADMINISTRATOR, givens.OTHER, givens.SPECIALIST])
async def test_what_is_not_ones_to_see_is_not_there(who: Holder) -> None:
    ward = await started()
    with pytest.raises(NotFound):
        await page(ward, SECRET, who)
    with pytest.raises(NotFound):
        await page(ward, "task-KHONGCO.report.2026-Q4", givens.CHIEF)


async def test_a_restricted_task_shows_no_target_and_an_open_one_does() -> None:
    ward = await started()
    assert (await page(ward, RATE, givens.SPECIALIST)).measures[0].target is not None
    words = TypedTexts(randomness=RANDOMNESS, limit=1)
    paper = Paper(number="15/BC-CAP", dated_on=today())
    command = SubmitReport(stream=SECRET, after_submission=0, text=None, figures=(), paper=paper)
    await do(ward, POLICE, command, words)
    shown_page = await page(ward, SECRET, givens.CHIEF)
    assert all(line.target is None for line in shown_page.measures)
    assert shown_page.submissions[0].paper == paper
    assert shown_page.submissions[0].words is None


async def test_an_erased_text_leaves_the_trail_whole() -> None:
    ward = await started()
    erased = await report(ward, givens.SPECIALIST)
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    text = words.need("Danh sách", label="Nội dung")
    given = SubmitContribution(stream=DUTY, unit="VHXH", text=text, on_paper=False, paper=None)
    await do(ward, givens.OTHER, given, words)
    del ward.ledger.stored_texts[erased]
    shown_page = await page(ward, DUTY, givens.HEAD)
    assert shown_page.submissions[0].words is None
    assert shown_page.contributions[0].words == "Danh sách"
    assert [line.event.TYPE for line in shown_page.trail] == [
        "contribution-submitted",
        "report-submitted",
        "task-acknowledged",
        "task-issued",
    ]
    assert shown_page.trail[1].doer.unit == "KTHTDT"
    assert shown_page.units["KTHTDT"] == "Phòng Kinh tế, Hạ tầng và Đô thị"


def test_people_stand_in_the_order_of_the_vietnamese_alphabet_by_given_name() -> None:
    names = ["Vũ Thị Ân", "Lê Văn Đạt", "Trần Bình", "Bùi Dung", "Đỗ An", "Hồ Ổn", "Ngô Ôn", "An"]
    assert sorted(names, key=by_given_name) == [
        "An",
        "Đỗ An",
        "Vũ Thị Ân",
        "Trần Bình",
        "Bùi Dung",
        "Lê Văn Đạt",
        "Hồ Ổn",
        "Ngô Ôn",
    ]
