"""Files of a directive: attached on its page or over JSON, given to those who may see it."""

import hashlib
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import text

from services.commands.files import MemoryFileStore
from tests import evidence_files as files
from tests.api.directive_calls import done, register, whole_of
from tests.api.programs import key, problem, program
from tests.api.reading import alert, form_of
from tests.api.test_directive_pages import CONCLUSION, said
from tests.api.ward import WebWard
from tests.plandoc.docx_making import docx_of, paragraph

pytestmark = pytest.mark.postgres
WORD = docx_of([paragraph(line) for line in CONCLUSION.splitlines()])
DIGEST = hashlib.sha256(files.PDF).hexdigest()
READERS = ("kiemtra", "chanhvp", "phochutich", "thanhtra")
OTHERS = ("chuyenvien", "truongphong", "quantri")


async def registered(web: WebWard, **changed: object) -> str:
    """A directive of the city, by its code."""
    async with program(web, "kiemtra") as clerk:
        return await register(clerk, **changed)


async def attached(
    client: AsyncClient, code: str, name: str = "công văn.pdf", content: bytes = files.PDF
) -> Response:
    """The answer to a file that was chosen on the directive's page."""
    page = await client.get(f"/giao-viec/{code}")
    form = form_of(page, "/tep")
    assert form.fields.pop("file") == ""
    sent = {"file": (name, content, "application/octet-stream")}
    return await client.post(form.action, data=form.fields, files=sent)


async def laid_from_file(
    client: AsyncClient, code: str, name: str, content: bytes, times: int = 1
) -> Response:
    """The answer to a file that was chosen to be laid out, sent as often as its button."""
    form = form_of(await client.get(f"/giao-viec/{code}/van-ban"), "/van-ban")
    assert form.fields.pop("file") == ""
    sent = {"file": (name, content, "application/octet-stream")}
    answers = [await client.post(form.action, data=form.fields, files=sent) for _ in range(times)]
    return answers[-1]


async def kinds(web: WebWard, code: str) -> list[str]:
    """The facts of a directive, oldest first."""
    return await web.states(f"directive-{code}")


def store_of(web: WebWard) -> MemoryFileStore:
    store = web.app.state.services.files.store
    assert isinstance(store, MemoryFileStore)
    return store


async def readers(web: WebWard) -> list[UUID]:
    """Who took a file, as the access log has it."""
    async with web.engine.begin() as connection:
        rows = await connection.execute(
            text("SELECT person_id FROM access_log WHERE kind = 'file-read' ORDER BY at")
        )
        return [row.person_id for row in rows]


async def test_a_scan_is_attached_on_the_page_and_stands_in_its_trail(web: WebWard) -> None:
    code = await registered(web)
    async with web.browser("kiemtra") as clerk:
        answer = await attached(clerk, code)
        assert answer.status_code == 303, alert(answer)
        page = await clerk.get(answer.headers["location"])
        assert "Đã đính kèm tệp." in said(page)
        assert f"/giao-viec/{code}/tep/{DIGEST}" in page.text
        assert "Đính kèm tệp của nguồn giao việc." in said(page)
        assert said(page).count("công văn.pdf") >= 2, "as a link, and in the trail"
        assert (await attached(clerk, code)).status_code == 303
    assert (await kinds(web, code)).count("directive-file-attached") == 1


async def test_a_wrong_file_is_taken_back_and_its_bytes_stay(web: WebWard) -> None:
    code = await registered(web)
    async with web.browser("kiemtra") as clerk:
        await attached(clerk, code)
        form = form_of(await clerk.get(f"/giao-viec/{code}"), "/bo-tep")
        for _ in range(2):
            answer = await clerk.post(form.action, data={**form.fields, "detach": DIGEST})
            assert answer.status_code == 303, alert(answer)
        page = await clerk.get(answer.headers["location"])
        assert "Đã bỏ tệp." in said(page)
        assert f"/tep/{DIGEST}" not in page.text
        assert (await clerk.get(f"/giao-viec/{code}/tep/{DIGEST}")).status_code == 404
        broken = await clerk.post(form.action, data={**form.fields, "detach": "../x"})
        assert broken.status_code == 422
        assert "không còn nguyên vẹn" in alert(broken)
    assert (await kinds(web, code)).count("directive-file-detached") == 1
    assert store_of(web).kept[DIGEST] == files.PDF


