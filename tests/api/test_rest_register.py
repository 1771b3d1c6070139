"""The register over JSON: the same rows, filters, imports and refusals as on the pages."""

import json
from datetime import date

import pytest

from services.domain.directory.tokens import Scope
from tests.api.programs import key, problem, program
from tests.api.registers import paper_row, workbook
from tests.api.test_register_columns import FOREIGN
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
ROWS = (
    paper_row(),
    paper_row(work="Việc thứ hai", lead="KTHTDT", due_on="không thời hạn"),
    paper_row(work="Việc đã qua hạn", due_on=date(2026, 11, 2)),
    paper_row(work="Việc không rõ ai", lead="Phòng Không Có"),
)
NAMED = {"name": "sổ.xlsx"}


async def test_a_file_is_looked_at_then_written_once(web: WebWard) -> None:
    content = workbook(ROWS)
    async with program(web, "kiemtra") as office:
        size = await web.size()
        look = {**NAMED, "dry_run": "true"}
        answer = await office.post(
            "/register/imports", params=look, content=content, headers=key()
        )
        assert answer.status_code == 200, answer.text
        seen = answer.json()
        assert [each["row"] for each in seen["new"]] == [3, 4]
        assert {each["code"] for each in seen["new"]} == {None}
        refused = {each["row"]: each["column"] for each in seen["refusals"]}
        assert refused == {5: "due_on", 6: "lead"}
        assert seen["sums"]["balanced"] is True
        assert await web.size() == size
        answer = await office.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        codes = [each["code"] for each in answer.json()["new"]]
        rows = (await office.get("/register")).json()
        assert [row["code"] for row in rows["rows"]] == codes
        size = await web.size()
        again = await office.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        assert again.json()["new"] == []
        assert again.json()["sums"]["same"] == 2
        assert await web.size() == size, "neither work nor a refused attempt"


async def test_rows_are_filtered_and_read_page_by_page(web: WebWard) -> None:
    async with program(web, "kiemtra") as office:
        await office.post("/register/imports", params=NAMED, content=workbook(ROWS), headers=key())
        first = (await office.get("/register", params={"limit": 1})).json()
        assert (first["total"], len(first["rows"])) == (2, 1)
        rest = (await office.get("/register", params={"after": first["next"]})).json()
        assert rest["next"] is None
        assert first["rows"][0]["work"] == "Báo cáo kết quả rà soát nhà ở xã hội"
        assert rest["rows"][0]["due_on"] is None
        undated = (await office.get("/register", params={"state": "undated"})).json()
        assert [row["lead"] for row in undated["rows"]] == ["KTHTDT"]
        dated = {"due_from": "2026-12-18", "due_until": "2026-12-18", "unit": "VHXH"}
        assert (await office.get("/register", params=dated)).json()["total"] == 1
        problem(await office.get("/register", params={"unit": "XYZ"}), 422, "field-choice")


async def test_foreign_columns_are_shown_mapped_and_remembered(web: WebWard) -> None:
    content = workbook(ROWS[:1], FOREIGN)
    async with program(web, "kiemtra") as office:
        answer = await office.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        asked = answer.json()
        assert asked["columns_needed"] is True
        assert asked["new"] == []
        heads = [
            [each["label"], each["occurrence"], column]
            for each, column in zip(asked["columns"], FOREIGN, strict=True)
        ]
        mapping = {"heads_key": asked["heads_key"], "heads": heads}
        body = {"heads_key": asked["heads_key"], "mapping": json.dumps(mapping)}
        wrong = {**body, "mapping": json.dumps({**mapping, "heads": [["a", 1, "xyz"]]})}
        problem(
            await office.post("/register/columns", json=wrong, headers=key()),
            422,
            "columns-mapping",
        )
        mapped = await office.post("/register/columns", json=body, headers=key())
        assert mapped.status_code == 200, mapped.text
        answer = await office.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        assert answer.json()["columns_needed"] is False
        assert len(answer.json()["new"]) == 1


async def test_who_may_not_is_refused_and_a_reading_token_imports_nothing(web: WebWard) -> None:
    content = workbook(ROWS)
    async with program(web, "thanhtra") as inspector:
        answer = await inspector.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        problem(answer, 403, "not-registering")
        assert (await inspector.get("/register")).status_code == 200
    async with program(web, "chuyenvien") as unit:
        problem(await unit.get("/register"), 404, "no-directive")
    async with program(web, "kiemtra", Scope.READ) as reader:
        answer = await reader.post(
            "/register/imports", params=NAMED, content=content, headers=key()
        )
        problem(answer, 403, "token-read-only")
    async with program(web, "kiemtra") as office:
        broken = await office.post(
            "/register/imports", params=NAMED, content=b"no workbook", headers=key()
        )
        assert broken.status_code in {409, 422}
        empty = await office.post("/register/imports", params=NAMED, content=b"", headers=key())
        problem(empty, 422, "file-missing")
