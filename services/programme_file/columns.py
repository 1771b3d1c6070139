"""The columns of a work programme's file, in the order of the paper: data, nothing else."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from services.domain.programme.terms import PRESENTED_TO
from services.register.mapping import SheetHead
from services.register.words import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeColumn:
    """Một cột của chương trình: `key` is the field of the act that its cells fill.

    `head` as it is printed, `width` in characters of Excel, `synonyms` how others head it.
    `required` is asked of every new row, `compared` is false of what only counts or names rows.
    """

    key: str
    head: str
    width: int
    guide: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    compared: bool = True


EXAMPLE_CODE: Final = "VÍ DỤ"  # in the column "Mã dòng": the template's row, never imported
PROGRAMME_COLUMNS: Final = (
    ProgrammeColumn(
        key="ordinal",
        head="STT",
        width=6,
        guide="Số thứ tự; không dùng khi nhập.",
        synonyms=("TT", "Số TT", "Số thứ tự"),
        compared=False,
    ),
    ProgrammeColumn(
        key="content",
        head="Nội dung",
        width=44,
        guide="Việc của chương trình: mỗi việc một dòng.",
        synonyms=("Nội dung công việc", "Nội dung nhiệm vụ", "Tên việc", "Nhiệm vụ", "Công việc"),
        required=True,
    ),
    ProgrammeColumn(
        key="product",
        head="Sản phẩm",
        width=22,
        guide="Văn bản hoặc kết quả, ví dụ Tờ trình và đề án.",
        synonyms=("Sản phẩm, kết quả", "Kết quả", "Sản phẩm đầu ra"),
    ),
    ProgrammeColumn(
        key="lead_unit",
        head="Cơ quan chủ trì",
        width=22,
        guide="Một đơn vị của phường: tên, tên viết tắt hoặc mã.",
        synonyms=("Chủ trì", "Đơn vị chủ trì", "Cơ quan, đơn vị chủ trì", "Cơ quan chuẩn bị"),
        required=True,
    ),
    ProgrammeColumn(
        key="supporting_units",
        head="Cơ quan phối hợp",
        width=22,
        guide="Một hoặc nhiều đơn vị, cách nhau bằng dấu chấm phẩy.",
        synonyms=("Phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp"),
    ),
    ProgrammeColumn(
        key="due_on",
        head="Thời gian",
        width=12,
        guide="Ngày/tháng/năm trong kỳ của chương trình, ví dụ 18/12/2026.",
        synonyms=("Thời hạn", "Hạn", "Ngày", "Thời gian trình", "Thời gian hoàn thành"),
        required=True,
    ),
    ProgrammeColumn(
        key="sits_at",
        head="Giờ họp",
        width=9,
        guide="Giờ:phút, ví dụ 08:30; để trống khi không họp.",
        synonyms=("Giờ", "Thời gian họp"),
    ),
    ProgrammeColumn(
        key="presented_to",
        head="Cấp trình",
        width=16,
        guide=f"Một trong: {'; '.join(PRESENTED_TO.values())}.",
        synonyms=("Cấp quyết định", "Trình cấp", "Nơi trình", "Cấp có thẩm quyền"),
        required=True,
    ),
    ProgrammeColumn(
        key="leader",
        head="Lãnh đạo",
        width=18,
        guide="Họ tên lãnh đạo chủ trì, quyết định; có thể để trống.",
        synonyms=("Lãnh đạo phụ trách", "Lãnh đạo chủ trì", "Người chủ trì", "Lãnh đạo chỉ đạo"),
    ),
    ProgrammeColumn(
        key="note",
        head="Ghi chú",
        width=18,
        guide="Điều cần ghi thêm.",
    ),
    ProgrammeColumn(
        key="number",
        head="Mã dòng",
        width=9,
        guide="Để trống với dòng mới; giữ nguyên mã của tệp đã tải về.",
        compared=False,
    ),
)
BY_KEY: Final = {column.key: column for column in PROGRAMME_COLUMNS}
HEADS: Final = {column.key: column.head for column in PROGRAMME_COLUMNS}
# The words of a row: what is not everybody's to read where a restricted unit leads it.
WORDS: Final = frozenset({"content", "product", "note"})


def key_of_head(head: SheetHead) -> str | None:
    """Our column of this head; None where it is none of ours."""
    return _known_heads().get(bare(head.text)) or _known_heads().get(bare(head.label))


@lru_cache(maxsize=1)
def _known_heads() -> dict[str, str]:
    pairs = [
        (bare(words), column.key)
        for column in PROGRAMME_COLUMNS
        for words in (column.head, *column.synonyms)
    ]
    return dict(reversed(pairs))
