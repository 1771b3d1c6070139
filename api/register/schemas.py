"""The register over the wire."""

from datetime import date

from pydantic import Field

from api.rest.schemas import Schema


class SuperiorReplyGiven(Schema):
    """Văn bản cấp trên công nhận kết quả."""

    number: str
    replied_on: date | None


class RegisteredWork(Schema):
    """Một dòng của sổ theo dõi; của việc mật chỉ có mã, số và ngày văn bản."""

    stream: str = Field(examples=["task-2026.k3m7q2xa.1"])
    code: str = Field(examples=["2026.k3m7q2xa.1"])
    received_number: str
    number: str = Field(examples=["123/UBND-VP"])
    issued_on: date | None
    issuer: str
    summary: str
    work: str
    assigner: str = Field(description="Tên đăng nhập của người giao.", examples=["phochutich"])
    assigned_on: date | None
    lead: str = Field(examples=["VHXH"])
    supporters: list[str]
    follower: str
    urgency: str
    restricted: bool
    superior_due_on: date | None
    due_on: date | None = Field(description="null: không thời hạn.")
    output: str
    completed_on: date | None
    status: str | None = Field(
        description="Nhóm tình trạng; null của việc mật.", examples=["running_in_time"]
    )
    leader_approved: bool
    superior_reply: SuperiorReplyGiven | None


class RegisterSheet(Schema):
    """Một trang của sổ theo thứ tự của sổ giấy; `next` đưa vào `after` để đọc tiếp."""

    total: int
    rows: list[RegisteredWork]
    next: str | None


class FileColumn(Schema):
    """Một cột của tệp: chữ tiêu đề, lần thứ mấy có chữ ấy, cột của sổ; null là không dùng."""

    label: str = Field(examples=["Đơn vị thực hiện"])
    occurrence: int
    column: str | None = Field(examples=["lead"])


class RowRemark(Schema):
    """Điều phải nói về một ô của tệp."""

    row: int
    cell: str = Field(examples=["Q12"])
    column: str = Field(examples=["due_on"])
    detail: str


class ColumnDifference(Schema):
    """Một ô khác nhau, như biên bản in ra; sổ của ta giữ nguyên."""

    column: str = Field(examples=["due_on"])
    theirs: str
    ours: str


class ChangedWork(Schema):
    """Một dòng của tệp khác với việc của ta; `paired_by` khác `code`, `key` thì phải kiểm tra."""

    row: int
    code: str
    paired_by: str = Field(examples=["key"])
    differences: list[ColumnDifference]


class RepeatedWork(Schema):
    """Một dòng lặp lại dòng trước của tệp."""

    row: int
    first_row: int
    differs: list[str]


class NewWork(Schema):
    """Một dòng mới ghi được; `code` là mã của việc đã ghi, null khi chỉ xem trước."""

    row: int
    code: str | None


class ReconciledSums(Schema):
    """Các số cộng: mọi dòng của tệp, và mọi dòng của ta."""

    file_rows: int
    same: int
    changed: int
    new: int
    twice: int
    refused: int
    skipped: int
    our_rows: int
    only_ours: int
    balanced: bool


class RegisterImported(Schema):
    """Kết quả nhập hoặc xem trước một tệp sổ.

    Khi `columns_needed` thì chưa có gì được đối soát hay ghi: hãy ghép cột theo `heads_key` rồi
    gửi lại tệp. Trước khi ghi, các số cộng là của lúc xem trước.
    """

    dry_run: bool
    sha256: str
    sheet: str
    heads_key: str
    columns: list[FileColumn]
    columns_needed: bool
    doubts: list[str]
    sums: ReconciledSums | None
    new: list[NewWork]
    left: int = Field(description="Số dòng mới còn ghi được: tệp rất dài thì gửi lại để ghi tiếp.")
    changed: list[ChangedWork]
    only_ours: list[str]
    twice: list[RepeatedWork]
    refusals: list[RowRemark]
    notes: list[str]
