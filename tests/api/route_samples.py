"""Every route of the application with who may use it: one line for each, by method and path.

A new route needs a line here: a `Read` for what is looked at, a `Write` for what is done. Paths
stand as the routes spell them; `{code}` and `{stream}` become an item and a task of the matrix,
one after the other, the other parameters what `Place` holds.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from infra.randomness import RANDOMNESS
from services.domain.roles import Office
from tests.acts import SAMPLE_OF
from tests.acts.rights import (
    DECIDERS,
    OF_THE_UNIT,
    OTHER,
    OVERSEERS,
    READERS_OF_DOCUMENTS,
    UNIT,
    WORKERS,
    Given,
    everybody,
    holding,
    nobody,
    signed_in,
)
from tests.api.matrix import stream_of
from tests.api.matrix_assigned import COMMON
from tests.api.matrix_directive_pages import DIRECTIVE_FORMS, DIRECTIVE_PAGES
from tests.api.matrix_inspection import INSPECTION_READS, INSPECTION_WRITES
from tests.api.matrix_programme_file import PROGRAMME_FILE_READS, PROGRAMME_FILE_WRITES
from tests.api.matrix_programme_pages import PROGRAMME_FORMS, PROGRAMME_PAGES
from tests.api.matrix_register import REGISTER_READS, REGISTER_WRITES
from tests.api.matrix_ward import digest_of
from tests.api.rest_samples import REST_READS, REST_WRITES
from tests.api.sample_kinds import (
    Read,
    Write,
    gets_file,
    of_act,
    reads_item,
    reads_of_units,
    reads_plan,
    sees_task,
)
from tests.api.sampled_writes import form_for, page_writes
from tests.evidence_files import TEXT
from tests.moment import today
from tests.plan_text import PLAN_TEXT

ADMINISTRATORS: Final = holding(Office.ADMINISTRATOR)
HEADS: Final = (Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE)
TASKS_ROWS: Final = f"tim={COMMON}"


READS: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    **REST_READS,
    **REGISTER_READS,
    **PROGRAMME_FILE_READS,
    **DIRECTIVE_PAGES,
    **PROGRAMME_PAGES,
    **INSPECTION_READS,
    "/": Read(by=signed_in, status=303),
    "/healthz": Read(by=everybody),
    "/dang-nhap": Read(by=everybody),
    "/lien-ket/{token}": Read(by=nobody),
    "/viec": Read(by=signed_in, queries=("", TASKS_ROWS, "tim=qz")),
    "/viec/{stream}": Read(by=sees_task),
    "/viec/{stream}/vi-sao/{topic}": Read(by=sees_task),
    "/viec/{stream}/tep/{sha256}": Read(by=gets_file),
    "/cach-xem": Read(by=signed_in),
    "/giao-trong-don-vi": Read(by=holding(*HEADS), queries=("", TASKS_ROWS, "can-bo=chua-co")),
    "/phieu": Read(by=signed_in),
    "/phieu/{period}": (
        Read(by=holding(*WORKERS)),
        Read(by=holding(*OF_THE_UNIT), queries=(f"don-vi={UNIT}",)),
        Read(by=nobody, queries=(f"don-vi={OTHER}",)),
    ),
    "/phieu/{period}/in": Read(by=holding(*WORKERS)),
    "/phieu/{period}/bang.xlsx": Read(by=holding(*WORKERS)),
    "/tai-khoan": Read(by=signed_in),
    "/tai-khoan/ma-truy-cap": Read(by=signed_in),
    "/quan-tri": Read(by=ADMINISTRATORS),
    "/quan-tri/can-bo/{person_id}": Read(by=ADMINISTRATORS),
    "/quan-tri/don-vi": Read(by=ADMINISTRATORS, queries=("", "bo-may=trong&tim=phong")),
    "/quan-tri/don-vi/{code}": Read(by=ADMINISTRATORS, at={"code": UNIT}),
    "/tro-giup": Read(by=signed_in),
    "/tro-giup/kieu": Read(by=signed_in),
    "/tro-giup/{slug}": Read(by=signed_in, at={"slug": "viec"}),
    "/thay-doi": Read(by=signed_in),
    "/thay-doi/cho-toi": Read(by=signed_in),
    "/quan-tri/danh-sach": Read(by=ADMINISTRATORS),
    "/quan-tri/cho-dong-y": Read(by=holding(Office.ADMINISTRATOR, Office.CHIEF_OF_OFFICE)),
    "/quan-tri/danh-sach/can-bo.csv": Read(by=ADMINISTRATORS),
    "/quan-tri/danh-sach/can-bo.xlsx": Read(by=ADMINISTRATORS, queries=("", f"don-vi={UNIT}")),
    "/ke-hoach": Read(by=reads_plan, queries=("", f"don-vi={OTHER}", "diem=1", "chua-chu-tri=1")),
    "/ke-hoach/nhanh/{branch}": Read(by=reads_plan, at={"branch": "II.5"}),
    "/ke-hoach/{code}": Read(by=reads_item),
    "/ke-hoach/van-ban": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/ke-hoach/van-ban/{document}": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/ke-hoach/van-ban/{document}/ban-lam-viec": Read(
        by=holding(*READERS_OF_DOCUMENTS), queries=("", "mo=1&muc-do=ghi-chu", "diem=2")
    ),
    "/ke-hoach/van-ban/{document}/cac-muc": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/ke-hoach/van-ban/{document}/toan-van": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/don-doc": Read(
        by=holding(*OVERSEERS),
        queries=("", "tinh-trang=tat-ca", f"don-vi={OTHER}&tinh-trang=tat-ca", TASKS_ROWS),
    ),
    "/don-doc/danh-sach.xlsx": Read(by=holding(*OVERSEERS), queries=("", "tinh-trang=tat-ca")),
    "/nhat-ky": (
        Read(
            by=signed_in,
            queries=(
                "",
                "vi-tri=400",
                "vi-tri=200",
                "sau=200&thu-tu=cu-truoc",
                "loai=report-submitted",
                "ket-qua=tra-lai",
                f"so={COMMON}",
                "chi-nguoi=1",
            ),
        ),
        Read(by=reads_of_units, queries=(f"don-vi={UNIT}", f"don-vi-nguoi={UNIT}")),
    ),
    "/nhat-ky/tep.xlsx": Read(by=signed_in, queries=("", f"so={COMMON}")),
    "/nhat-ky/{position}": Read(by=sees_task),
    "/khoa-so": Read(by=signed_in),
    "/khoa-so/diem-da-ky": Read(by=signed_in),
    "/khoa-so/dondoc-verify.py": Read(by=signed_in),
    "/khoa-so/ho-so/{request_id}": Read(by=nobody, at={"request_id": str(UUID(int=7))}),
    "/khoa-so/bang-chung/{fact}": Read(by=signed_in, at={"fact": "1"}),
    "/bang-chung-cham-diem": Read(
        by=signed_in, queries=("", "ky=2026-Q4", f"don-vi={OTHER}", "trang=tat-ca")
    ),
    "/bang-chung-cham-diem/tep.xlsx": Read(by=signed_in, queries=("", "ky=2026-Q4")),
    "/giao-ban": Read(by=holding(*OVERSEERS), queries=("", f"tu={today():%d/%m/%Y}")),
    "/lanh-dao": Read(by=holding(*OVERSEERS), queries=("", "trang=2")),
    "/cho-cap-tren": Read(by=holding(*OVERSEERS)),
    "/loi-hua-nhac-viec": Read(by=holding(*OVERSEERS), queries=("", f"don-vi={OTHER}")),
    "/tong-quan": Read(by=reads_plan),
    "/so-sanh-ngay": Read(by=reads_plan),
    "/tong-quan/in": Read(by=reads_plan),
    "/tong-quan/viec": Read(by=reads_plan, queries=("", f"don-vi={OTHER}")),
    "/tim": Read(by=signed_in, queries=(TASKS_ROWS, "tim=qz", "tim=quy")),
}


def _row(task: Given) -> dict[str, str]:
    """A row of the sheet of the viewers' unit, whosever task it names."""
    acts = (form_for("submit-report")(task), form_for("approve-submission")(task))
    row = {**acts[0], **acts[1], "command_id": "", "chosen": "1"}
    stream = stream_of(task)
    return {"don_vi": UNIT, **{f"{stream}:{name}": value for name, value in row.items()}}


