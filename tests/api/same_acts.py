"""What has no sample of its own: the acts of the sheet's page, and those on plan documents."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from httpx2 import AsyncClient, Response

from api.board.selection import BOARD_ACTS, ROW_ACTS
from tests import evidence_files as files
from tests.api.documents import DOCUMENTS, decide, hand_in, opened
from tests.api.programs import key
from tests.api.reading import form_of, send
from tests.api.ward import WebWard
from tests.plan_text import PLAN_TEXT

DIGEST: Final = hashlib.sha256(files.PDF).hexdigest()


@dataclass
class SameWorld:
    """One of two wards that are alike: its addresses, and what was made in it on the way."""

    web: WebWard
    document: str = ""

    def at(self, address: str) -> str:
        """An address with this ward's names in it."""
        duty = self.web.task("51-08")
        names = {
            "duty": duty,
            "indicator": self.web.task("CT10"),
            "period": duty.rpartition(".")[2],
            "document": self.document,
        }
        return address.format(**names)


Way = Callable[[AsyncClient, SameWorld], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAct:
    """One act: whose it is, the page's route and the interface's operation, and how each goes.

    `on` is the later day on which it is done, where that is not the day of the act before it.
    """

    login: str
    route: str
    operation: str
    page: Way
    call: Way
    on: date | None = None


def form(address: str, ending: str, **typed: str) -> Way:
    """Open a page, fill in its form, send it."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        return await send(client, world.at(address), ending, typed)

    return way


def call(address: str, **sent: Any) -> Way:
    """Call an operation with a body of JSON."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        return await client.post(world.at(address), json=sent, headers=key())

    return way


def file_call(address: str, name: str, content: bytes) -> Way:
    """Call an operation with a file as the body."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        return await client.post(
            world.at(address), params={"name": name}, content=content, headers=key()
        )

    return way


def upload(address: str, ending: str, name: str) -> Way:
    """Choose a file in a form of a page and press its own button."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        fields = await _fields(client, world, address, ending)
        chosen = {world.at(name): ("báo cáo.pdf", files.PDF, "application/pdf")}
        return await client.post(f"{world.at(address)}/tep", data=fields, files=chosen)

    return way


def other_button(address: str, ending: str, button: str, **typed: str) -> Way:
    """Fill in a form and press another of its buttons; names and values may hold a task's."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        fields = await _fields(client, world, address, ending)
        fields |= {world.at(name): world.at(value) for name, value in typed.items()}
        return await client.post(f"{world.at(address)}/{button}", data=fields)

    return way


async def _fields(
    client: AsyncClient, world: SameWorld, address: str, ending: str
) -> dict[str, str]:
    """A form as a browser sends it while no file is chosen."""
    fields = form_of(await client.get(world.at(address)), ending).fields
    return {name: value for name, value in fields.items() if name.rpartition(":")[2] != "file"}


async def _hand_in(client: AsyncClient, world: SameWorld) -> Response:
    answer = await hand_in(client)
    world.document = answer.headers["location"].rpartition("/")[2]
    return answer


async def _hand_in_by_call(client: AsyncClient, world: SameWorld) -> Response:
    answer = await file_call("/plan/documents", "kế hoạch.txt", PLAN_TEXT.encode())(client, world)
    world.document = answer.json()["document"]
    return answer


async def _decide(client: AsyncClient, world: SameWorld) -> Response:
    opened_page = await opened(world.web, world.at(f"{DOCUMENTS}/{{document}}"))
    undecided = [
        error for error in opened_page.reading.errors if error.key not in opened_page.state.settled
    ]
    typed = {"decision": "accepted", "why": "Đúng như văn bản."}
    return await decide(client, world.at(f"{DOCUMENTS}/{{document}}"), undecided[0].key, typed)


async def _decide_by_call(client: AsyncClient, world: SameWorld) -> Response:
    address = world.at("/plan/documents/{document}")
    result = (await client.get(address)).json()["findings"]
    each = next(each for each in result if each["severity"] == "error" and not each["decided"])
    return await call(
        f"{address}/decisions",
        key=each["key"],
        decision="accepted",
        reason="Đúng như văn bản.",
        seen=each["seen"],
    )(client, world)


def with_version(ending: str) -> Way:
    """Call what is done with a document as it was read."""

    async def way(client: AsyncClient, world: SameWorld) -> Response:
        address = world.at("/plan/documents/{document}")
        version = (await client.get(address)).json()["version"]
        return await call(f"{address}/{ending}", version=version)(client, world)

    return way


HAND_IN: Final = SameAct(
    login="chanhvp",
    route="/ke-hoach/van-ban",
    operation="handInPlanDocument",
    page=_hand_in,
    call=_hand_in_by_call,
)
DECIDE: Final = SameAct(
    login="chanhvp",
    route="/ke-hoach/van-ban/{document}/quyet-dinh",
    operation="settleDocumentFinding",
    page=_decide,
    call=_decide_by_call,
)
# In the order in which they can be done in one ward.
ACTS: Final = (
    SameAct(
        login="chuyenvien",
        route="/phieu/{period}/tep",
        operation="attachFile",
        page=upload("/phieu/{period}", "/luu", "{indicator}:file"),
        call=file_call("/tasks/{indicator}/files", "báo cáo.pdf", files.PDF),
    ),
    SameAct(
        login="chuyenvien",
        route="/phieu/{period}/bo-tep",
        operation="detachFile",
        page=other_button("/phieu/{period}", "/luu", "bo-tep", detach=f"{{indicator}} {DIGEST}"),
        call=call(f"/tasks/{{indicator}}/files/{DIGEST}/detachment"),
    ),
    SameAct(
        login="chuyenvien",
        route="/phieu/{period}/gui",
        operation="submitReport",
        page=other_button(
            "/phieu/{period}",
            "/luu",
            "gui",
            **{
                "{indicator}:figure.CT10.1": "97,45",
                "{indicator}:kind.CT10.1": "estimate",
                "{indicator}:nil.CT10.2": "Chưa kiểm đếm xong.",
                "{indicator}:figure.CT10.3": "dat",
                "{indicator}:chosen": "1",
            },
        ),
        call=call(
            "/tasks/{indicator}/report",
            after_submission=0,
            figures=[
                {"measure": "CT10.1", "value": "97.45", "kind": "estimate"},
                {"measure": "CT10.2", "nil_reason": "Chưa kiểm đếm xong."},
                {"measure": "CT10.3", "value": "1"},
            ],
        ),
    ),
    SameAct(
        login="truongphong",
        route="/phieu/{period}/duyet",
        operation="approveSubmission",
        page=other_button("/phieu/{period}", "/luu", "duyet", **{"{indicator}:chosen": "1"}),
        call=call("/tasks/{indicator}/approval", submission=1),
    ),
    HAND_IN,
    DECIDE,
    SameAct(
        login="chanhvp",
        route="/ke-hoach/van-ban/{document}/ghi-cau-chu",
        operation="layDocumentBeside",
        page=form(f"{DOCUMENTS}/{{document}}", "/ghi-cau-chu"),
        call=with_version("quotes"),
    ),
    SameAct(
        login="chanhvp",
        route="/ke-hoach/van-ban/{document}/rut-cau-chu",
        operation="withdrawDocumentQuotes",
        page=form(f"{DOCUMENTS}/{{document}}", "/rut-cau-chu"),
        call=with_version("quotes/withdraw"),
    ),
)
LOAD: Final = SameAct(
    login="chanhvp",
    route="/ke-hoach/van-ban/{document}/nap",
    operation="loadPlanDocument",
    page=form(f"{DOCUMENTS}/{{document}}", "/nap"),
    call=with_version("load"),
)
# Operations without an act, each with the reason.
ONLY_CALLED: Final[Mapping[str, str]] = {
    "askVerification": "changes no fact; the page asks at /khoa-so/kiem-tra",
}
# Page routes without an operation of their own, each with the reason.
ONLY_ON_PAGES: Final[Mapping[str, str]] = {
    "/dang-nhap": "a session of a browser; a program has a token",
    "/dang-xuat": "a session of a browser; a program has a token",
    "/khoa-so/kiem-tra": "changes no fact; a program asks at /api/ledger/verifications",
    "/khoa-so/ho-so": "changes no fact; a case file is for people who answer for where it goes",
    **{
        address: reason
        for each in BOARD_ACTS
        for address, reason in (
            (f"/don-doc/{each.act.slug}", "only shown; a program asks task by task"),
            (f"/don-doc/{each.act.slug}/ghi", f"several commands of {each.act.name} at once"),
        )
    },
    **{
        f"/don-doc/viec/{{stream}}/{act.slug}": f"the same act of {act.name} on a row of the board"
        for act in ROW_ACTS
    },
    "/bang-chung-cham-diem/{stream}/de-nghi-xem-lai": "the same act of contest-line at its line",
    "/giao-viec/{code}/tach-lai": "the same act of lay-clauses, its cuts made of marks",
    "/chuong-trinh/{code}/nhap": "a file that is only read and shown",
    "/chuong-trinh/{code}/nhap/{file}/ghi": "several commands of register-programme-row at once",
    "/so-theo-doi/nhap": "a file that is only read and shown; a program asks for a dry run",
    "/don-doc/xac-nhan": "the reports of a selection, only shown",
    "/don-doc/xac-nhan/ghi": "several commands of confirm-submission at once",
    "/ke-hoach/van-ban/{document}/quyet-dinh-ca-loai": "several commands of settle-finding",
    "/tai-khoan/mat-khau": "a password is chosen by its owner alone",
    "/tai-khoan/phien": "sessions are of the pages; their owner alone ends them",
    "/cach-xem": "a list that a person saved for the pages is no matter of a program",
    "/cach-xem/bo": "the same, forgotten",
    "/tiep-nhan-nhieu-viec/ghi": "several tasks at once, each its own command of acknowledge-task",
    "/giao-trong-don-vi": "what would be given is only shown; a program names task by task",
    "/giao-trong-don-vi/ghi": "several tasks at once, each its own command of name-specialist",
    "/lien-ket/{token}": "a password is chosen by its owner alone",
    "/phieu/{period}/luu": "a draft is no fact",
    "/phieu/{period}/chep": "words of the last period in a draft, which is no fact",
    "/phieu/{period}/nhap": "a file that becomes drafts, which are no facts",
    "/quan-tri/danh-sach": "a list that is only read and shown is no fact",
    "/quan-tri/danh-sach/ghi": "a list registers people and grants offices: no program may",
}
