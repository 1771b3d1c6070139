"""Files on a task's page: uploaded one by one, given to those who may see, lost by no refusal."""

import hashlib
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import text

from services.commands.files import MemoryFileStore
from tests import evidence_files as files
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
WORDS = "Đã tổ chức gặp mặt 45 doanh nghiệp.\n\nKiến nghị: 3 việc."
DIGEST = hashlib.sha256(files.PDF).hexdigest()


async def upload(
    client: AsyncClient,
    address: str,
    name: str = "báo cáo.pdf",
    content: bytes = files.PDF,
    form: str = "/bao-cao",
    **typed: str,
) -> Response:
    """Choose a file in a form of the task's page and press its button."""
    result = form_of(await client.get(address), form)
    result.fields.pop("file")
    return await client.post(
        f"{address}/tep",
        data={**result.fields, **typed},
        files={"file": (name, content, "application/octet-stream")},
    )


async def test_a_file_is_attached_before_the_report_and_belongs_to_it(web: WebWard) -> None:
    stream = web.task("51-08")
    address = f"/viec/{stream}"
    async with web.browser("chuyenvien") as specialist:
        answer = await upload(specialist, address, text=WORDS, paper_number="15/BC-KTHTĐT")
        assert answer.status_code == 303, answer.text
        page = await specialist.get(address)
        kept = form_of(page, "/bao-cao").fields
        assert kept["text"] == WORDS
        assert kept["paper_number"] == "15/BC-KTHTĐT"
        assert "báo cáo.pdf" in page.text
        sent = await specialist.post(f"{address}/bao-cao", data={**kept, "paper_number": ""})
        assert sent.status_code == 303, sent.text
    facts = (await web.ward.ledger.read([stream])).of(stream)
    assert [fact.event.TYPE for fact in facts] == [
        *("task-issued", "file-attached", "task-acknowledged", "report-submitted")
    ]
    assert getattr(facts[-1].event, "files", None) == (DIGEST,)
    async with web.browser("truongphong") as head:
        page = await head.get(address)
        assert f"/viec/{stream}/tep/{DIGEST}" in page.text
        assert "Đính kèm tệp của báo cáo." in page.text


