"""Why a unit claims no objective cause: nothing is recorded, or it was claimed before."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NothingToActOn

NOT_RECORDED_UNIT: Final = Rule(
    code="not-recorded-unit",
    sentence=(
        "Chỉ đơn vị chủ trì, hoặc đơn vị bị ghi nhận phối hợp chậm, được nêu nguyên nhân ở việc "
        "này. Bạn vẫn xem được việc và cập nhật tiến độ nếu đơn vị của bạn phối hợp."
    ),
    brief="không phải đơn vị bị ghi nhận",
    kind=NotAllowed,
)
NOTHING_RECORDED: Final = Rule(
    code="nothing-late-or-returned",
    sentence=(
        "Đơn vị của bạn chưa bị ghi nhận quá hạn hay báo cáo bị trả lại ở việc này nên không có "
        "gì để nêu nguyên nhân; điều ghi nhận khi đơn vị khác chủ trì là của đơn vị đó. Nếu thấy "
        "sẽ chậm, hãy xin gia hạn trước khi hết hạn."
    ),
    brief="việc không quá hạn, không bị trả lại",
    kind=NothingToActOn,
)
SUBJECT_UNKNOWN: Final = Rule(
    code="field-about",
    sentence="Nêu nguyên nhân về điều gì: hãy chọn quá hạn, phối hợp chậm hoặc báo cáo bị "
    "trả lại.",
    brief="chưa chọn nêu nguyên nhân về điều gì",
    fields=("about",),
)
SUBJECT_UNCLEAR: Final = Rule(
    code="cause-subject",
    sentence=(
        "Nguyên nhân của báo cáo bị trả lại phải chọn đúng bản bị trả lại; nguyên nhân của quá "
        "hạn hoặc phối hợp chậm thì không chọn bản báo cáo nào. Hãy chọn lại."
    ),
    brief="không rõ nêu nguyên nhân về bản báo cáo nào",
    fields=("submission",),
)
NOT_MISSED: Final = Rule(
    code="cause-not-missed",
    sentence=(
        "Đơn vị của bạn không bị ghi nhận quá hạn ở việc này nên không có quá hạn để nêu nguyên "
        "nhân. Hãy chọn điều đã ghi nhận với đơn vị."
    ),
    brief="chưa ghi nhận quá hạn",
    fields=("about",),
)
NOT_LATE: Final = Rule(
    code="cause-not-late",
    sentence=(
        "Đơn vị của bạn không bị ghi nhận phối hợp chậm ở việc này nên không có gì để nêu nguyên "
        "nhân. Hãy chọn điều đã ghi nhận với đơn vị."
    ),
    brief="chưa ghi nhận phối hợp chậm",
    fields=("about",),
)
NOT_RETURNED: Final = Rule(
    code="cause-not-returned",
    sentence=(
        "Báo cáo bản {submission} không bị trả lại cho đơn vị. Hãy chọn một bản đã bị trả lại."
    ),
    brief="bản báo cáo không bị trả lại",
    fields=("submission",),
)
ALREADY_CLAIMED: Final = Rule(
    code="cause-claimed",
    sentence=(
        "Đã có đề nghị xác nhận nguyên nhân về {matter}, đang chờ trả lời. Hãy đợi người giao "
        "việc trả lời."
    ),
    brief="đã đề nghị, đang chờ trả lời",
    fields=("submission",),
)
ALREADY_ANSWERED: Final = Rule(
    code="cause-answered",
    sentence=(
        "Đề nghị xác nhận nguyên nhân về {matter} đã được trả lời; mỗi lần chỉ đề nghị một lần. "
        "Nếu có căn cứ mới, hãy trao đổi với người giao việc."
    ),
    brief="đề nghị đã được trả lời",
    fields=("submission",),
)
