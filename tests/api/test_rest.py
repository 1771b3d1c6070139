"""The JSON interface: the same acts and rights as the pages, and problems that a program reads."""

from datetime import timedelta

import jsonschema_rs
import pytest

from api.labels.words import day
from api.rest.describing import operations
from api.rest.links import LINKS
from services.domain.directory.tokens import Scope
from services.domain.task.acts.submit_report import ReportSubmitted
from tests.api.programs import key, problem, program, token_of
from tests.api.reading import read, send
from tests.api.ward import BASE, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
MAY_OF_THE_CHIEF = [
    "confirm",
    "return",
    "reassign",
    "suspend",
    "withdraw",
    "replace",
    "chase_supporter",
]
WORDS = "Đã tổ chức gặp mặt 45 doanh nghiệp."


async def test_a_report_escalates_by_json(web: WebWard) -> None:
    stream = web.task("51-08")
    async with program(web, "chuyenvien") as specialist, program(web, "truongphong") as head:
        task = f"/tasks/{stream}"
        sent = {"after_submission": 0, "text": WORDS}
        assert (
            await specialist.post(f"{task}/report", json=sent, headers=key())
        ).status_code == 200
        answer = await head.post(f"{task}/approval", json={"submission": 1}, headers=key())
        assert answer.json()["versions"].keys() == {stream}
    async with program(web, "chanhvp") as chief:
        body = (await chief.get(task)).json()
        assert body["may"] == MAY_OF_THE_CHIEF
        assert body["submissions"][0]["text"] == WORDS
        answer = await chief.post(f"{task}/confirmation", json={"submission": 1}, headers=key())
        assert answer.status_code == 200
        assert (await chief.get(task)).json()["task"]["stage"] == "confirmed"
    assert await web.states(stream) == [
        "task-issued",
        "task-acknowledged",
        "report-submitted",
        "submission-approved",
        "submission-confirmed",
    ]


async def test_the_same_act_by_page_and_by_json_gives_the_same_facts(web: WebWard) -> None:
    called = web.task("CT10")
    figures = {"CT10.1": "97,45", "CT10.2": "3", "CT10.3": "dat"}
    async with web.browser("chuyenvien") as specialist:
        typed = {f"figure.{code}": value for code, value in figures.items()}
        assert (await send(specialist, f"/viec/{called}", "/bao-cao", typed)).status_code == 303
    page_facts = (await web.ward.ledger.read([called])).of(called)
    async with program(web, "truongphong") as head:
        back = {
            "submission": 1,
            "ground": "formal_gap",
            "reason": "Gửi lại.",
            "correct_by": (today() + timedelta(days=5)).isoformat(),
        }
        answer = await head.post(f"/tasks/{called}/return", json=back, headers=key())
        assert answer.status_code == 200, answer.text
    async with program(web, "chuyenvien") as specialist:
        body = {
            "after_submission": 1,
            "figures": [
                {"measure": "CT10.1", "value": "97.45", "kind": "estimate"},
                {"measure": "CT10.2", "value": "3", "kind": "estimate"},
                {"measure": "CT10.3", "value": "1"},
            ],
        }
        answer = await specialist.post(f"/tasks/{called}/report", json=body, headers=key())
        assert answer.status_code == 200, answer.text
    facts = (await web.ward.ledger.read([called])).of(called)
    first, second = page_facts[-1].event, facts[-1].event
    assert isinstance(first, ReportSubmitted)
    assert isinstance(second, ReportSubmitted)
    assert first.figures == second.figures
    assert (first.paper, first.text) == (second.paper, second.text)
    assert facts[-1].actor == page_facts[-1].actor
    assert await web.states(called) == [
        "task-issued",
        "task-acknowledged",
        "report-submitted",
        "submission-returned",
        "report-submitted",
    ]


async def test_the_same_key_is_one_command_and_another_content_is_refused(web: WebWard) -> None:
    address, once = f"/tasks/{web.task('51-08')}/report", key()
    async with program(web, "chuyenvien") as specialist:
        sent = {"after_submission": 0, "text": WORDS}
        first = await specialist.post(address, json=sent, headers=once)
        size = await web.size()
        again = await specialist.post(address, json=sent, headers=once)
        assert again.json() == first.json()
        assert await web.size() == size
        other = await specialist.post(address, json={**sent, "text": "Khác."}, headers=once)
        problem(other, 422, "command-reused")


