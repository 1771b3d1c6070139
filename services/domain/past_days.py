"""Why the ledger is not shown as of some day."""

from typing import Final

from services.domain.act import Rule

TOO_EARLY: Final = Rule(
    code="before-the-ledger",
    sentence="Sổ bắt đầu từ ngày {first} nên không có gì để xem tại ngày {day}. "
    "Hãy chọn ngày {first} hoặc ngày sau đó.",
    brief="ngày trước khi có sổ",
)
NOT_YET_OVER: Final = Rule(
    code="day-to-come",
    sentence="Ngày {day} chưa đến. Hãy chọn một ngày đã qua, từ ngày {last} trở về trước.",
    brief="ngày chưa đến",
)
