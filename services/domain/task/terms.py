"""The office's words for what a decision on a report says."""

from collections.abc import Mapping
from typing import Final

from services.domain.task.causes import CauseSubject
from services.domain.task.contests import ContestSubject
from services.domain.task.events import CorrectionKind, DelayCause, Ground
from services.domain.task.state import Ending

GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.FORMAL_GAP: "Thiếu về thể thức, giấy tờ",
    Ground.SUPPLEMENT: "Yêu cầu bổ sung",
    Ground.FAILED_CONTENT: "Sai nội dung lớn",
    Ground.FAILED_QUALITY: "Chưa đạt chất lượng (theo cách ghi cũ)",
}
# What a return may give as its ground; what earlier releases recorded is only shown.
RETURN_GROUNDS: Final[Mapping[Ground, str]] = {
    ground: words for ground, words in GROUNDS.items() if ground is not Ground.FAILED_QUALITY
}
CORRECTIONS: Final[Mapping[CorrectionKind, str]] = {
    CorrectionKind.FORM: "Bổ sung, sửa thể thức",
    CorrectionKind.CONTENT: "Sửa nội dung",
}
# Why restricted work comes back, since no words may say it.
RETURN_CODES: Final[Mapping[str, str]] = {
    "missing-paper": "Chưa nhận được văn bản",
    "wrong-paper": "Số hoặc ngày văn bản không khớp",
    "incomplete": "Văn bản chưa đủ nội dung yêu cầu",
    "other-channel": "Gửi không đúng đường",
}
# How a task ended, behind “kết thúc”.
ENDINGS: Final[Mapping[Ending, str]] = {
    Ending.CONFIRMED: "được xác nhận hoàn thành",
    Ending.WITHDRAWN: "được thu hồi",
    Ending.DECLINED: "được thu hồi vì đơn vị từ chối tiếp nhận",
    Ending.REPLACED: "được thay thế bằng việc khác",
}
# Why the assigner of restricted work stops it or hands it on, since no words may say it.
DECISION_CODES: Final[Mapping[str, str]] = {
    "superior-opinion": "Theo ý kiến cấp trên",
    "not-function": "Không đúng chức năng, nhiệm vụ của đơn vị",
    "work-changed": "Kế hoạch hoặc nhiệm vụ đã thay đổi",
    "objective-cause": "Có nguyên nhân khách quan",
    "by-paper": "Theo văn bản đã ghi số và ngày",
}
# Why the lead of restricted work asks for more time, since no words may say it.
EXTENSION_CODES: Final[Mapping[str, str]] = {
    "awaiting-superior": "Chờ ý kiến, hướng dẫn của cấp trên",
    "awaiting-partner": "Chờ nội dung của đơn vị phối hợp",
    "other-urgent-work": "Thực hiện nhiệm vụ đột xuất khác",
    "disaster": "Thiên tai, dịch bệnh, sự cố",
    "short-of-people": "Thiếu người thực hiện",
}
# Why the assigner of restricted work does not agree to more time.
EXTENSION_REFUSAL_CODES: Final[Mapping[str, str]] = {
    "fixed-by-superior": "Thời hạn do cấp trên quy định",
    "reason-insufficient": "Lý do chưa đủ căn cứ",
    "time-is-enough": "Thời gian còn lại đủ để hoàn thành",
}
# What an objective cause is claimed for.
CAUSE_SUBJECTS: Final[Mapping[CauseSubject, str]] = {
    CauseSubject.MISSED_DATE: "Quá hạn đã ghi nhận",
    CauseSubject.RETURN: "Báo cáo bị trả lại",
    CauseSubject.LATE_CONTRIBUTION: "Phối hợp chậm đã ghi nhận",
}
# Which objective cause the lead of restricted work claims, since no words may say it.
CAUSE_CODES: Final[Mapping[str, str]] = {
    "awaiting-superior": "Chờ ý kiến, hướng dẫn của cấp trên",
    "awaiting-partner": "Chờ nội dung của đơn vị phối hợp",
    "rule-changed": "Quy định, yêu cầu thay đổi trong kỳ",
    "disaster": "Thiên tai, dịch bệnh, sự cố",
}
# Why the assigner of restricted work confirms such a cause, or does not.
CAUSE_CONFIRMATION_CODES: Final[Mapping[str, str]] = {
    "evidence-sufficient": "Có đủ căn cứ",
    "known-to-superior": "Cấp trên đã có văn bản về việc này",
}
CAUSE_REJECTION_CODES: Final[Mapping[str, str]] = {
    "evidence-missing": "Chưa đủ căn cứ",
    "within-control": "Đơn vị có thể chủ động khắc phục",
    "not-reported": "Đơn vị không báo cáo kịp thời khi phát sinh",
}
# What of a line of evidence is contested.
CONTEST_SUBJECTS: Final[Mapping[ContestSubject, str]] = {
    ContestSubject.PRODUCT: "Sản phẩm (kết quả, cán bộ, ngày tính)",
    ContestSubject.MISSED_DATE: "Quá hạn đã ghi nhận",
    ContestSubject.RETURN: "Báo cáo bị trả lại",
    ContestSubject.CONTRIBUTION: "Phối hợp chậm đã ghi nhận",
}
# Why somebody contests a line of restricted work, since no words may say it.
CONTEST_CODES: Final[Mapping[str, str]] = {
    "not-mine": "Không phải sản phẩm của tôi",
    "day-wrong": "Ngày tính chưa đúng",
    "ground-wrong": "Loại trả lại chưa đúng",
    "paper-in-time": "Đã gửi bằng văn bản đúng hạn",
}
# Why the assigner of restricted work accepts such a contest, or does not.
CONTEST_ACCEPTANCE_CODES: Final[Mapping[str, str]] = {
    "evidence-sufficient": "Có đủ căn cứ",
    "paper-seen": "Đã đối chiếu văn bản",
}
CONTEST_REJECTION_CODES: Final[Mapping[str, str]] = {
    "evidence-missing": "Chưa đủ căn cứ",
    "as-recorded": "Ghi nhận đúng với văn bản",
}
DELAY_CAUSES: Final[Mapping[DelayCause, str]] = {
    DelayCause.OBJECTIVE: "Khách quan",
    DelayCause.SUBJECTIVE: "Chủ quan",
}
# The steps that a ward's approval chain is made of, by the names that its rules use.
RUNGS: Final[Mapping[str, str]] = {
    "unit_head": "thủ trưởng đơn vị",
    "office": "Văn phòng",
    "leader": "lãnh đạo UBND phường",
    "vice_chair": "Phó Chủ tịch UBND phường",
    "chair": "Chủ tịch UBND phường",
}


def rung_named(name: str) -> str:
    """A step of an approval chain; rules of before these names may have called one otherwise."""
    return RUNGS.get(name, "duyệt")
