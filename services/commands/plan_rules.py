"""Reasons to refuse to activate a plan or to load a document."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotFound, Stale

BACKFILL_LATE: Final = Rule(
    code="backfill-late",
    sentence="Ngày giao bù phải trước ngày bắt đầu thực hiện.",
    brief="ngày giao bù không trước ngày bắt đầu thực hiện",
)
BUSY: Final = Rule(
    code="busy",
    sentence="Kế hoạch đang có nhiều người cùng thao tác. Hãy thử lại sau.",
    brief="nhiều người thao tác cùng lúc",
    kind=Stale,
)
CORRECTION_LOST: Final = Rule(
    code="correction-lost",
    sentence="Nội dung sửa của một điểm đã bị xóa. Hãy quyết định lại điểm đó.",
    brief="nội dung sửa đã bị xóa",
)
ITEMS_MOVED: Final = Rule(
    code="items-moved",
    sentence="Kế hoạch vừa có thay đổi. Hãy tải lại trang rồi ghi lại.",
    brief="kế hoạch vừa có thay đổi",
    kind=Stale,
)
LOAD_OVERTAKEN: Final = Rule(
    code="load-overtaken",
    sentence="Vừa có người khác thao tác. Hãy tải lại trang rồi nạp lại.",
    brief="vừa có người khác thao tác",
    kind=Stale,
)
NO_PLAN: Final = Rule(
    code="no-plan",
    sentence="Kế hoạch này chưa được đưa vào thực hiện.",
    brief="chưa có kế hoạch đang thực hiện",
    kind=NotFound,
)
PLAN_ACTIVE: Final = Rule(
    code="plan-active",
    sentence=(
        "Phường đang thực hiện {title}{number} từ ngày {active_from:%d/%m/%Y}, nên không đưa "
        "thêm kế hoạch nào vào thực hiện; bản này chưa hỗ trợ thay kế hoạch. Hãy giữ kế "
        "hoạch đang thực hiện; câu chữ của văn bản ghi được bên cạnh bằng --document."
    ),
    brief="kế hoạch đã được đưa vào thực hiện",
)
READING_KNOWN: Final = Rule(
    code="reading-known",
    sentence="Văn bản này đã được tải lên. Hãy mở lại trang.",
    brief="văn bản đã được tải lên",
    fields=("file",),
)
READING_MOVED: Final = Rule(
    code="reading-moved",
    sentence="Vừa có người khác thao tác. Hãy tải lại trang.",
    brief="vừa có người quyết định thêm về văn bản",
    kind=Stale,
)
