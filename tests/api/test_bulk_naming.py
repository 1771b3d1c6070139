"""Several tasks given to one person of the unit: a list, a preview, then one command for each."""

import re
from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.contributing import contribution_due_on
from services.domain.task.evolving import fold
from services.domain.task.state import Task
from tests.api.board import due
from tests.api.ward import WebWard
from tests.due_days import due_day
from tests.moment import today
from tests.projections.lives import act, approval, report, sampled

pytestmark = pytest.mark.postgres
PAGE = "/giao-trong-don-vi"


def listed(page: Response) -> set[str]:
    """The tasks that the list offers."""
    return set(re.findall(r'name="chon\.(task-[^"]+)"', page.text))


def kept_ids(shown: Response) -> dict[str, str]:
    """The commands that the form carries."""
    return dict(re.findall(r'name="(chon\.[^"]+)" value="([^"]+)"', shown.text))


async def preview(client: AsyncClient, *streams: str) -> Response:
    """Select in the list and ask for the preview."""
    fields = {f"chon.{stream}": str(RANDOMNESS.new_id()) for stream in streams}
    return await client.post(PAGE, data=fields)


async def task_of(web: WebWard, stream: str) -> Task:
    task = fold((await web.ward.ledger.read([stream])).of(stream))
    assert task is not None
    return task


async def test_a_head_gives_several_tasks_each_by_its_own_command(web: WebWard) -> None:
    both = {web.task("51-08"), web.task("CT10")}
    specialist = await web.person_id("chuyenvien")
    until = today() + timedelta(days=1)
    async with web.browser("truongphong") as head:
        count = re.search(
            r'class="count-unnamed"><a href="([^"]+)"', (await head.get("/viec")).text
        )
        assert count is not None
        page = await head.get(count[1].replace("&amp;", "&"))
        assert listed(page) == both
        every = await head.get(f"{PAGE}?chon=tat-ca")
        assert every.text.count(" checked>") == 2
        shown = await head.post(PAGE, data=kept_ids(page))
        assert "Sẽ giao" in shown.text
        assert "Không giao" not in shown.text
        sent = {
            **kept_ids(shown),
            "person_id": str(specialist),
            "by_on": day(until),
            "note": "Lấy số liệu của ba tổ.",
        }
        for _ in range(2):
            done = await head.post(f"{PAGE}/ghi", data=sent)
            assert done.status_code == 303, "the same commands are the same"
        assert "Đã giao 2 việc trong đơn vị." in (await head.get(done.headers["location"])).text
        assert listed(await head.get(f"{PAGE}?can-bo=chua-co")) == set()
        assert listed(await head.get(f"{PAGE}?can-bo={specialist}&loai=duty")) == {
            web.task("51-08")
        }
    for stream in both:
        facts = (await web.ward.ledger.read([stream])).of(stream)
        assert sum(isinstance(fact.event, SpecialistNamed) for fact in facts) == 1
        (named,) = (await task_of(web, stream)).specialists
        assert (named.person_id, named.by_on) == (specialist, until)


async def test_the_preview_says_what_will_not_be_given_and_why(web: WebWard) -> None:
    duty, rate, own = web.task("51-08"), web.task("CT10"), web.task("54-02")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "chanhvp", sampled("confirm-submission", duty, submission=1))
    async with web.browser("truongphong") as head:
        shown = await preview(head, duty, rate, own)
        assert kept_ids(shown).keys() == {f"chon.{rate}"}
        refused = shown.text.split("Không giao")[1]
        assert "đã kết thúc" in refused
        assert "không thuộc phạm vi của bạn" in refused


async def test_nothing_selected_is_said_in_the_list_as_it_was_narrowed(web: WebWard) -> None:
    async with web.browser("truongphong") as head:
        nobody = await head.post(PAGE, data={"loai": "duty"})
        assert nobody.status_code == 422
        assert "Chưa chọn việc nào" in nobody.text
        assert listed(nobody) == {web.task("51-08")}, "the list is there, narrowed as before"


async def test_a_blank_in_the_search_asks_for_nothing(web: WebWard) -> None:
    async with web.browser("truongphong") as head:
        page = await head.get(f"{PAGE}?tim=+")
        every = re.search(r'href="([^"]+)">Chọn tất cả', page.text)
        assert every is not None
        chosen = await head.get(every[1].replace("&amp;", "&"))
        assert chosen.text.count(" checked>") == 2


