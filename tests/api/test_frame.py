"""What all pages share: headers, cookie, static files, the banner, one address for each state."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from api.app import create_app
from api.labels import plan_words, words
from api.security import POLICY
from api.web.static_files import STATIC
from infra.assets.vendor import MANIFEST, hashes
from services.domain.assignment.terms import DELIVERABLES, DeliverableName
from services.domain.calendar import Frequency
from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import ItemKind, Operator, Severity
from services.domain.plan_document.events import FindingVerdict
from services.domain.plan_document.reading import Field
from services.domain.roles import Office
from services.domain.task import terms
from services.domain.task.births import ASSIGNED_KIND
from services.domain.task.events import FigureKind, Ground
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Stage
from services.queries.work_views import Group, Part
from tests.api.template_files import templates
from tests.api.ward import BASE, PASSWORD, WebWard, services_of

VENDOR = STATIC / "vendor"
SCRIPTED = re.compile(
    r"<script(?![^>]* src=)|<style|style=|hx-on|javascript:"
    r"|\son(?:click|load|error|submit|change|input|focus|blur|key\w+)="
)


@pytest.mark.postgres
async def test_every_answer_carries_the_headers_that_bind_the_browser(web: WebWard) -> None:
    async with web.browser("chuyenvien") as viewer:
        for path, kept in (
            ("/viec", "private, no-cache"),
            ("/khong-co", "no-store"),
            ("/dang-nhap", "no-store"),
            ("/healthz", "no-store"),
        ):
            answer = await viewer.get(path)
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["cache-control"] == kept
    assert "unsafe" not in POLICY


@pytest.mark.postgres
async def test_pages_load_nothing_that_does_not_exist_or_lies_elsewhere(web: WebWard) -> None:
    async with web.browser("chuyenvien") as viewer:
        page = await viewer.get("/viec")
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        assert len(files) >= 5
        css = next(file for file in files if file.endswith("app.css"))
        files += re.findall(r'url\("([^"]+)"\)', (await viewer.get(css)).text)
        for file in files:
            answer = await viewer.get(file)
            assert answer.status_code == 200, file
            assert "immutable" in answer.headers["cache-control"]
        assert not re.search(r'(?:href|src|action)="(?:https?:)?//', page.text)
        assert (await viewer.get("/static/own-0/app.css")).status_code == 404
        assert (await viewer.get("/static/vendor/../../app.py")).status_code == 404


@pytest.mark.postgres
async def test_the_cookie_is_out_of_reach_of_scripts_and_bound_to_the_host_under_tls(
    web: WebWard,
) -> None:
    base = "https://phuong.test"
    plain = services_of(web.ward, web.engine, web.logins, base)
    secure = create_app(replace(plain, secure_cookie=True))
    for app, address, name in (
        (web.app, BASE, "dondoc-8000"),
        (secure, base, "__Host-dondoc-443"),
    ):
        transport = ASGITransport(app=app)
        async with AsyncClient(transport=transport, base_url=address) as client:
            form = {"login": "chuyenvien", "password": PASSWORD}
            answer = await client.post("/dang-nhap", data=form, headers={"Origin": address})
            cookie = answer.headers["set-cookie"]
            assert cookie.startswith(f"{name}=")
            for mark in ("HttpOnly", "SameSite=lax", "Path=/"):
                assert mark in cookie
            assert ("Secure" in cookie) is name.startswith("__Host-")
            assert "Domain" not in cookie


@pytest.mark.postgres
async def test_a_session_under_the_name_of_another_installation_or_of_before_opens_nothing(
    web: WebWard,
) -> None:
    async with web.browser("chuyenvien") as viewer:
        token = viewer.cookies[web.app.state.services.cookie]
        assert (await viewer.get("/viec")).status_code == 200
    for name, status in (("dondoc", 303), ("dondoc-8001", 303), ("dondoc-8000", 200)):
        transport = ASGITransport(app=web.app)
        async with AsyncClient(transport=transport, base_url=BASE) as client:
            client.cookies.set(name, token)
            assert (await client.get("/viec")).status_code == status, name


@pytest.mark.postgres
async def test_a_demonstration_says_so_on_every_page_and_a_real_ward_never(web: WebWard) -> None:
    banner = "BẢN TRÌNH DIỄN – dữ liệu giả"
    async with web.browser("chuyenvien") as viewer:
        for path in ("/dang-nhap", "/viec", f"/viec/{web.task('51-08')}", "/khong-co"):
            assert banner in (await viewer.get(path)).text
    real = create_app(services_of(web.ward, web.engine, web.database.ward))
    async with AsyncClient(transport=ASGITransport(app=real), base_url=BASE) as viewer:
        page = await viewer.get("/dang-nhap")
    assert banner not in page.text
    assert web.database.ward.ledger_id in page.text


def test_the_vendored_copies_are_those_of_the_manifest() -> None:
    kept = json.loads((VENDOR / MANIFEST).read_text(encoding="utf-8"))
    assert hashes(VENDOR) == kept
    folders = {Path(name).parts[0] for name in kept if "/" in name}
    assert folders == {"htmx.org-4.0.1", "tabler-core-1.6.1", "be-vietnam-pro-5.3.0"}
    assert all(f"{folder}/LICENSE" in kept for folder in folders)
    assert not any(
        b"sourceMappingURL" in path.read_bytes() for path in VENDOR.rglob("*.*s") if path.is_file()
    )


def test_no_template_holds_script_style_or_a_foreign_address() -> None:
    for path in templates():
        text = path.read_text(encoding="utf-8")
        assert not SCRIPTED.search(text)
        assert not re.search(r"https?://", text)
        assert "| safe" not in text


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (Office, words.OFFICES),
        (Stage, words.STAGES),
        (OfficialStatus, words.BOXES),
        (Ground, terms.GROUNDS),
        (FigureKind, words.FIGURE_KINDS),
        (Group, words.GROUPS),
        (Part, words.PARTS),
        ((*ItemKind, ASSIGNED_KIND), words.KINDS),
        (ItemKind, plan_words.KINDS),
        (Severity, plan_words.SEVERITIES),
        (Severity, plan_words.MEANT),
        (FindingVerdict, plan_words.VERDICTS),
        (Field, plan_words.FIELDS),
        (Operator, plan_words.OPERATORS),
        (DeliverableName, DELIVERABLES),
        (UnitKind, words.UNIT_KINDS),
    ],
)
def test_every_code_that_a_page_may_meet_has_its_words(codes: object, said: object) -> None:
    assert {str(code) for code in codes} == {str(code) for code in said}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2026", "năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-M03", "tháng 03/2026"),
        ("2026-SY", "năm học 2026 - 2027"),
        ("once", "một lần"),
    ],
)
def test_a_period_is_said_in_words(code: str, said: str) -> None:
    assert words.period(code) == said
    assert len(Frequency) == 6
