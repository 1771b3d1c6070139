"""The log as it is served: keys, checkpoints, tiles, proofs, to pages and programs; no entries."""

import html
import io
import re
import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from httpx2 import AsyncClient

from api.ledger import labels
from infra.proving.faults import Stopped
from services.domain.directory.tokens import Scope
from services.ledger.tlog.checkpoints import open_checkpoint
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.proof_files import ConsistencyFile, InclusionFile
from services.ledger.tlog.status import AnchorKind, AnchorStatus, LogStatus
from tests.api.pages_said import said
from tests.api.programs import problem, program
from tests.api.reading import alert
from tests.api.signed_log import served_log, sign_log
from tests.api.ward import WebWard, opened
from tests.ledger.databases import LedgerDatabase as Database
from tests.moment import MOMENT

pytestmark = pytest.mark.postgres
SIZES = (10, 40)


@pytest.fixture
async def proved(filled: Database, tmp_path: Path) -> AsyncIterator[WebWard]:
    """The ward with its log signed at two sizes and at the end."""
    async with opened(filled, "pages_proved", log=served_log(tmp_path)) as web:
        await sign_log(web, tmp_path, SIZES)
        yield web


@pytest.fixture
async def reader(proved: WebWard) -> AsyncIterator[AsyncClient]:
    """A program that may only read."""
    async with program(proved, "thanhtra", Scope.READ) as caller:
        yield caller


async def keys_of(reader: AsyncClient) -> tuple[str, list[NoteVerifier]]:
    answer = (await reader.get("/ledger/keys")).json()
    return answer["origin"], [NoteVerifier.read(each["key"]) for each in answer["keys"]]


def leaves_of(web: WebWard) -> list[bytes]:
    with web.database.superuser() as admin:
        rows = admin.execute(
            "SELECT leaf FROM events WHERE ledger_id = %s ORDER BY position",
            [web.logins.ledger_id],
        ).fetchall()
    return [row[0] for row in rows]


async def test_a_stranger_checks_a_fact_with_the_served_files_alone(
    proved: WebWard, reader: AsyncClient
) -> None:
    origin, keys = await keys_of(reader)
    answer = await reader.get("/ledger/checkpoint")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    newest = open_checkpoint(answer.content, origin, keys).checkpoint
    leaves = leaves_of(proved)
    for position in (1, 40, newest.size):
        proof = await reader.get(f"/ledger/proofs/inclusion/{position}")
        InclusionFile.read(proof.content).verify(leaves[position - 1], origin, keys)
    older = await reader.get("/ledger/proofs/inclusion/7", params={"size": 10})
    assert InclusionFile.read(older.content).verify(leaves[6], origin, keys).checkpoint.size == 10
    joined = await reader.get(f"/ledger/proofs/consistency/10/{newest.size}")
    ConsistencyFile.read(joined.content).verify(origin, keys)


async def test_a_checkpoint_of_before_is_kept_as_it_was_signed(reader: AsyncClient) -> None:
    origin, keys = await keys_of(reader)
    for size in SIZES:
        answer = await reader.get(f"/ledger/checkpoints/{size}")
        assert open_checkpoint(answer.content, origin, keys).checkpoint.size == size


async def test_a_tile_holds_hashes_alone_and_is_kept_for_ever(
    proved: WebWard, reader: AsyncClient
) -> None:
    answer = await reader.get("/ledger/tile/0/000.p/40")
    assert answer.content == b"".join(leaves_of(proved)[:40])
    assert "immutable" in answer.headers["cache-control"]
    assert "private" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("checkpoints/11", "no-checkpoint"),
        ("checkpoints/0", "no-checkpoint"),
        ("tile/entries/000", "no-tile"),
        ("tile/0/999", "no-tile"),
        ("tile/0/000.p/0", "no-tile"),
        ("tile/0/../checkpoint", "no-tile"),
        ("tile/0/%2e%2e/%2e%2e/status.json", "no-tile"),
        ("tile/00/000", "no-tile"),
        ("proofs/inclusion/999999", "no-proof"),
        ("proofs/inclusion/11?size=10", "no-proof"),
        ("proofs/inclusion/1?size=11", "no-proof"),
        ("proofs/consistency/10/11", "no-proof"),
        ("proofs/consistency/40/10", "no-proof"),
    ],
)
async def test_what_is_not_there_is_refused_in_words(
    reader: AsyncClient, path: str, code: str
) -> None:
    answer = await reader.get(f"/ledger/{path}")
    if answer.status_code == 404 and ".." in path:
        return  # the client itself made another address of it, which is none
    assert problem(answer, 404, code)