async def test_lists_go_page_by_page_and_answers_know_themselves_again(web: WebWard) -> None:
    async with program(web, "chanhvp", Scope.READ) as chief:
        whole = (await chief.get("/tasks")).json()["tasks"]
        streams = []
        after = None
        for _ in range(len(whole) + 1):
            query = {"limit": 1, **({"after": after} if after else {})}
            body = (await chief.get("/tasks", params=query)).json()
            streams += [each["stream"] for each in body["tasks"]]
            after = body["next"]
            if after is None:
                break
        assert streams == [each["stream"] for each in whole]
        assert len(streams) == 4
        first = await chief.get("/tasks")
        same = await chief.get("/tasks", headers={"If-None-Match": first.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
        problem(await chief.get("/tasks", params={"after": "x"}), 409, "cursor")
        own = (await chief.get("/tasks", params={"unit": "VP"})).json()["tasks"]
        assert [each["lead_unit"] for each in own] == ["VP"]


@pytest.mark.parametrize(
    ("login", "seen"),
    [("chuyenvien", {"51-08", "CT10"}), ("conganvien", {"58-01"}), ("quantri", set())],
)
async def test_a_program_sees_what_its_person_sees(
    web: WebWard, login: str, seen: set[str]
) -> None:
    async with program(web, login) as client:
        result = (await client.get("/tasks")).json()["tasks"]
        assert {each["stream"] for each in result} == {web.task(code) for code in seen}
        for code in {"51-08", "CT10", "58-01", "54-02"} - seen:
            problem(await client.get(f"/tasks/{web.task(code)}"), 404, "no-task")
            act = await client.post(f"/tasks/{web.task(code)}/acknowledge", json={}, headers=key())
            problem(act, 404, "no-task")
        if login == "quantri":
            problem(await client.get("/plan/items"), 403, "not-overseeing")
            return
        items = {each["code"] for each in (await client.get("/plan/items")).json()["items"]}
        assert items >= seen
        assert not items & ({"51-08", "CT10", "58-01", "54-02"} - seen)


async def test_a_token_ends_is_revoked_and_may_be_for_looking_only(web: WebWard) -> None:
    async with program(web, "truongphong", Scope.READ) as reader:
        me = await reader.get("/me")
        assert me.json()["offices"] == [{"office": "unit_head", "unit": "KTHTDT"}]
        same = await reader.get("/me", headers={"If-None-Match": me.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
        act = await reader.post(f"/tasks/{web.task('51-08')}/acknowledge", json={}, headers=key())
        problem(act, 403, "token-read-only")
        async with web.browser("truongphong") as head:
            listed = await head.get("/tai-khoan/ma-truy-cap")
            assert "phần mềm thử" in listed.text
            answer = await send(head, "/tai-khoan/ma-truy-cap", "/thu-hoi", {})
            assert answer.status_code == 303
        problem(await reader.get("/me"), 401, "token")


async def test_a_token_is_made_on_the_page_and_shown_once(web: WebWard) -> None:
    page = "/tai-khoan/ma-truy-cap"
    async with web.browser("chuyenvien") as specialist:
        late = {
            "label": "x",
            "scope": "write",
            "ends_on": day(today() + timedelta(days=400)),
        }
        refused = await send(specialist, page, page, late)
        assert refused.status_code == 409
        assert 'value="x"' in refused.text
        made = await send(
            specialist, page, page, {**late, "ends_on": day(today() + timedelta(days=30))}
        )
        assert made.status_code == 200
        secret = made.text.split('class="secret">')[1].split("<")[0]
        assert secret not in (await specialist.get(page)).text
        assert read(made).alerts == []
        bearer = {"Authorization": f"Bearer {secret}"}
        me = await specialist.get(f"{BASE}/api/me", headers=bearer)
        assert me.json()["name"] == "Nguyễn Thị Hoa"


async def test_what_is_no_call_is_answered_with_a_problem(web: WebWard) -> None:
    secret = await token_of(web, "chuyenvien")
    task = f"{BASE}/api/tasks/{web.task('51-08')}"
    bearer = {"Authorization": f"Bearer {secret}"}
    async with web.browser() as nobody:
        problem(await nobody.get(f"{BASE}/api/tasks"), 401, "token")
        wrong = {"Authorization": "Bearer sai"}
        problem(await nobody.get(f"{BASE}/api/tasks", headers=wrong), 401, "token")
        problem(await nobody.get(f"{BASE}/api/khong-co", headers=bearer), 404, "address")
        problem(await nobody.get(f"{BASE}/api/tasks/%0A", headers=bearer), 404, "no-task")
        problem(await nobody.delete(task, headers=bearer), 405, "method")
        no_key = await nobody.post(f"{task}/acknowledge", json={}, headers=bearer)
        fields = problem(no_key, 422, "request-invalid")["errors"]
        assert fields == [{"field": "header.Idempotency-Key", "detail": "Thiếu nội dung."}]
        broken = await nobody.post(
            f"{task}/report",
            content=b"{",
            headers={**bearer, **key(), "content-type": "application/json"},
        )
        problem(broken, 422, "request-invalid")
        comma = {"after_submission": 0, "figures": [{"measure": "CT10.1", "value": "97,45"}]}
        answer = await nobody.post(f"{task}/report", json=comma, headers={**bearer, **key()})
        assert "figures.0.value" in str(problem(answer, 422, "field-number")["errors"])
        large = await nobody.post(
            f"{task}/report", content=b"x" * 2_000_000, headers={**bearer, **key()}
        )
        problem(large, 413, "size")


async def test_the_description_is_whole_and_shown_without_a_script(web: WebWard) -> None:
    async with web.browser() as nobody:
        spec = (await nobody.get(f"{BASE}/api/openapi.json")).json()
        page = await nobody.get(f"{BASE}/api/docs")
    assert spec["openapi"].startswith("3.1")
    every = list(operations(spec))
    names = [each["operationId"] for each in every]
    assert len(names) == len(set(names))
    assert len(names) > 30
    for each in every:
        assert each["description"]
        for status, answer in each["responses"].items():
            assert answer["description"] != "Successful Response"
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]
    assert page.status_code == 200
    assert all(f'id="{name}"' in page.text for name in names)
    assert "command-reused" in page.text
    assert "http://" not in page.text.replace(BASE, "")


async def test_every_example_fits_its_shape_and_every_link_leads_somewhere(web: WebWard) -> None:
    async with web.browser() as nobody:
        spec = (await nobody.get(f"{BASE}/api/openapi.json")).json()
    names, checked = {operation["operationId"] for operation in operations(spec)}, 0
    for operation in operations(spec):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            for content in part.get("content", {}).values():
                if "example" in content:
                    whole = {**content["schema"], "components": spec["components"]}
                    jsonschema_rs.validate(whole, content["example"])
                    checked += 1
    assert checked > len(names)
    assert LINKS.keys() <= names
    assert {link.to for links in LINKS.values() for link in links} <= names
