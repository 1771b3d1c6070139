"""The register of an invented ward, from which the mutated ones are made."""

from datetime import date, timedelta

from services.register.importing import import_rows, open_workbook
from services.register.known import KnownPerson, KnownUnit
from services.register.mapping import ColumnMapping
from services.register.pairing_rows import OurRow
from services.register.people import PeopleNames
from services.register.row import ImportedRegister, RegisterRow, SuperiorReply
from services.register.units import UnitNames
from services.register.writing import RegisterTitle, RowTexts

UNITS = (
    KnownUnit(code="VP", name="Văn phòng HĐND và UBND", other_names=("VP", "Văn phòng")),
    KnownUnit(code="KTHT", name="Phòng Kinh tế, Hạ tầng và Đô thị", other_names=("KT", "P. KT")),
    KnownUnit(code="VHXH", name="Phòng Văn hóa - Xã hội", other_names=("VX", "Phòng VH-XH")),
    KnownUnit(code="HCC", name="Trung tâm Phục vụ hành chính công", other_names=("TTPVHCC",)),
    KnownUnit(code="CAP", name="Công an phường", other_names=("CA",)),
    KnownUnit(code="TY", name="Trạm Y tế", other_names=("TYT",)),
    KnownUnit(code="DL", name="Điện lực thành phố", other_names=("ĐL",), internal=False),
)
PEOPLE = (
    KnownPerson(login="binh.tv", name="Trần Văn Bình", other_names=("Chủ tịch UBND phường",)),
    KnownPerson(login="hoa.lt", name="Lê Thị Hoa"),
    KnownPerson(login="huong.pt", name="Phạm Thu Hương", unit="Văn phòng"),
    KnownPerson(login="an.nv", name="Nguyễn Văn An", unit="Văn phòng"),
    KnownPerson(login="an.nv2", name="Nguyễn Văn An", unit="Phòng Kinh tế"),
)
TEXTS = RowTexts(UnitNames(UNITS), PeopleNames(PEOPLE))
TITLE = RegisterTitle(office="UBND PHƯỜNG SÔNG TRƯỜNG", lines=("Đến ngày 30/11/2026",))
_WORKS = (
    "Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo",
    "Tham mưu kế hoạch phòng chống dịch bệnh mùa đông xuân",
    "Kiểm tra việc chấp hành trật tự xây dựng trên địa bàn",
    "Thống kê số hộ kinh doanh cá thể đã kê khai thuế",
    "Tổ chức tuyên truyền phòng cháy, chữa cháy tại khu dân cư",
    "Trả lời kiến nghị của cử tri trước kỳ họp Hội đồng nhân dân",
    "Lập danh sách đối tượng bảo trợ xã hội đề nghị điều chỉnh mức hưởng",
    "Cập nhật cơ sở dữ liệu đất đai các thửa đã đo đạc",
)
_ISSUERS = ("UBND thành phố", "Sở Nội vụ", "Đảng ủy phường", "Sở Y tế")
_LEADS = ("KTHT", "VHXH", "HCC", "CAP", "TY", "VP")


def seed_rows(count: int = 36) -> list[RegisterRow]:
    """Rows of different shapes; every third paper gives three works."""
    first = date(2026, 9, 1)
    rows = []
    for n in range(count):
        paper = n // 3
        issued = first + timedelta(days=paper)
        lead = _LEADS[n % len(_LEADS)]
        rows.append(
            RegisterRow(
                code=f"task-2026.{n + 1}",
                received_number=str(200 + paper),
                number=f"{1000 + paper}/UBND-VP",
                issued_on=issued,
                issuer=_ISSUERS[paper % len(_ISSUERS)],
                summary=f"V/v {_WORKS[paper % len(_WORKS)].lower()}",
                work=f"{_WORKS[n % len(_WORKS)]} đợt {n + 1}",
                assigner=("binh.tv", "hoa.lt", "an.nv")[n % 3],
                assigned_on=issued + timedelta(days=1),
                lead=lead,
                supporters=tuple(u for u in ("VP", "DL") if u != lead)[: n % 3],
                follower="huong.pt" if n % 2 else "",
                urgency=("ordinary", "urgent", "very_urgent", "express")[n % 4],
                superior_due_on=issued + timedelta(days=40) if n % 4 == 1 else None,
                due_on=None if n % 5 == 4 else issued + timedelta(days=30 + n),
                output=f"{n}/BC-UBND" if n % 6 == 0 else "",
                completed_on=issued + timedelta(days=20) if n % 6 == 0 else None,
                leader_approved=n % 6 == 0,
                superior_reply=_reply(n, issued),
                note="Đã nhắc lần hai" if n % 7 == 3 else "",
            )
        )
    return rows


def _reply(n: int, issued: date) -> SuperiorReply | None:
    if n % 12 == 0:
        return SuperiorReply(number=f"{n}/UBND-TH", replied_on=issued + timedelta(days=25))
    return SuperiorReply() if n % 12 == 6 else None


def ours_of(rows: list[RegisterRow]) -> list[OurRow]:
    """The rows as they stand with us."""
    return [OurRow(code=row.code, row=row) for row in rows]


def imported(
    content: bytes, mapping: ColumnMapping | None = None, sheet: str | None = None
) -> ImportedRegister:
    """A file read with the units and people of the ward."""
    return import_rows(
        open_workbook(content, "sổ.xlsx").register(sheet=sheet), UNITS, PEOPLE, mapping
    )
