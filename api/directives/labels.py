"""The words of the pages about directives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.labels import origin_words
from services.domain.directive.rhythm import written_rhythm
from services.domain.directive.state import Directive, LaidClause
from services.domain.directive.terms import (
    HOW_ORDERED,
    OUTCOMES,
    RHYTHMS,
    SOURCES,
    URGENCIES,
    ClauseKind,
    DirectiveSource,
)
from services.domain.replacing import replace

ALL_SOURCES: Final = SOURCES
ALL_HOW: Final = HOW_ORDERED
ALL_URGENCIES: Final = URGENCIES
RHYTHM_KINDS: Final = RHYTHMS
rhythm = written_rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForm:
    """Which fields a source asks for, beside those that all have."""

    title: str
    about: str
    fields: frozenset[str]


SOURCE_FORMS: Final[Mapping[DirectiveSource, SourceForm]] = {
    DirectiveSource.INCOMING_DOCUMENT: SourceForm(
        title="Ghi nhận văn bản đến",
        about="Chép số đến, số ký hiệu, ngày, cơ quan ban hành và trích yếu của văn bản.",
        fields=frozenset({"arrival", "issuer", "secret"}),
    ),
    DirectiveSource.CONCLUSION: SourceForm(
        title="Ghi nhận kết luận cuộc họp",
        about=(
            "Chép số và ngày của thông báo kết luận; chưa có số thì để trống, bổ sung sau. Phần "
            "mềm không cấp số. Gõ hoặc dán luôn các ý kết luận ở ô cuối."
        ),
        fields=frozenset({"order", "text"}),
    ),
    DirectiveSource.DIRECT_ORDER: SourceForm(
        title="Ghi nhận chỉ đạo trực tiếp",
        about="Ghi ai chỉ đạo, ngày nào, bằng cách nào; người nhập không phải là người giao.",
        fields=frozenset({"order", "how"}),
    ),
    DirectiveSource.PETITION: SourceForm(
        title="Ghi nhận đơn, kiến nghị",
        about="Họ tên người gửi đơn chỉ ghi ở ô riêng; không ghi vào trích yếu.",
        fields=frozenset({"petitioner", "issuer"}),
    ),
}


def name(directive: Directive) -> str:
    """A directive by source, number and day; of an order without a paper the day of the order."""
    ordered = directive.ordered_by
    if directive.dated_on is None and ordered is not None:
        return origin_words.name(replace(directive, dated_on=ordered.on))
    return origin_words.name(directive)


def outcome(clause: LaidClause) -> str:
    """How a clause ended, or that nobody has decided."""
    return OUTCOMES[clause.outcome] if clause.outcome else "Chưa quyết định"


def is_quiet(clause: LaidClause) -> bool:
    """Whether the clause looks as if it asks for nothing: heading, or words without an order."""
    return clause.kind is not ClauseKind.ORDER
