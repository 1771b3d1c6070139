"""What the keys of the log are over the wire; all else is given as the standards write it."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.rest.schemas import Schema


class LedgerKey(Schema):
    """Một khóa ký sổ: nửa công khai, từ lúc nào, đến hết ngày nào (null: đang dùng)."""

    key: str = Field(
        description="Khóa công khai theo C2SP signed-note.",
        examples=["dondoc/demo-11002-aaaaaaaa+4f6b645a+AX…"],
    )
    sha256: str = Field(description="SHA-256 của dòng khóa, để đối chiếu.")
    introduced_at: datetime
    position: int = Field(description="Sự kiện đưa khóa vào dùng.", examples=[5])
    last_day: date | None = Field(description="Ngày cuối cùng khóa này ký.")


class LedgerKeys(Schema):
    """Nguồn gốc của nhật ký ký số và mọi khóa của nó, cũ nhất trước."""

    origin: str | None = Field(examples=["dondoc/demo-11002-aaaaaaaa"])
    keys: list[LedgerKey]


class VerificationAsked(Schema):
    """Cách kiểm tra toàn vẹn sổ."""

    full: bool = Field(
        default=False,
        description="Đọc lại tất cả từ sự kiện đầu, kể cả phần đã kiểm tra lần trước.",
    )


class LedgerVerification(Schema):
    """Một yêu cầu kiểm tra toàn vẹn sổ và kết quả của nó."""

    id: UUID
    stage: str = Field(
        description="waiting (chờ), running (đang kiểm tra), done (xong), let_go (quá hạn chờ).",
        examples=["done"],
    )
    asked_at: datetime
    full: bool = Field(description="Đọc lại tất cả từ đầu, hay đọc tiếp từ lần trước.")
    read: int | None = Field(description="Số sự kiện đã đọc, khi đang kiểm tra.")
    total: int | None = Field(description="Trên tổng số sự kiện.")
    done_at: datetime | None
    ok: bool | None = Field(description="Sổ toàn vẹn hay không; null: chưa xong.")
    said: str | None = Field(
        description="Kết quả trong một câu.", examples=["Sổ toàn vẹn: 10.117 sự kiện."]
    )
    details: str | None = Field(
        description="Chi tiết, cho thanh tra, Chủ tịch UBND phường và Chánh Văn phòng."
    )