async def test_a_file_is_given_to_those_who_see_directives_and_each_reading_is_noted(
    web: WebWard,
) -> None:
    code, other = await registered(web), await registered(web, number="124/UBND-VP")
    async with web.browser("kiemtra") as clerk:
        await attached(clerk, code, name="biểu “số 2”.pdf")
    for login in (*READERS, *OTHERS):
        async with web.browser(login) as somebody:
            answer = await somebody.get(f"/giao-viec/{code}/tep/{DIGEST}")
            assert answer.status_code == (200 if login in READERS else 404), login
            if login in READERS:
                assert answer.content == files.PDF
                assert answer.headers["content-disposition"].startswith("attachment;")
                assert answer.headers["x-content-type-options"] == "nosniff"
                assert answer.headers["content-security-policy"].startswith("sandbox")
            for wrong in (f"{other}/tep/{DIGEST}", f"{code}/tep/{'0' * 64}", f"{code}/tep/x"):
                assert (await somebody.get(f"/giao-viec/{wrong}")).status_code == 404
            as_task = await somebody.get(f"/viec/directive-{code}/tep/{DIGEST}")
            assert as_task.status_code == 404, "a task's address gives a task's file alone"
    assert await readers(web) == [await web.person_id(login) for login in READERS]
    async with web.browser() as nobody:
        assert (await nobody.get(f"/giao-viec/{code}/tep/{DIGEST}")).status_code == 303


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ảnh.jpg", files.PDF, "không đúng với đuôi"),
        ("báo cáo.docx", files.DOCM, "macro"),
        ("trang.html", b"<html><body>x", "trang web"),
        ("trống.pdf", b"", "tệp trống"),
        ("lớn.pdf", files.PDF + b"0" * (25 * 1024 * 1024), "25 MB"),
    ],
)
async def test_a_file_that_is_not_taken_is_said_beside_its_field(
    web: WebWard, name: str, content: bytes, sentence: str
) -> None:
    code = await registered(web)
    async with web.browser("kiemtra") as clerk:
        answer = await attached(clerk, code, name, content)
        assert answer.status_code == 422
        assert sentence in alert(answer)
        assert form_of(answer, "/tep").fields["command_id"]
    assert await kinds(web, code) == ["directive-registered"]
    assert store_of(web).kept == {}


async def test_who_only_oversees_sees_files_and_no_form_for_them(web: WebWard) -> None:
    code = await registered(web)
    async with web.browser("kiemtra") as clerk, web.browser("thanhtra") as inspector:
        await attached(clerk, code)
        form = form_of(await clerk.get(f"/giao-viec/{code}"), "/tep")
        page = await inspector.get(f"/giao-viec/{code}")
        assert f"/giao-viec/{code}/tep/{DIGEST}" in page.text
        assert f'action="/giao-viec/{code}/tep"' not in page.text
        assert f'action="/giao-viec/{code}/bo-tep"' not in page.text
        form.fields.pop("file")
        sent = {"file": ("a.txt", files.TEXT, "text/plain")}
        answer = await inspector.post(form.action, data=form.fields, files=sent)
        assert answer.status_code == 403
    assert len(store_of(web).kept) == 1, "nothing is kept for those who may not attach"


async def test_a_secret_and_a_closed_directive_take_no_file(web: WebWard) -> None:
    secret = await registered(web, secret=True, issuer=None, summary=None)
    closed = await registered(web, number="124/UBND-VP")
    async with program(web, "kiemtra") as clerk:
        await done(clerk, closed, "closing", reason="Gửi để biết.")
        for code, refused in ((secret, "directive-secret"), (closed, "directive-closed")):
            address = f"/directives/{code}/files"
            answer = await clerk.post(
                address, params={"name": "a.pdf"}, content=files.PDF, headers=key()
            )
            problem(answer, 409, refused)
            assert "attach_file" not in (await whole_of(clerk, code))["may"]
    async with web.browser("kiemtra") as office:
        for code in (secret, closed):
            page = await office.get(f"/giao-viec/{code}")
            assert 'type="file"' not in page.text
    assert store_of(web).kept == {}