async def test_who_is_refused_stays_with_the_reason_and_the_others_are_given(web: WebWard) -> None:
    duty = await due(web, "51-08", today() + timedelta(days=5))
    rate = await due(web, "CT10", today() + timedelta(days=60))
    specialist = await web.person_id("chuyenvien")
    async with web.browser("truongphong") as head:
        shown = await preview(head, duty, rate)
        typed = {**kept_ids(shown), "by_on": "", "note": ""}
        missing = await head.post(f"{PAGE}/ghi", data={**typed, "person_id": ""})
        assert missing.status_code == 422
        assert kept_ids(missing) == kept_ids(shown), "the selection is kept"
        stranger = await web.person_id("phoihop")
        wrong = await head.post(f"{PAGE}/ghi", data={**typed, "person_id": str(stranger)})
        assert wrong.status_code == 409
        assert wrong.text.count("không làm việc tại đơn vị") == 2
        assert kept_ids(wrong) == kept_ids(shown), "what was refused is sent again from here"
        between = {
            **kept_ids(wrong),
            "person_id": str(specialist),
            "by_on": day(today() + timedelta(days=30)),
            "note": "Lấy số liệu của ba tổ.",
        }
        partly = await head.post(f"{PAGE}/ghi", data=between)
        assert partly.status_code == 409
        assert "Đã giao 1 việc trong đơn vị." in partly.text
        assert "không sau hạn của đơn vị" in partly.text
        assert kept_ids(partly).keys() == {f"chon.{duty}"}, "only the refused one is left"
        assert "Lấy số liệu của ba tổ." in partly.text, "what was typed is kept"
        assert (await task_of(web, duty)).specialists == ()
        assert len((await task_of(web, rate)).specialists) == 1
        everything_out = await head.post(
            f"{PAGE}/ghi", data={**between, f"bo.{duty}": "1", f"bo.{rate}": "1"}
        )
        assert everything_out.status_code == 422
        assert "Chưa chọn việc nào" in everything_out.text
        assert "Lấy số liệu của ba tổ." in everything_out.text


async def test_a_form_of_the_way_back_says_of_each_task_what_became_of_it(web: WebWard) -> None:
    """Back in the browser, the day corrected: one command is used up, the other is not."""
    duty = await due(web, "51-08", today() + timedelta(days=5))
    rate = await due(web, "CT10", today() + timedelta(days=60))
    specialist = await web.person_id("chuyenvien")
    async with web.browser("truongphong") as head:
        shown = await preview(head, duty, rate)
        typed = {**kept_ids(shown), "person_id": str(specialist), "note": ""}
        late = await head.post(
            f"{PAGE}/ghi", data={**typed, "by_on": day(today() + timedelta(days=30))}
        )
        assert late.status_code == 409
        corrected = {**typed, "by_on": day(today() + timedelta(days=2))}
        again = await head.post(f"{PAGE}/ghi", data=corrected)
        assert again.status_code == 409
        assert "đã được nhận trước đó với nội dung khác" in again.text
        assert "Đã giao 1 việc trong đơn vị." in again.text, "the refused one was taken now"
        assert kept_ids(again).keys() == {f"chon.{rate}"}
        assert kept_ids(again)[f"chon.{rate}"] != kept_ids(shown)[f"chon.{rate}"]
        once_more = await head.post(f"{PAGE}/ghi", data={**corrected, **kept_ids(again)})
        assert once_more.status_code == 303, "what was done by the same content stays done"
    for stream in (duty, rate):
        (named,) = (await task_of(web, stream)).specialists
        assert named.by_on == today() + timedelta(days=2)


async def test_a_supporting_units_head_reads_its_own_day(web: WebWard) -> None:
    stream = web.task("51-08")
    task = await task_of(web, stream)
    async with web.browser("truongphoihop") as head:
        page = await head.get(PAGE)
        assert stream in listed(page)
        own = f"phối hợp {day(contribution_due_on(task) or due_day(task))}"
        assert own in page.text
        assert own in (await preview(head, stream)).text


async def test_words_are_not_sent_to_restricted_work(web: WebWard) -> None:
    secret = web.task("58-01")
    async with web.browser("truongcongan") as head:
        shown = await preview(head, secret)
        assert 'name="note"' not in shown.text
        person = await web.person_id("conganvien")
        sent = {**kept_ids(shown), "person_id": str(person), "by_on": "", "note": "Một lời"}
        assert (await head.post(f"{PAGE}/ghi", data=sent)).status_code == 303
    assert [each.person_id for each in (await task_of(web, secret)).specialists] == [person]


@pytest.mark.parametrize("login", ["chuyenvien", "thanhtra", "phochutich"])
async def test_only_heads_give_work_to_their_people(web: WebWard, login: str) -> None:
    async with web.browser(login) as nobody:
        for answer in (
            await nobody.get(PAGE),
            await preview(nobody, web.task("51-08")),
        ):
            assert answer.status_code == 403
            assert "thủ trưởng" in answer.text