def _row_detached(task: Given) -> dict[str, str]:
    return {**_row(task), "detach": f"{stream_of(task)} {digest_of(task)}"}


def _row_file(task: Given) -> dict[str, tuple[str, bytes, str]]:
    return {f"{stream_of(task)}:file": ("biểu.txt", TEXT, "text/plain")}


def _typed(**fields: str) -> Callable[[Given], dict[str, str]]:
    return lambda _: fields


def _asked(**fields: str) -> Callable[[Given], dict[str, str]]:
    """A form with the id of what it asks for."""
    return lambda _: {**fields, "command_id": str(RANDOMNESS.new_id())}


def _selected(task: Given) -> dict[str, str]:
    return {f"chon.{stream_of(task)}": str(RANDOMNESS.new_id())}


def _on_the_board(*names: str) -> dict[str, Write]:
    """The two forms of each act on a selection of the board: the preview, and the doing of it."""
    lines: dict[str, Write] = {}
    for name in names:
        address = f"/don-doc/{SAMPLE_OF[name].act.slug}"
        lines[address] = Write(by=holding(*OVERSEERS), form=_selected)
        lines[f"{address}/ghi"] = Write(**of_act(name), form=_selected_for(name))
    return lines


def _on_rows(*names: str) -> dict[str, Write]:
    """The form of each act on one row of the board."""
    lines: dict[str, Write] = {}
    for name in names:
        sample = SAMPLE_OF[name]
        right = of_act(name) if isinstance(sample.may, tuple) else {"by": sample.may}
        lines[f"/don-doc/viec/{{stream}}/{sample.act.slug}"] = Write(**right, form=_alone(name))
    return lines