async def test_two_clicks_attach_one_file_and_taking_back_leaves_the_bytes(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        form.fields.pop("file")
        for _ in range(2):
            answer = await specialist.post(
                f"{address}/tep",
                data=form.fields,
                files={"file": ("a.pdf", files.PDF, "application/pdf")},
            )
            assert answer.status_code == 303
        assert (await web.states(web.task("51-08"))).count("file-attached") == 1
        form = form_of(await specialist.get(address), "/bao-cao")
        typed = {**form.fields, "detach": DIGEST, "text": WORDS}
        assert (await specialist.post(f"{address}/bo-tep", data=typed)).status_code == 303
        page = await specialist.get(address)
        assert form_of(page, "/bao-cao").fields["text"] == WORDS
        assert (await specialist.get(f"{address}/tep/{DIGEST}")).status_code == 404
    store = web.app.state.services.files.store
    assert isinstance(store, MemoryFileStore)
    assert DIGEST in store.kept


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ảnh.jpg", files.PDF, "không đúng với đuôi"),
        ("../../etc/báo cáo.pdf", files.PDF, "đường dẫn"),
        ("báo cáo.docm", files.DOCM, "macro"),
        ("báo cáo.docx", files.DOCM, "macro"),
        ("ảnh.png", files.png(30_000, 30_000), "30.000 × 30.000"),
        ("trang.html", b"<html><body>x", "trang web"),
        ("trống.pdf", b"", "tệp trống"),
        ("lớn.pdf", files.PDF + b"0" * (25 * 1024 * 1024), "25 MB"),
    ],
)
async def test_a_file_that_is_not_taken_costs_no_word_that_was_typed(
    web: WebWard, name: str, content: bytes, said: str
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        before = await web.size()
        first = form_of(await specialist.get(address), "/bao-cao").fields["command_id"]
        answer = await upload(specialist, address, name, content, text=WORDS)
        assert answer.status_code == 422
        assert said in alert(answer)
        kept = form_of(answer, "/bao-cao").fields
        assert kept["text"] == WORDS
        assert kept["command_id"] != first  # the page was opened once more to press the button
        assert await web.size() == before


async def test_two_hundred_megabytes_are_refused_before_they_are_read(web: WebWard) -> None:
    async with web.browser("chuyenvien") as specialist:
        answer = await specialist.post(
            f"/viec/{web.task('51-08')}/tep",
            content=b"--x",
            headers={
                "Content-Type": "multipart/form-data; boundary=x",
                "Content-Length": "209715200",
            },
        )
        assert answer.status_code == 413
        assert "Tệp lớn hơn 64 MB" in answer.text


async def test_a_chosen_file_that_was_not_uploaded_is_not_forgotten_in_silence(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        answer = await send(specialist, address, "/bao-cao", {"text": WORDS, "file": "a.pdf"})
        assert answer.status_code == 422
        assert "chưa tải lên" in alert(answer)
        assert form_of(answer, "/bao-cao").fields["text"] == WORDS


async def test_an_ended_session_keeps_the_words_beside_a_file(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        form.fields.pop("file")
        await web.ward.directory.accounts.end_sessions(await web.person_id("chuyenvien"))
        answer = await specialist.post(
            f"{address}/tep",
            data={**form.fields, "text": WORDS},
            files={"file": ("a.pdf", files.PDF, "application/pdf")},
        )
        assert answer.status_code == 401
        assert form_of(answer, "/dang-nhap").fields["kept:text"] == WORDS


async def test_a_restricted_task_takes_and_gives_no_file(web: WebWard) -> None:
    stream = web.task("58-01")
    async with web.browser("conganvien") as officer:
        before = await web.size()
        page = await officer.get(f"/viec/{stream}")
        assert 'type="file"' not in page.text
        answer = await officer.post(
            f"/viec/{stream}/tep",
            data={"file_command_id": str(web.app.state.services.randomness.new_id())},
            files={"file": ("a.pdf", files.PDF, "application/pdf")},
        )
        assert answer.status_code == 409
        assert "chế độ mật" in answer.text
        assert (await officer.get(f"/viec/{stream}/tep/{DIGEST}")).status_code == 404
    assert await web.size() == before + 1  # the attempt
    assert DIGEST not in web.app.state.services.files.store.kept


LOGINS = {
    "chuyenvien": 200,
    "dongnghiep": 200,
    "truongphong": 200,
    "phoihop": 200,
    "kiemtra": 200,
    "chanhvp": 200,
    "phochutich": 200,
    "thanhtra": 200,
    "conganvien": 404,
    "quantri": 404,
}


async def test_a_file_is_given_to_those_who_may_see_the_task_in_every_state(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        await upload(specialist, address, name="biểu “số 2”.pdf")
    await _given(web, address)
    async with web.browser("chuyenvien") as specialist:
        assert (await send(specialist, address, "/bao-cao", {"text": WORDS})).status_code == 303
    await _given(web, address)
    async with web.browser("truongphong") as head:
        assert (await send(head, address, "/duyet", {})).status_code == 303
    async with web.browser("chanhvp") as chief:
        assert (await send(chief, address, "/xac-nhan", {})).status_code == 303
    await _given(web, address)
    async with web.browser() as nobody:
        assert (await nobody.get(f"{address}/tep/{DIGEST}")).status_code == 303


async def _readers(web: WebWard) -> list[UUID]:
    """Who took a file, as the access log has it."""
    async with web.engine.begin() as connection:
        rows = await connection.execute(
            text("SELECT person_id FROM access_log WHERE kind = 'file-read' ORDER BY at")
        )
        return [row.person_id for row in rows]


async def _given(web: WebWard, address: str) -> None:
    other = web.task("CT10")
    before = len(await _readers(web))
    for login, status in LOGINS.items():
        async with web.browser(login) as somebody:
            answer = await somebody.get(f"{address}/tep/{DIGEST}")
            assert answer.status_code == status, login
            if status == 200:
                assert answer.content == files.PDF
                assert answer.headers["content-disposition"].startswith("attachment;")
                assert answer.headers["x-content-type-options"] == "nosniff"
                assert answer.headers["content-security-policy"].startswith("sandbox")
            for wrong in (f"/viec/{other}/tep/{DIGEST}", f"{address}/tep/{'0' * 64}"):
                assert (await somebody.get(wrong)).status_code == 404
    took = [await web.person_id(login) for login, status in LOGINS.items() if status == 200]
    assert (await _readers(web))[before:] == took, "who took it, and nobody who was refused"


async def test_a_contribution_has_files_of_its_own(web: WebWard) -> None:
    stream = web.task("51-08")
    address = f"/viec/{stream}"
    async with web.browser("phoihop") as other:
        answer = await upload(other, address, form="/phoi-hop", text=WORDS)
        assert answer.status_code == 303, answer.text
        page = await other.get(address)
        assert form_of(page, "/phoi-hop").fields["text"] == WORDS
        assert (await send(other, address, "/phoi-hop", {})).status_code == 303
        page = await other.get(address)
        assert DIGEST in page.text
        assert form_of(page, "/phoi-hop").fields["text"] == ""
    facts = (await web.ward.ledger.read([stream])).of(stream)
    assert getattr(facts[-1].event, "files", None) == (DIGEST,)
