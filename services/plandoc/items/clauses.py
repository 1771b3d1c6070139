"""Clauses of a paragraph of work that are no work of their own."""

import re
from collections.abc import Collection

from services.plandoc.wording.rhythm import Rhythm, RhythmKind
from services.plandoc.wording.rhythms import is_only_time, rhythms_of
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL

_FORMULA = re.compile(any_of(vocabulary().formulas), re.IGNORECASE)
_OF_THIS = re.compile(
    r"(?:\s+(?:kế hoạch|chỉ thị|công điện|thông báo|quyết định|chương trình|nội dung) này)?"
    r"(?:\s+ngay)?$"
)
_HISTORY = re.compile(
    r"(?:năm|trong|từ|đến|giai đoạn|tháng|ngày)\s[^,.]{1,40},[^.;]{3,60}?\s(?:đã|là)\s",
    re.IGNORECASE,
)
# "Ủy ban nhân dân phường yêu cầu các đơn vị chủ động triển khai", without a day.
_CLOSES = re.compile(
    r"(?:chủ tịch\s+)?(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s[^.,;\d]{0,40}?"
    r"(?:yêu cầu|đề nghị|mong|kêu gọi)\s[^\d]*$",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"(?:mỗi|hằng|từng)\s+(?:học kỳ|học kì|vụ|mùa|đợt)(?!\w)[^,;]{0,30}$", re.IGNORECASE
)
# "…; trình UBND xã trước ngày 15/6" is by when the work before it is done.
_HANDED_IN = re.compile(
    r"(?i:trình(?: phê duyệt)?|ban hành|báo cáo|gửi|nộp|bàn giao|hoàn thành|thực hiện|"
    r"đưa vào sử dụng|(?:xử lý |giải quyết )?dứt điểm|xử lý xong|cập nhật)"
    r"(?:\s+(?:kết quả|hồ sơ|danh sách|bản cam kết|số liệu|biên bản|báo cáo))?"
    rf"(?:\s+(?:(?:về|cho|lên|với)\s+)?{CAPITAL}[^,;\d]{{1,50}}?)?"
    r"\s*,?\s*(?:trước|trong|vào|chậm nhất|muộn nhất|xong|đến hết|ngày)\s",
)
# "…; tỷ lệ hộ ký cam kết đạt 100%" says what comes of the work before it.
_RESULT = re.compile(r"(?:tỷ lệ|tỉ lệ|số lượng|kết quả|mức)\s", re.IGNORECASE)


def says_nothing(sentence: str) -> bool:
    """Whether a sentence is a turn that gives no work, or tells what was."""
    if _HISTORY.match(sentence) or _CLOSES.match(sentence):
        return True
    words = _OF_THIS.sub("", sentence.strip(" .;,/").lower())
    return words in vocabulary().whole_formulas or _FORMULA.match(sentence) is not None


def goes_with_the_work_before(sentence: str, rhythms: Collection[Rhythm]) -> bool:
    """Whether a clause only says when the work before it is done, or what comes of it.

    `rhythms` are the times of that work: one that has a day of its own is handed in apart.
    """
    if any((is_only_time(sentence), _RESULT.match(sentence), _SEASON.match(sentence))):
        return True
    once = [each.kind for each in rhythms_of(sentence)] == [RhythmKind.ONCE]
    return _HANDED_IN.match(sentence) is not None and once and not rhythms
