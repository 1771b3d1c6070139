"""What kinds of directives, clauses and rhythms there are, in the office's words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from services.domain.task.births import Urgency


class DirectiveSource(StrEnum):
    """Nguồn giao việc: what sort of thing the work comes from."""

    INCOMING_DOCUMENT = "incoming_document"
    CONCLUSION = "conclusion"
    DIRECT_ORDER = "direct_order"
    PETITION = "petition"
    PROGRAMME = "programme"  # made by its signature alone


class OrderedHow(StrEnum):
    """Hình thức chỉ đạo: how a leader's order came to whoever typed it."""

    IN_WRITING = "in_writing"
    AT_MEETING = "at_meeting"
    BY_PHONE = "by_phone"
    IN_PERSON = "in_person"


class ClauseKind(StrEnum):
    """What a clause is in its text: a heading, words that give work, any other words."""

    HEADING = "heading"
    ORDER = "order"
    CONTENT = "content"


class ClauseOutcome(StrEnum):
    """How a clause ends: work, a figure to report, work that is there already, nothing to do."""

    TASK = "task"
    FIGURE = "figure"
    EXISTING = "existing"
    NOTHING = "nothing"


class SettledAs(StrEnum):
    """The outcomes that somebody decides without giving work."""

    EXISTING = "existing"
    NOTHING = "nothing"


class OrderRhythmKind(StrEnum):
    """Nhịp của chỉ đạo định kỳ: by the week, the month or the quarter."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class OccurrenceSkipReason(StrEnum):
    """Why an occurrence of a recurring order was never given."""

    DAY_PASSED = "day_passed"  # nothing could issue it until its due day was over


SOURCES: Final[Mapping[DirectiveSource, str]] = {
    DirectiveSource.INCOMING_DOCUMENT: "Văn bản đến",
    DirectiveSource.CONCLUSION: "Thông báo kết luận",
    DirectiveSource.DIRECT_ORDER: "Chỉ đạo trực tiếp",
    DirectiveSource.PETITION: "Đơn, kiến nghị",
}
HOW_ORDERED: Final[Mapping[OrderedHow, str]] = {
    OrderedHow.IN_WRITING: "Bằng văn bản, bút phê",
    OrderedHow.AT_MEETING: "Tại cuộc họp",
    OrderedHow.BY_PHONE: "Qua điện thoại",
    OrderedHow.IN_PERSON: "Trực tiếp",
}
URGENCIES: Final[Mapping[Urgency, str]] = {
    Urgency.ORDINARY: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}
CLAUSE_KINDS: Final[Mapping[ClauseKind, str]] = {
    ClauseKind.HEADING: "Tiêu đề",
    ClauseKind.ORDER: "Giao việc",
    ClauseKind.CONTENT: "Nội dung khác",
}
OUTCOMES: Final[Mapping[ClauseOutcome, str]] = {
    ClauseOutcome.TASK: "Đã giao việc",
    ClauseOutcome.FIGURE: "Đã yêu cầu số liệu",
    ClauseOutcome.EXISTING: "Đã có việc",
    ClauseOutcome.NOTHING: "Không phát sinh việc",
}
SETTLED: Final[Mapping[SettledAs, str]] = {
    SettledAs.EXISTING: "Đã có việc",
    SettledAs.NOTHING: "Không phát sinh việc",
}
RHYTHMS: Final[Mapping[OrderRhythmKind, str]] = {
    OrderRhythmKind.WEEKLY: "Hằng tuần",
    OrderRhythmKind.MONTHLY: "Hằng tháng",
    OrderRhythmKind.QUARTERLY: "Hằng quý",
}
OCCURRENCE_SKIP_REASONS: Final[Mapping[OccurrenceSkipReason, str]] = {
    OccurrenceSkipReason.DAY_PASSED: "hạn của kỳ này đã qua khi phần mềm hoạt động trở lại",
}