def _alone(name: str) -> Callable[[Given], dict[str, str]]:
    """The form of one act with the id of its command."""
    return lambda task: {**form_for(name)(task), "command_id": str(RANDOMNESS.new_id())}


def _selected_for(name: str) -> Callable[[Given], dict[str, str]]:
    """A row of a list with what the act asks for."""
    return lambda task: {**_selected(task), **form_for(name)(task)}


def _contested(task: Given) -> dict[str, str]:
    """A line of the evidence with its one choice."""
    return {**form_for("contest-line")(task), "about": "return:1", "line": f"{UNIT}:"}


DAY: Final = f"{today():%d/%m/%Y}"
ROSTER: Final = (
    "Họ và tên,Tên đăng nhập,Số điện thoại,Chức vụ,Đơn vị,Từ ngày\n"
    f"Người Mới,nguoi-moi,,Chuyên viên,{UNIT},{DAY}\n"
)
_DOCUMENT: Final = {"file": ("kế hoạch.txt", PLAN_TEXT.encode(), "text/plain")}
_SHEET: Final[dict[str, Any]] = {"answers": frozenset({422})}
WRITES: Final[Mapping[str, Write]] = {
    **REST_WRITES,
    **REGISTER_WRITES,
    **PROGRAMME_FILE_WRITES,
    **DIRECTIVE_FORMS,
    **PROGRAMME_FORMS,
    **INSPECTION_WRITES,
    **page_writes(),
    "/dang-nhap": Write(
        by=nobody,
        form=_typed(login="ky", password="khong-phai-mat-khau"),
    ),
    "/lien-ket/{token}": Write(by=nobody, form=_typed(password="x" * 12, password_again="x" * 12)),
    "/tai-khoan/mat-khau": Write(
        by=nobody,
        form=_typed(
            password_now="khong-phai-mat-khau", password="x" * 12, password_again="x" * 12
        ),
    ),
    "/tai-khoan/phien": Write(by=signed_in, form=_typed(session_id=str(RANDOMNESS.new_id()))),
    "/phieu/{period}/luu": Write(**of_act("submit-report"), form=_row, answers=frozenset({200})),
    "/phieu/{period}/chep": Write(**of_act("submit-report"), form=_row, answers=frozenset({200})),
    "/phieu/{period}/nhap": Write(**of_act("submit-report"), form=_row, **_SHEET),
    "/phieu/{period}/gui": Write(**of_act("submit-report"), form=_row, **_SHEET),
    "/phieu/{period}/duyet": Write(**of_act("approve-submission"), form=_row, **_SHEET),
    "/phieu/{period}/tep": Write(**of_act("attach-file"), form=_row, files=_row_file, **_SHEET),
    "/phieu/{period}/bo-tep": Write(**of_act("detach-file"), form=_row_detached),
    "/bang-chung-cham-diem/{stream}/de-nghi-xem-lai": Write(
        **of_act("contest-line"), form=_contested
    ),
    **_on_the_board(
        *("suspend-task", "resume-task", "reassign-task", "replace-task", "withdraw-task"),
        *("note-promise", "note-contact", "chase-supporter", "confirm-submission"),
    ),
    **_on_rows("send-chase", "note-promise", "note-contact"),
    "/khoa-so/kiem-tra": Write(
        by=holding(Office.INSPECTOR, Office.CHAIR, Office.CHIEF_OF_OFFICE), form=_asked()
    ),
    "/khoa-so/ho-so": Write(by=holding(*OVERSEERS), form=_asked(unit=UNIT)),
    "/cach-xem": Write(
        by=signed_in,
        form=_typed(name="Việc của tôi", address="/viec?loai=duty"),
    ),
    "/cach-xem/bo": Write(by=signed_in, form=_typed(name="Việc của tôi")),
    "/tiep-nhan-nhieu-viec/ghi": Write(
        **of_act("acknowledge-task"), form=_selected_for("acknowledge-task")
    ),
    "/giao-trong-don-vi": Write(by=holding(*HEADS), form=_selected),
    "/giao-trong-don-vi/ghi": Write(
        **of_act("name-specialist"), form=_selected_for("name-specialist")
    ),
    "/ke-hoach/van-ban": Write(
        by=holding(*READERS_OF_DOCUMENTS), form=_typed(), files=lambda _: _DOCUMENT
    ),
    "/ke-hoach/van-ban/{document}/quyet-dinh": Write(
        by=holding(*READERS_OF_DOCUMENTS), form=_typed(key="x", decision="accepted", seen="0")
    ),
    "/ke-hoach/van-ban/{document}/quyet-dinh-ca-loai": Write(
        by=holding(*READERS_OF_DOCUMENTS), form=_typed(kind="ghi-chu")
    ),
    "/ke-hoach/van-ban/{document}/nap": Write(
        by=holding(*DECIDERS), form=_typed(version="1", active_from=DAY)
    ),
    "/ke-hoach/van-ban/{document}/ghi-cau-chu": Write(
        by=holding(*DECIDERS), form=_typed(version="1")
    ),
    "/ke-hoach/van-ban/{document}/rut-cau-chu": Write(
        by=holding(*DECIDERS), form=_typed(version="1")
    ),
    "/quan-tri/danh-sach": Write(
        by=ADMINISTRATORS,
        form=_typed(),
        files=lambda _: {"file": ("can-bo.csv", ROSTER.encode(), "text/csv")},
    ),
    "/quan-tri/danh-sach/ghi": Write(by=ADMINISTRATORS, form=_typed(roster=ROSTER)),
}
# What ends the sender's own session and nothing else.
HARMLESS: Final = frozenset({"/dang-xuat"})
