"""The workbench of a plan document: one finding at a time beside its lines, and on to the next."""

import re

import pytest
from httpx2 import Response

from tests.api.documents import DOCUMENTS, SETTLE, document, opened
from tests.api.pages_said import said
from tests.api.reading import alert, form_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
AT_ONCE = "/quyet-dinh-ca-loai"


def progress(answer: Response) -> tuple[int, int]:
    """How many findings are decided, of how many."""
    match = re.search(r"Đã quyết định (\d+)/(\d+) điểm", said(answer))
    assert match is not None
    return int(match[1]), int(match[2])


async def test_one_goes_from_finding_to_finding_until_none_is_left(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        assert f'href="{address}/ban-lam-viec?mo=1"' in (await chief.get(address)).text
        page = await chief.get(f"{address}/ban-lam-viec?mo=1")
        decided, amount = progress(page)
        assert decided == 0
        assert amount > 3
        keys = []
        for number in range(amount):
            assert len(page.content) < 150_000
            assert progress(page) == (number, amount)
            form = form_of(page, SETTLE)
            keys.append(form.fields["key"])
            sent = await chief.post(form.action, data={**form.fields, "decision": "accepted"})
            assert sent.status_code == 303, said(sent)
            assert sent.headers["location"].startswith(f"{address}/ban-lam-viec?mo=1&sau=")
            page = await chief.get(sent.headers["location"])
        assert len(set(keys)) == amount
        assert "Không còn điểm nào để quyết định ở đây." in said(page)
        again = await chief.get(f"{address}/ban-lam-viec")
        assert progress(again) == (amount, amount)


async def test_the_lines_of_the_document_stand_beside_with_what_is_quoted_marked(
    web: WebWard,
) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        marked = 0
        way = f"{address}/ban-lam-viec"
        while way:
            page = await chief.get(way)
            quoted = re.findall(r"<blockquote>(.*?)</blockquote>", page.text, re.DOTALL)
            lines = re.findall(r"<mark>(.*?)</mark>", page.text, re.DOTALL)
            marked += bool(lines)
            assert all(any(line in words or words in line for words in quoted) for line in lines)
            following = re.search(r'data-after href="([^"]+)"', page.text)
            way = following[1].replace("&amp;", "&") if following else ""
        assert marked > 1


async def test_a_refused_decision_is_shown_on_the_bench_with_what_was_typed(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        page = await chief.get(f"{address}/ban-lam-viec?muc-do=loi")
        form = form_of(page, SETTLE)
        typed = {**form.fields, "decision": "left_open", "why": ""}
        answer = await chief.post(form.action, data=typed)
        assert answer.status_code == 422
        assert alert(answer)
        shown = form_of(answer, SETTLE)
        assert shown.fields["key"] == form.fields["key"]
        assert shown.fields["decision"] == "left_open"
        assert progress(answer)[0] == 0


async def test_findings_of_a_kind_and_all_notes_are_accepted_at_once_and_no_error(
    web: WebWard,
) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        page = await chief.get(f"{address}/ban-lam-viec?mo=1")
        amounts = []
        while button := re.search(r">(?:Theo cách đọc cho cả|Chấp nhận tất cả) (\d+)", page.text):
            form = form_of(page, AT_ONCE)
            before, _ = progress(page)
            sent = await chief.post(form.action, data=form.fields)
            assert sent.status_code == 303
            page = await chief.get(sent.headers["location"])
            assert progress(page)[0] == before + int(button[1])
            again = await chief.post(form.action, data=form.fields)
            assert again.status_code == 303
            assert progress(await chief.get(sent.headers["location"]))[0] == progress(page)[0]
            amounts.append(int(button[1]))
        assert amounts
        state = (await opened(web, address)).state
        errors = {error.key for error in (await opened(web, address)).reading.errors}
        assert not any(state.standing(key, key) for key in errors)


async def test_only_who_decides_on_documents_comes_to_the_bench(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
    assert address.startswith(DOCUMENTS)
    async with web.browser("chuyenvien") as specialist:
        assert (await specialist.get(f"{address}/ban-lam-viec")).status_code == 403
