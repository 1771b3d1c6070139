"""A finding of five lines, on the page and over JSON: some one by one, the rest in one go."""

from html import unescape
from typing import Any

import pytest
from httpx2 import AsyncClient, Response

from services.domain.plan_document.reading import ReadFinding
from tests.api.documents import decide, form_on_bench, forms_of, hand_in, on_the_bench, opened
from tests.api.programs import key, problem, program
from tests.api.reading import Form, alert, read
from tests.api.ward import WebWard
from tests.plan_text import LEADERLESS_TEXT

pytestmark = pytest.mark.postgres
DOCUMENTS_CALLED = "/plan/documents"


async def handed_in(client: AsyncClient) -> str:
    answer = await hand_in(client, LEADERLESS_TEXT.encode())
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def leaderless(web: WebWard, address: str) -> ReadFinding:
    """The one error of the document."""
    (error,) = (await opened(web, address)).reading.errors
    assert len(error.lines) == 5
    return error


def reported(answer: Response) -> str:
    return " ".join("".join(read(answer).text).split())


def ticked(form: Form, *keys: str) -> dict[str, str]:
    """The fields of a form in which only these lines are ticked."""
    fields = {name: value for name, value in form.fields.items() if not name.startswith("line.")}
    return {**fields, **{f"line.{each}": "1" for each in keys}}


async def leads(client: AsyncClient, address: str) -> list[str | None]:
    """Who leads each indicator, as the interface tells it."""
    body = (await client.get(f"{DOCUMENTS_CALLED}/{address.rpartition('/')[2]}")).json()
    return [item["lead"] for item in body["items"] if item["kind"] == "indicator"]


async def test_two_lines_one_by_one_and_the_rest_in_one_go(unplanned: WebWard) -> None:
    web = unplanned
    async with web.browser("chanhvp") as chief, program(web, "chanhvp") as client:
        address = await handed_in(chief)
        error = await leaderless(web, address)
        first, second, *rest = (line.key for line in error.lines)
        assert "Còn 1 lỗi chưa quyết định, gồm 5 dòng." in reported(await chief.get(address))
        form = await form_on_bench(chief, address, error.key)
        assert {name for name in form.fields if name.startswith("line.")} == {
            f"line.{line.key}" for line in error.lines
        }
        for each, unit, left in ((first, "KT", 4), (second, "TYT", 3)):
            form = await form_on_bench(chief, address, error.key)
            typed = {"decision": "corrected", f"value.{each}": unit}
            answer = await chief.post(form.action, data={**ticked(form, each), **typed})
            assert answer.status_code == 303, alert(answer)
            page = await chief.get(answer.headers["location"])
            assert f"Còn {left} trong 5 dòng chưa quyết định." in reported(page)
        assert "Còn 1 lỗi chưa quyết định, gồm 3 dòng." in reported(await chief.get(address))
        form = await form_on_bench(chief, address, error.key)
        assert {name for name in form.fields if name.startswith("line.")} == {
            f"line.{each}" for each in rest
        }
        answer = await decide(chief, address, error.key, {"decision": "corrected", "value": "KT"})
        assert answer.status_code == 303
        assert "Không còn lỗi nào chưa quyết định." in reported(await chief.get(address))
        said = reported(await on_the_bench(chief, address, error.key))
        assert "Đã quyết định cả 5 dòng." in said
        assert said.count("Sửa lại – đơn vị chủ trì: Phòng Kinh tế.") == 4
        assert await leads(client, address) == ["KT", "TYT", "KT", "KT", "KT"]
    settled = (await opened(web, address)).state.settled
    assert [settled[line.key].event.correction is not None for line in error.lines] == [True] * 5


