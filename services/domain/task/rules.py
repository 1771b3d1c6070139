"""Reasons to refuse that several acts on a task share; those of one act stand with it."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

ALREADY_DECIDED: Final = Rule(
    code="already-decided",
    sentence="Bản báo cáo này đã có người xử lý trước bạn. Hãy tải lại trang để xem kết quả.",
    brief="bản báo cáo đã được quyết định",
    kind=Stale,
)
NOT_THE_NEWEST: Final = Rule(
    code="newer-submission",
    sentence="Bản báo cáo bạn đang xem không còn là bản mới nhất. Hãy tải lại trang.",
    brief="đã có bản báo cáo mới hơn",
    kind=Stale,
)
NOT_ASSIGNER: Final = Rule(
    code="not-assigner",
    sentence="Chỉ người giao việc ({offices}) được quyết định điều này.",
    brief="không phải người giao việc",
    kind=NotAllowed,
)
NOT_LEAD_HEAD: Final = Rule(
    code="not-lead-head",
    sentence="Chỉ thủ trưởng của đơn vị chủ trì được thực hiện thao tác này.",
    brief="không phải thủ trưởng của đơn vị chủ trì",
    kind=NotAllowed,
)
NOT_LEAD_UNIT: Final = Rule(
    code="not-lead-unit",
    sentence="Chỉ cán bộ của đơn vị chủ trì được thực hiện thao tác này.",
    brief="không phải cán bộ của đơn vị chủ trì",
    kind=NotAllowed,
)
NOT_OWING_HEAD: Final = Rule(
    code="not-owing-head",
    sentence=(
        "Chỉ thủ trưởng của đơn vị chủ trì hoặc phối hợp được giao việc trong đơn vị của mình."
    ),
    brief="không phải thủ trưởng của đơn vị chủ trì hoặc phối hợp",
    kind=NotAllowed,
)
NOT_SUPPORTING_UNIT: Final = Rule(
    code="not-supporting-unit",
    sentence="Chỉ cán bộ của đơn vị phối hợp được gửi nội dung phối hợp của đơn vị mình.",
    brief="không phải cán bộ của đơn vị phối hợp",
    kind=NotAllowed,
)
NOT_THIS_RUNG: Final = Rule(
    code="not-this-rung",
    sentence=(
        "Bạn không giữ chức vụ được quyết định ở bước này. Việc đang chờ người có thẩm quyền "
        "của bước duyệt."
    ),
    brief="không giữ chức vụ được quyết định ở bước này",
    kind=NotAllowed,
)
NO_TASK: Final = Rule(
    code="no-task",
    sentence="Không có việc này, hoặc việc không thuộc phạm vi của bạn.",
    brief="không có việc này",
    kind=NotFound,
)
OWN_UNIT: Final = Rule(
    code="own-unit",
    sentence=(
        "Không ai tự quyết định cho việc của đơn vị mình. Đề nghị người giao việc khác "
        "({offices}) quyết định."
    ),
    brief="quyết định cho việc của đơn vị mình",
    kind=NotAllowed,
)
RESTRICTED: Final = Rule(
    code="restricted",
    sentence=(
        "Việc theo chế độ mật: không nhập số liệu, nội dung hay lý do bằng lời trên hệ thống này."
    ),
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)
TASK_CLOSED: Final = Rule(
    code="task-closed",
    sentence="Việc đã kết thúc ({how}), không gửi thêm hay thay đổi gì được nữa.",
    brief="việc đã kết thúc",
)
TASK_SUSPENDED: Final = Rule(
    code="task-suspended",
    sentence=(
        "Việc đang tạm dừng nên chưa gửi và chưa quyết định được gì. Hãy đợi người giao việc cho "
        "tiếp tục; trong lúc này vẫn xem và cập nhật tiến độ được."
    ),
    brief="việc đang tạm dừng",
)
NOT_IN_CHARGE: Final = Rule(
    code="not-in-charge",
    sentence=(
        "Bước này do lãnh đạo được phân công phụ trách đơn vị chủ trì quyết định, mà bạn không "
        "được phân công phụ trách đơn vị này. Việc đang chờ lãnh đạo phụ trách."
    ),
    brief="bước này chờ lãnh đạo phụ trách đơn vị chủ trì",
    kind=NotAllowed,
)
TWO_RUNGS: Final = Rule(
    code="two-rungs",
    sentence=(
        "Một người không được xử lý hai bước của cùng một bản báo cáo. Đề nghị người có thẩm "
        "quyền khác thực hiện."
    ),
    brief="một người không được xử lý hai bước của cùng một bản báo cáo",
    kind=NotAllowed,
)