async def test_without_a_token_nothing_is_served(proved: WebWard) -> None:
    async with proved.browser() as stranger:
        for path in ("checkpoint", "keys", "tile/0/000.p/40", "proofs/inclusion/1"):
            assert (await stranger.get(f"/api/ledger/{path}")).status_code == 401


def root_of(proved: WebWard) -> str:
    newest = proved.app.state.services.log.newest()
    assert newest is not None
    root: str = newest.root
    return root


def said_in(content: bytes) -> str:
    """What a file holds: of an Excel file its sheets and the texts beside them."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/")]
        return "".join(book.read(name).decode() for name in names)


@pytest.mark.parametrize(
    ("login", "address"),
    [
        ("chanhvp", "/nhat-ky/tep.xlsx"),
        ("chanhvp", "/so-theo-doi/so.xlsx"),
        ("chanhvp", "/don-doc/danh-sach.xlsx"),
        ("chanhvp", "/bang-chung-cham-diem/tep.xlsx"),
        ("chuyenvien", "/phieu/2026-Q4/bang.xlsx"),
        ("quantri", "/quan-tri/danh-sach/can-bo.xlsx"),
        ("quantri", "/quan-tri/danh-sach/can-bo.csv"),
    ],
)
async def test_every_export_carries_the_root(proved: WebWard, login: str, address: str) -> None:
    """That of a programme has no page in this ward: it is written as the register is."""
    async with proved.browser(login) as somebody:
        answer = await somebody.get(address)
        assert answer.status_code == 200, answer.text
        assert f"mã gốc {root_of(proved)}" in html.unescape(said_in(answer.content))


async def test_the_list_of_people_is_read_in_again_with_the_root_below_it(proved: WebWard) -> None:
    async with proved.browser("quantri") as administrator:
        file = await administrator.get("/quan-tri/danh-sach/can-bo.csv")
        assert file.content.decode().rstrip().endswith(proved.app.state.services.signed_line)
        sent = {"file": ("can-bo.csv", file.content, "text/csv")}
        shown = await administrator.post("/quan-tri/danh-sach", files=sent)
        assert shown.status_code == 200
        people = len(file.content.decode().splitlines()) - 2
        assert shown.text.count("Đã có, không đổi gì.") == people


async def test_the_page_says_which_key_signed_what_and_what_an_attacker_can_still_do(
    proved: WebWard,
) -> None:
    async with proved.browser("chuyenvien") as somebody:
        page = await somebody.get("/khoa-so")
        spoken = said(page)
        assert f"dondoc/{proved.logins.ledger_id}" in page.text
        assert f"{await signed_size(somebody)} sự kiện" in spoken
        assert "Kẻ phá hoại còn làm được gì" in spoken
        assert "viết lại được toàn bộ" in spoken
        kept = await somebody.get("/khoa-so/diem-da-ky")
        assert "attachment" in kept.headers["content-disposition"]
        root = kept.text.splitlines()[2]
        assert len(root) == 44
        assert root in page.text
        event = await somebody.get("/khoa-so/bang-chung/1")
        assert InclusionFile.read(event.content).index == 0
        missing = await somebody.get("/khoa-so/bang-chung/999999")
        assert missing.status_code == 404
        assert "Chưa có bằng chứng" in missing.text


async def test_every_printed_sheet_ends_with_size_and_root(proved: WebWard) -> None:
    async with proved.browser("chanhvp") as chief:
        root = (await chief.get("/khoa-so/diem-da-ky")).text.splitlines()[2]
        for path in ("/viec", "/giao-ban", "/tong-quan/in", "/nhat-ky"):
            page = await chief.get(path)
            assert (
                f'<p class="printed">Sổ {await signed_size(chief)} sự kiện, mã gốc {root}</p>'
                in (page.text)
            ), path


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("chanhvp", "/nhat-ky/tep.xlsx"),
        ("chanhvp", "/don-doc/danh-sach.xlsx"),
        ("chanhvp", "/so-theo-doi/so.xlsx"),
        ("chanhvp", "/bang-chung-cham-diem/tep.xlsx"),
        ("quantri", "/quan-tri/danh-sach/can-bo.xlsx"),
    ],
)
async def test_every_exported_file_holds_size_and_root(
    proved: WebWard, login: str, path: str
) -> None:
    async with proved.browser(login) as person:
        root = (await person.get("/khoa-so/diem-da-ky")).text.splitlines()[2]
        with ZipFile(BytesIO((await person.get(path)).content)) as file:
            parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    assert any(root in part for part in parts)


async def signed_size(browser: AsyncClient) -> str:
    return (await browser.get("/khoa-so/diem-da-ky")).text.splitlines()[1]


def status(state: str, age: float = 0, **anchors: str) -> LogStatus:
    """How the auditor part said that it fared, so many seconds ago."""
    return LogStatus(
        state=state,
        said="Sổ ngắn hơn điểm đã ký." if state == "ledger_shorter" else "",
        built=1,
        signed=1,
        at=MOMENT.timestamp() - age,
        pid=1,
        anchors={
            name: AnchorStatus(kind=AnchorKind(name), state=each, said="", size=1)
            for name, each in anchors.items()
        },
    )


@pytest.mark.parametrize(
    ("reported", "state"),
    [
        (status("ok", folder="ok"), "ok"),
        (status("ok", age=31), "stale"),
        (status("ledger_shorter", folder="anchor_away"), "ledger_shorter"),
        (status("ok", folder="anchor_refused"), "anchor_refused"),
    ],
)
async def test_health_says_how_the_signing_fares(
    proved: WebWard, tmp_path: Path, reported: LogStatus, state: str
) -> None:
    reported.write(tmp_path / "log")
    async with proved.browser() as watcher:
        answer = (await watcher.get("/healthz")).json()
        assert answer["parts"]["auditor"] == state
        assert answer["status"] == "degraded"  # the other parts of this ward never ran
    (tmp_path / "log" / "status.json").write_text("{", encoding="utf-8")
    async with proved.browser() as watcher:
        assert (await watcher.get("/healthz")).json()["parts"]["auditor"] is None


async def test_the_page_says_why_nothing_is_signed(proved: WebWard, tmp_path: Path) -> None:
    status("ledger_shorter").write(tmp_path / "log")
    async with proved.browser("thanhtra") as inspector:
        assert "Sổ ngắn hơn điểm đã ký." in alert(await inspector.get("/khoa-so"))


async def test_each_place_outside_says_what_an_attacker_can_still_do(
    proved: WebWard, tmp_path: Path
) -> None:
    names = {kind.value: "ok" for kind in AnchorKind}
    status("ok", 0, **names).write(tmp_path / "log")
    async with proved.browser("thanhtra") as inspector:
        page = await inspector.get("/khoa-so")
    spoken = said(page)
    windows = [
        text.strip()
        for text in re.findall(r'data-label="Còn làm được gì">(.*?)</td>', page.text, re.DOTALL)
    ]
    assert len(windows) == len(AnchorKind) + 2
    assert all(len(window) > 100 for window in windows)
    assert len(set(windows)) == len(windows)
    for words in (
        "sửa sự kiện cũ hơn thì chỉ khi đọc lại toàn bộ (“Đọc lại tất cả từ đầu”)",
        "chỉ thay được những sự kiện ghi sau bản sao gần nhất",
        "Nhân chứng witness",
        "phần nối tiếp bịa đặt",
        "Dấu thời gian của stamps",
        "hai sổ khác nhau đều xin dấu được",
        "tờ giấy không ai so thì không nói gì",
    ):
        assert words in spoken, words


@pytest.mark.parametrize("kind", list(AnchorKind))
def test_every_state_of_an_anchor_has_words(kind: AnchorKind) -> None:
    name = "nơi-giữ.example"
    words = labels.anchor(kind, name)
    assert words.name != name
    assert (name in words.name) == (kind is not AnchorKind.FOLDER)
    states = [Stopped.LOG_ALTERED, Stopped.DISK_FULL, Stopped.DISK_REFUSES]
    for state in ("ok", "anchor_away", "anchor_refused", "anchor_spoilt", *states):
        assert labels.anchor_state(state) != state


async def test_a_ward_whose_log_nobody_builds_says_so(web: WebWard) -> None:
    async with program(web, "thanhtra", Scope.READ) as caller:
        assert problem(await caller.get("/ledger/checkpoint"), 404, "no-log")
        assert (await caller.get("/ledger/keys")).json() == {"origin": None, "keys": []}
    async with web.browser("thanhtra") as inspector:
        assert "Chưa có điểm nào được ký" in said(await inspector.get("/khoa-so"))