async def test_what_the_reading_assumed_is_accepted_for_all_at_once(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await handed_in(chief)
        error = await leaderless(web, address)
        size = await web.size()
        typed = {"decision": "accepted", "value": "KT", f"value.{error.lines[0].key}": "TYT"}
        assert (await decide(chief, address, error.key, typed)).status_code == 303
        assert await web.size() == size + 5
        page = await on_the_bench(chief, address, error.key)
        assert "Đã quyết định cả 5 dòng." in reported(page)
        settled = (await opened(web, address)).state.settled
        assert {settled[line.key].event.correction for line in error.lines} == {None}


@pytest.mark.parametrize(
    ("typed", "ticks", "said", "at"),
    [
        ({"decision": "accepted"}, (), "chưa đánh dấu dòng nào", "lines"),
        ({"decision": "corrected"}, (0, 1), "chưa nhập gì cho dòng ở", 0),
        ({"decision": "corrected", 0: "KT"}, (0, 1), "chưa nhập gì cho dòng ở", 1),
        ({"decision": "corrected", 0: "KT", "value": "TYT"}, (1,), "chưa đánh dấu dòng", 0),
        ({"decision": "corrected", 1: "VPX", "value": "KT"}, (0, 1), "không phải là mã", 1),
        ({"decision": "left_open", 0: "KT"}, (0,), "chưa quyết định thì phải nêu lý do", "why"),
    ],
)
async def test_a_mistake_keeps_the_ticks_and_all_that_was_typed(
    web: WebWard, typed: dict[Any, str], ticks: tuple[int, ...], said: str, at: object
) -> None:
    async with web.browser("chanhvp") as chief:
        address = await handed_in(chief)
        error = await leaderless(web, address)
        keys = [line.key for line in error.lines]
        named = {
            f"value.{keys[name]}" if isinstance(name, int) else name: value
            for name, value in typed.items()
        }
        size = await web.size()
        form = await form_on_bench(chief, address, error.key)
        chosen = ticked(form, *(keys[tick] for tick in ticks))
        answer = await chief.post(form.action, data={**chosen, **named})
        assert answer.status_code == 422
        assert said in alert(answer)
        kept = forms_of(answer)[error.key].fields
        assert {name for name in kept if name.startswith("line.")} == {
            f"line.{keys[tick]}" for tick in ticks
        }
        for name, value in named.items():
            if value in {"KT", "TYT"} or name == "decision":
                assert kept[name] == value, name
        place = f"value.{keys[at]}" if isinstance(at, int) else str(at)
        invalid = [part for part in unescape(answer.text).split("<") if "aria-invalid" in part]
        assert len(invalid) == 1
        assert f'name="{place}"' in invalid[0] or (
            place == "lines" and 'name="line.' in invalid[0]
        )
        assert await web.size() == size


async def test_two_people_on_different_lines_lose_nothing(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chanhvp") as chief:
        address = await handed_in(office)
        error = await leaderless(web, address)
        mine = await form_on_bench(chief, address, error.key)
        theirs = await form_on_bench(office, address, error.key)
        first, second = error.lines[0].key, error.lines[1].key
        typed = {"decision": "corrected", "value": "KT"}
        for client, form, line in ((office, theirs, first), (chief, mine, second)):
            answer = await client.post(form.action, data={**ticked(form, line), **typed})
            assert answer.status_code == 303
        late = await chief.post(mine.action, data={**ticked(mine, first), **typed})
        assert late.status_code in {409, 422}
        page = reported(await on_the_bench(chief, address, error.key))
        assert "Còn 3 trong 5 dòng chưa quyết định." in page
        assert "Bùi Đức Anh (Chuyên viên Văn phòng" in page


async def test_a_program_reads_and_decides_line_by_line(web: WebWard) -> None:
    async with program(web, "chanhvp") as client, web.browser("chanhvp") as chief:
        address = await handed_in(chief)
        called = f"{DOCUMENTS_CALLED}/{address.rpartition('/')[2]}"
        body = (await client.get(called)).json()
        (error,) = (each for each in body["findings"] if each["severity"] == "error")
        assert (error["corrects"], error["decided"], error["open_lines"]) == (None, None, 5)
        items = [line["corrects"] for line in error["lines"]]
        assert items == [{"item": f"CT0{at}", "field": "lead"} for at in range(1, 6)]
        first, second, *_ = (line["key"] for line in error["lines"])
        sent: dict[str, Any] = {"key": error["key"], "decision": "corrected", "seen": 0}
        lines = [{"key": second, "value": "TYT"}, {"key": first}]
        refused = await client.post(
            f"{called}/decisions", json={**sent, "lines": lines}, headers=key()
        )
        problem(refused, 422, "value-empty")
        assert [each["field"] for each in refused.json()["errors"]] == ["lines.1.value"]
        wrong = [{"key": second, "value": "XYZ"}]
        refused = await client.post(
            f"{called}/decisions", json={**sent, "lines": wrong}, headers=key()
        )
        problem(refused, 422, "value-unit")
        assert [each["field"] for each in refused.json()["errors"]] == ["lines.0.value"]
        done = await client.post(
            f"{called}/decisions", json={**sent, "lines": lines, "value": "KT"}, headers=key()
        )
        assert done.status_code == 200, done.text
        body = (await client.get(called)).json()
        (error,) = (each for each in body["findings"] if each["severity"] == "error")
        assert (error["open_lines"], body["undecided_errors"]) == (3, 1)
        decided = [line["decided"] and line["decided"]["value"] for line in error["lines"]]
        assert decided == ["KT", "TYT", None, None, None]
        rest = {**sent, "decision": "accepted", "seen": error["seen"]}
        done = await client.post(f"{called}/decisions", json=rest, headers=key())
        assert done.status_code == 200, done.text
        assert await leads(client, address) == ["KT", "TYT", None, None, None]
        body = (await client.get(called)).json()
        assert body["undecided_errors"] == 0


async def test_the_same_form_and_call_are_one_command(web: WebWard) -> None:
    async with program(web, "chanhvp") as client, web.browser("chanhvp") as chief:
        address = await handed_in(chief)
        called = f"{DOCUMENTS_CALLED}/{address.rpartition('/')[2]}"
        error = await leaderless(web, address)
        form = await form_on_bench(chief, address, error.key)
        once = {"Idempotency-Key": form.fields["command_id"]}
        lines = [{"key": error.lines[0].key, "value": "TYT"}, {"key": error.lines[1].key}]
        body = {"key": error.key, "decision": "corrected", "value": "KT", "seen": 0}
        answer = await client.post(
            f"{called}/decisions", json={**body, "lines": lines}, headers=once
        )
        assert answer.status_code == 200, answer.text
        size = await web.size()
        chosen = ticked(form, error.lines[0].key, error.lines[1].key)
        typed = {"decision": "corrected", "value": "KT", f"value.{error.lines[0].key}": "TYT"}
        again = await chief.post(form.action, data={**chosen, **typed})
        assert again.status_code == 303, alert(again)
        assert await web.size() == size
