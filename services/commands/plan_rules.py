"""Reasons to refuse the command line the activation of a plan, or the quotes beside it."""

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
        "hoạch đang thực hiện; trích dẫn văn bản gắn được bên cạnh bằng --document."
    ),
    brief="kế hoạch đã được đưa vào thực hiện",
)