async def test_a_file_goes_up_and_down_over_json(web: WebWard) -> None:
    code = await registered(web)
    address = f"/directives/{code}/files"
    async with program(web, "kiemtra") as clerk:
        name = {"name": "công văn.pdf"}
        answer = await clerk.post(address, params=name, content=files.PDF, headers=key())
        assert answer.status_code == 200, answer.text
        assert answer.json()["versions"] == {f"directive-{code}": 2}
        part = {"file": ("phụ lục.txt", files.TEXT, "text/plain")}
        assert (await clerk.post(address, files=part, headers=key())).status_code == 200
        whole = await whole_of(clerk, code)
        assert [each["name"] for each in whole["files"]] == ["công văn.pdf", "phụ lục.txt"]
        assert whole["files"][0]["size_bytes"] == len(files.PDF)
        assert {"attach_file", "detach_file"} <= set(whole["may"])
        down = await clerk.get(f"{address}/{DIGEST}")
        assert down.content == files.PDF
        seen = {"If-None-Match": down.headers["etag"]}
        assert (await clerk.get(f"{address}/{DIGEST}", headers=seen)).status_code == 304
        away = await clerk.post(f"{address}/{DIGEST}/detachment", json={}, headers=key())
        assert away.status_code == 200, away.text
        problem(await clerk.get(f"{address}/{DIGEST}"), 404, "no-file")
        problem(await clerk.get(f"/directives/2026.x/files/{DIGEST}"), 404, "no-directive")
        whole = await whole_of(clerk, code)
        assert [each["name"] for each in whole["files"]] == ["phụ lục.txt"]
    async with program(web, "chuyenvien") as unit:
        problem(await unit.get(f"{address}/{DIGEST}"), 404, "no-file")


@pytest.mark.parametrize(
    ("name", "content"),
    [("kết luận.txt", CONCLUSION.encode()), ("kết luận.docx", WORD)],
    ids=["text", "word"],
)
async def test_the_file_of_a_text_is_attached_with_it_by_one_click(
    web: WebWard, name: str, content: bytes
) -> None:
    code = await registered(web, source="conclusion", issuer=None)
    async with web.browser("kiemtra") as clerk:
        answer = await laid_from_file(clerk, code, name, content, times=2)
        assert answer.status_code == 303, alert(answer)
        page = await clerk.get(answer.headers["location"])
        assert name in said(page)
        digest = hashlib.sha256(content).hexdigest()
        assert (await clerk.get(f"/giao-viec/{code}/tep/{digest}")).content == content
    assert await kinds(web, code) == [
        *("directive-registered", "clauses-laid", "directive-file-attached")
    ]


async def test_a_text_whose_file_cannot_be_kept_is_laid_out_and_the_page_says_so(
    web: WebWard,
) -> None:
    code = await registered(web, source="conclusion", issuer=None)
    content = CONCLUSION.encode("utf-16")
    async with web.browser("kiemtra") as clerk:
        answer = await laid_from_file(clerk, code, "kết luận.txt", content)
        assert answer.status_code == 303, alert(answer)
        page = said(await clerk.get(answer.headers["location"]))
        assert "chưa đính kèm được tệp đó: không nhận ra loại tệp." in page
    assert await kinds(web, code) == ["directive-registered", "clauses-laid"]


async def test_a_pasted_text_attaches_nothing(web: WebWard) -> None:
    code = await registered(web, source="conclusion", issuer=None)
    async with web.browser("kiemtra") as clerk:
        form = form_of(await clerk.get(f"/giao-viec/{code}/van-ban"), "/van-ban")
        form.fields.pop("file")
        parts = {**form.fields, "text": CONCLUSION}
        answer = await clerk.post(
            form.action, files={field: (None, value.encode()) for field, value in parts.items()}
        )
        assert answer.status_code == 303, alert(answer)
    assert await kinds(web, code) == ["directive-registered", "clauses-laid"]
