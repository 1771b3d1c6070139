"""What a stolen login appends to the things of each noun is named with what was not so."""

from dataclasses import replace
from uuid import UUID

import pytest

from infra.verify.exit_codes import Wrong
from infra.wiring import CODEC
from services.domain.assignment.acts.name_lead import LeadNamed
from services.domain.assignment.events import assignment_stream
from services.domain.directive.events import (
    DirectiveRegistered,
    DirectiveReopened,
    directive_stream,
)
from services.domain.directory.events import (
    AccountReopened,
    OfficeEnded,
    SignedOut,
    account_stream,
    person_stream,
)
from services.domain.facts import SYSTEM, Event
from services.domain.inspection.acts.close_finding import InspectionFindingClosed
from services.domain.inspection.events import InspectionFindingOpened, inspection_stream
from services.domain.log_keys import STREAM, LogKeyIntroduced
from services.domain.plan_document.events import (
    PlanDocumentRead,
    PlanQuotesWithdrawn,
    reading_stream,
)
from services.domain.programme.events import ProgrammeOpened, ProgrammeResultAsked
from services.domain.roles import Office
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard
from tests.commands.forging import appended, judged, signed_in
from tests.ledger.golden_rows import golden_rows, row_name
from tests.moment import today

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres
GOLDEN = {row.name: row.payload for row in golden_rows()}


def golden(kind: type[Event]) -> Event:
    return CODEC.decode(kind.TYPE, kind.SCHEMA, GOLDEN[row_name(kind.TYPE, kind.SCHEMA)])


DIRECTIVE, FINDING = directive_stream("abcdefgh"), inspection_stream("abcdefgh")
READING = reading_stream(str(UUID(int=7)))
PROGRAMME = "programme-2027"


def of_work(task: str) -> list[tuple[str, str, Event, str]]:
    """Who does it, to what, and what verify says of it; blank: it only prepares the next one."""
    confirmed = SubmissionConfirmed(
        submission=1, rung="office", counted_on=today(), correction=None
    )
    named = LeadNamed(
        lead_unit="VHXH", supporting_units=(), restricted=False, issue_from=today(), paper=None
    )
    opened = ProgrammeOpened(period="2027", closes_on=today(), units=())
    not_theirs = "theo chức vụ Chuyên viên của đơn vị KTHTDT, là chức vụ không được làm việc này."
    return [
        ("", task, confirmed, "xác nhận hoàn thành khi chưa có báo cáo."),
        ("", task, confirmed, "xác nhận hoàn thành mà không do người nào thực hiện."),
        (
            "chuyenvien",
            assignment_stream("51-08"),
            named,
            "giao đơn vị chủ trì khi mục đã có đơn vị chủ trì.",
        ),
        ("chuyenvien", assignment_stream("54-02"), named, f"giao đơn vị chủ trì {not_theirs}"),
        (
            "chuyenvien",
            DIRECTIVE,
            golden(DirectiveRegistered),
            f"ghi nhận nguồn giao việc {not_theirs}",
        ),
        (
            "chanhvp",
            DIRECTIVE,
            DirectiveReopened(reason=None),
            "mở lại nguồn giao việc khi nguồn chưa kết thúc xử lý.",
        ),
        ("", PROGRAMME, opened, ""),
        ("", PROGRAMME, ProgrammeResultAsked(), "đến hạn tổng kết khi chương trình chưa ký."),
    ]


def beside_work(somebody: UUID) -> list[tuple[str, Event, str]]:
    """The same for plan documents, findings, people, accounts and the ledger itself."""
    ended = OfficeEnded(office=Office.CHAIR, unit=None, until_on=today(), basis=None)
    withdrawn = PlanQuotesWithdrawn(file_sha256="0" * 64, holding=())
    return [
        (
            FINDING,
            golden(InspectionFindingOpened),
            "lập kiến nghị kiểm tra theo chức vụ Chánh Văn phòng của đơn vị VP, là chức vụ",
        ),
        (
            FINDING,
            InspectionFindingClosed(text=None, paper=None),
            "kết luận kiến nghị kiểm tra khi đơn vị chưa trả lời.",
        ),
        (READING, golden(PlanDocumentRead), ""),
        (
            READING,
            withdrawn,
            "rút trích dẫn đã gắn khi trích dẫn văn bản không đứng cạnh mục nào.",
        ),
        (
            person_stream(somebody),
            ended,
            "thôi chức vụ khi chức vụ không được giữ vào ngày này.",
        ),
        (
            account_stream(somebody),
            AccountReopened(person_id=somebody),
            "mở lại tài khoản khi tài khoản không bị khóa.",
        ),
        (
            account_stream(somebody),
            SignedOut(person_id=somebody),
            "đăng xuất của tài khoản người khác.",
        ),
        (
            STREAM,
            LogKeyIntroduced(key="given", overlap_days=0),
            "đưa khóa ký sổ vào dùng không phải bằng lệnh trên máy chủ.",
        ),
    ]


async def test_one_forged_fact_of_each_noun(web: WebWard) -> None:
    """Each is appended in a session of its own person, with every digest right."""
    chief = await signed_in(web, "chanhvp")
    contexts = {
        "chuyenvien": await signed_in(web, "chuyenvien"),
        "chanhvp": chief,
        "": replace(chief, actor=SYSTEM, session_id=None),
    }
    others = beside_work(await web.person_id("dongnghiep"))
    lines = []
    for who, stream, event, said in (
        *of_work(web.task("51-08")),
        *(("chanhvp", *each) for each in others),
    ):
        position = await appended(web, contexts[who], stream, event)
        lines += [f"  - vị trí {position}: {said}"] if said else []
    result = await judged(web)
    assert Wrong.UNLAWFUL in result.wrongs
    assert [line for line in lines if line not in result.sentence] == []
