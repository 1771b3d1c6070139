"""Whether a clause looks like an order, like a figure to report, or only informs, and why."""

import re
from dataclasses import dataclass
from typing import Final

from services.plandoc.directing.folding import Place
from services.plandoc.directing.proposals import Asking
from services.plandoc.wording.asking import begins_with_duty, is_formula
from services.plandoc.wording.vocabulary import any_of, vocabulary

_WORDS: Final = vocabulary()
_ORDERS: Final = re.compile(
    r"(?<!\w)(?:giao(?! (?:ban|thông|dịch|lưu|tiếp|nhận|đất))|yêu cầu|đề nghị|phân công|chỉ đạo"
    r"|chủ trì|có trách nhiệm|chịu trách nhiệm|"
    r"khẩn trương|nghiêm túc|tuyệt đối không|nghiêm cấm|không được|phải|hoàn thành|xong trước"
    r"|chậm nhất|"
    r"báo cáo kết quả|hạn chót|thời hạn|thời gian hoàn thành|gửi về|tham mưu|cử người"
    r"|cử cán bộ)(?!\w)",
    re.IGNORECASE,
)
# What orders even beside words of what was: "đã giao" alone tells only of the past.
_SURE: Final = re.compile(
    r"(?<!\w)(?:yêu cầu|phân công|có trách nhiệm|chịu trách nhiệm|khẩn trương|phải|không được"
    r"|chậm nhất|"
    r"hạn chót|thời hạn|gửi về)(?!\w)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|việc|tên việc)(?:\s+\d+)?\s*:\s*", re.IGNORECASE
)
_ENDS_FIGURE: Final = (
    r"(?:trước|vào|trong|chậm nhất|gửi|nộp|báo cáo|hằng|hàng|theo|định kỳ|từ ngày|xong|hoàn thành"
    r"|chiều|sáng|đến hết|đến ngày|cho đến|về (?-i:[A-ZĐ]))"
)
_FIGURE: Final = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|nộp|cung cấp|cập nhật|tổng hợp|thống kê|rà soát|lập biểu|điền"
    r"|báo)(?!\w)"
    r"[^.;\n]{0,70}?(?<!\w)(?P<what>(?:số liệu|số lượng|con số|t[ỷỉ] lệ|biểu số liệu|tổng số"
    r"|(?<!một )(?<!chỉ )(?<!mã )(?<!hệ )(?<!cơ )số\s+(?!hiệu|điện thoại|tài khoản|nhà|thứ tự"
    r"|tiền\s+\d|\d)[^\W\d_]+)(?!\w)"
    rf"(?:(?!\s+{_ENDS_FIGURE}(?!\w))[^.;,\n]){{0,80}})",
    re.IGNORECASE,
)
_FIGURE_ALONE: Final = re.compile(
    r"(?:^|:)[\W\d_]*(?P<what>(?:số liệu|số lượng|tỷ lệ|tỉ lệ)(?!\w)[^.;,\n]{2,80})", re.IGNORECASE
)
_COUNTS: Final = re.compile(r"(?<!\w)thống kê\s+[^.;,\n]{3,80}", re.IGNORECASE)
_PREAMBLE: Final = re.compile(
    r"[\W\d_]*(?:Căn cứ|Thực hiện (?:Công văn|Kế hoạch|Chỉ thị|Quyết định|Nghị quyết|Thông báo"
    r"|ý kiến|Công điện|chỉ đạo|Văn bản|Chương trình)|"
    r"Xét (?:đề nghị|báo cáo|đơn)|Sau khi (?:nghe|xem xét)|Tại (?:cuộc|buổi|phiên|hội)|(?:Sáng "
    r"|Chiều )?ngày \d|Vừa qua|Thành phần|Tham dự|"
    r"Theo (?:báo cáo|dự báo|phản ánh|đơn|đề nghị)|Qua (?:theo dõi|kiểm tra|báo cáo)|Trên cơ sở"
    r"|Dự họp|Hiện nay|Thời gian qua|Trong (?:tuần|tháng|quý|năm|thời gian)(?: vừa)? qua"
    r"|Tuần qua|Nhận được đơn)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"[\W\d_]*(?:Trên đây|Nhận được (?:Công văn|văn bản|Thông báo|Công điện|Chỉ thị) này"
    r"|Trong quá trình|Nếu có (?:khó khăn|vướng mắc)|"
    r"(?:Ủy ban nhân dân|UBND|Văn phòng) .{0,60}(?:thông báo (?:để|đến)|trân trọng)|Thừa lệnh"
    r"|Trân trọng|Thông báo này|Văn phòng .{0,60}thông báo)",
    re.IGNORECASE,
)
_ATTENDED: Final = re.compile(
    r"[\W\d_]*(?:Thành phần|Tham dự|Dự họp|Chủ trì cuộc họp|Thư ký)(?!\w)", re.IGNORECASE
)
_DO_IT: Final = re.compile(
    r"[\W\d_]*(?:\w+[ ,]+){0,14}?(?:yêu cầu|đề nghị|thông báo)\s[^;\d]{0,90}?(?:thực hiện|biết"
    r"|triển khai)"
    r"(?:\s+(?:nghiêm túc|nghiêm|tốt|có hiệu quả|các nội dung|nội dung|thông báo|công điện"
    r"|chỉ thị|công văn|kết luận|kế hoạch|văn bản|trên|này|nêu|theo quy định))*[\s./]*$",
    re.IGNORECASE,
)
_STATES: Final = re.compile(
    rf"[\W\d_]*(?:(?:Chủ tịch|Phó Chủ tịch|UBND|Ủy ban nhân dân|Đồng chí|Thường trực|Hội nghị"
    rf"|Cuộc họp)\s[^,.;:]{{0,60}}?)?(?:{any_of(_WORDS.statements)})(?!\w)",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"(?<!\w)(?:đã|đang|vẫn còn|đạt \d|tăng \d|giảm \d|còn tồn tại|là do|được tổ chức)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReading:
    """Một ý hỏi gì: an order, a figure, or nothing; why it reads so; the words of the figure."""

    asks: Asking
    reason: str
    figure: Place | None = None


def ask_of(words: str, *, given: str, timed: bool, dated: bool, listed: bool) -> AskReading:
    """What a clause of the body asks for, by its own words behind the mark.

    `given` names whom the clause itself gives work to ("" where nobody), `timed` is whether it
    has a limit or a rhythm, `dated` whether it names a day of its own at all, `listed` whether it
    stands in a list below somebody's name.
    """
    text = _LABEL.sub("", words.strip(), count=1)
    tells = is_preamble(text) or _PAST.search(words) is not None
    ordered = (_SURE if tells else _ORDERS).search(words)
    states = _STATES.match(text) is not None
    nothing = _no_order(text, named=bool(given), timed=timed)
    if nothing:
        return AskReading(asks=Asking.INFORMATION, reason=nothing)
    figure = _figure(words)
    begins = begins_with_duty(text)
    if figure is not None and any((given, timed, listed, begins, ordered)):
        quoted = " ".join(words[figure[0] : figure[1]].split())
        return AskReading(asks=Asking.FIGURE, reason=f"yêu cầu số liệu: “{quoted}”", figure=figure)
    if not (given or timed or dated or ordered) and states:
        return AskReading(asks=Asking.INFORMATION, reason="câu ghi nhận, đánh giá")
    reasons = (
        (bool(given), f"giao cho “{given}”"),
        (timed or (dated and (not tells or states)), "có hạn hoặc nhịp thực hiện"),
        (begins, "bắt đầu bằng việc phải làm"),
        (ordered is not None and not is_preamble(text), f"có chữ “{ordered and ordered[0]}”"),
        (listed and not tells, "nằm trong danh sách việc của một đơn vị"),
    )
    reason = next((said for holds, said in reasons if holds), "")
    if reason:
        return AskReading(asks=Asking.ORDER, reason=reason)
    return AskReading(asks=Asking.INFORMATION, reason="không thấy chữ giao việc, hạn hay đơn vị")


def is_preamble(words: str) -> bool:
    """Whether words only say what a paper is based on and who met."""
    return _PREAMBLE.match(words) is not None


def _no_order(text: str, *, named: bool, timed: bool) -> str:
    """Why these words give no work, whatever they hold; blank where they may."""
    if not any(map(str.isalpha, text)):
        return "không có chữ"
    if not timed and (_CLOSING.match(text) or _DO_IT.match(text)):
        return "câu kết của văn bản"
    if not timed and _ATTENDED.match(text):
        return "thành phần dự họp"
    if not (named or timed) and (is_preamble(text) or is_formula(text)):
        return "phần căn cứ, dẫn nhập"
    return ""


def _figure(words: str) -> Place | None:
    match = _FIGURE.search(words)
    if match is not None:
        return match.span("what")
    counts = _COUNTS.search(words)
    if counts is not None:
        return counts.span()
    alone = _FIGURE_ALONE.search(words)
    return alone.span("what") if alone else None
