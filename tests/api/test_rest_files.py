"""Files and chases over JSON: the same checks as on the pages, one command each."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from tests import evidence_files as files
from tests.api.board import due
from tests.api.programs import key, problem, program, token_of
from tests.api.ward import BASE, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
DIGEST = hashlib.sha256(files.PDF).hexdigest()


async def test_a_file_goes_up_raw_or_in_a_part_and_comes_down_as_an_attachment(
    web: WebWard,
) -> None:
    stream = web.task("51-08")
    address = f"/tasks/{stream}/files"
    async with program(web, "chuyenvien") as specialist:
        name = {"name": "báo cáo.pdf"}
        answer = await specialist.post(address, params=name, content=files.PDF, headers=key())
        assert answer.status_code == 200, answer.text
        assert answer.json()["versions"] == {stream: 2}
        part = {"file": ("biên bản.txt", files.TEXT, "text/plain")}
        answer = await specialist.post(address, files=part, headers=key())
        assert answer.status_code == 200, answer.text
        body = (await specialist.get(f"/tasks/{stream}")).json()["files"]
        assert [each["name"] for each in body] == ["báo cáo.pdf", "biên bản.txt"]
        assert body[0]["sha256"] == DIGEST
        down = await specialist.get(f"{address}/{DIGEST}")
        assert down.content == files.PDF
        assert down.headers["content-disposition"].startswith("attachment;")
        seen = {"If-None-Match": down.headers["etag"]}
        assert (await specialist.get(f"{address}/{DIGEST}", headers=seen)).status_code == 304
        away = await specialist.post(f"{address}/{DIGEST}/detachment", json={}, headers=key())
        assert away.status_code == 200, away.text
        problem(await specialist.get(f"{address}/{DIGEST}"), 404, "no-file")
        sent = {"after_submission": 0, "text": "Đã tổ chức gặp mặt."}
        assert (
            await specialist.post(f"/tasks/{stream}/report", json=sent, headers=key())
        ).status_code == 200
        body = (await specialist.get(f"/tasks/{stream}")).json()
        assert [each["name"] for each in body["submissions"][0]["files"]] == ["biên bản.txt"]
        assert [each["name"] for each in body["files"]] == ["biên bản.txt"]  # the next one's too


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ảnh.jpg", files.PDF, "file-lies"),
        ("../../etc/báo cáo.pdf", files.PDF, "file-name"),
        (None, files.PDF, "file-name"),
        ("báo cáo.docx", files.DOCM, "file-macro"),
        ("ảnh.png", files.png(30_000, 30_000), "picture-too-large"),
        ("trống.pdf", b"", "file-missing"),
        ("lớn.pdf", files.PDF + b"0" * (25 * 1024 * 1024), "file-too-large"),
    ],
)
async def test_a_file_that_is_not_taken_is_a_problem_with_a_code(
    web: WebWard, name: str | None, content: bytes, code: str
) -> None:
    async with program(web, "chuyenvien") as specialist:
        before = await web.size()
        address = f"/tasks/{web.task('51-08')}/files"
        named = {"name": name} if name else {}
        answer = await specialist.post(address, params=named, content=content, headers=key())
        problem(answer, 422, code)
        assert await web.size() == before


async def test_what_is_no_multipart_of_one_file_is_said_to_be_none(web: WebWard) -> None:
    address = f"/tasks/{web.task('51-08')}/files"
    async with program(web, "chuyenvien") as specialist:
        broken = {"Content-Type": "multipart/form-data; boundary=x", **key()}
        problem(await specialist.post(address, content=b"--y", headers=broken), 422, "body-broken")
        other = {"other": ("a.pdf", files.PDF, "application/pdf")}
        problem(await specialist.post(address, files=other, headers=key()), 422, "body-broken")


async def test_two_hundred_megabytes_are_refused_before_they_are_read(web: WebWard) -> None:
    bearer = {"Authorization": f"Bearer {await token_of(web, 'chuyenvien')}"}
    async with web.browser() as nobody:
        long = {**bearer, **key(), "Content-Length": "209715200"}
        address = f"{BASE}/api/tasks/{web.task('51-08')}/files"
        answer = await nobody.post(address, content=b"x", headers=long)
        assert "64 MB" in problem(answer, 413, "file-too-large")["detail"]


async def test_restricted_work_takes_no_file_and_others_see_none(web: WebWard) -> None:
    named = {"name": "a.pdf"}
    secret = f"/tasks/{web.task('58-01')}/files"
    async with program(web, "conganvien") as officer:
        answer = await officer.post(secret, params=named, content=files.PDF, headers=key())
        problem(answer, 409, "restricted")
        other = f"/tasks/{web.task('51-08')}/files"
        answer = await officer.post(other, params=named, content=files.PDF, headers=key())
        problem(answer, 404, "no-task")
    assert DIGEST not in web.app.state.services.files.store.kept


async def test_a_chase_is_one_command_with_its_letter(web: WebWard) -> None:
    stream = await due(web, "51-08", today() - timedelta(days=3))
    address, once = f"/tasks/{stream}/chases", key()
    letter = {"number": "15/CV-VP", "dated_on": today().isoformat()}
    async with program(web, "chanhvp") as chief:
        sent: dict[str, Any] = {"paper": letter, "note": "Đề nghị báo cáo ngay."}
        first = await chief.post(address, json=sent, headers=once)
        assert first.status_code == 200, first.text
        assert (await chief.post(address, json=sent, headers=once)).json() == first.json()
        other = await chief.post(address, json={"note": "Khác."}, headers=once)
        problem(other, 422, "command-reused")
        body = (await chief.get(f"/tasks/{stream}")).json()
        assert body["task"]["chases"] == 1
        assert body["trail"][0]["words"] == "Đề nghị báo cáo ngay."
        bad = {"paper": {**letter, "number": "không số"}}
        problem(await chief.post(address, json=bad, headers=key()), 422, "field-paper")
    async with program(web, "chuyenvien") as specialist:
        problem(await specialist.post(address, json={}, headers=key()), 403, "not-chasing")
    assert (await web.states(stream)).count("chase-sent") == 1
