"""Ticks, words of urgency and the upper body's reply, as cells hold them."""

import re
from dataclasses import dataclass
from typing import Final

from services.register.columns import URGENCY_WORDS
from services.register.days import read_day, written_day
from services.register.row import SuperiorReply
from services.register.sheet import CellValue
from services.register.words import bare, cleaned

_TICK_WORDS: Final = ("x", "v", "có", "đã", "đúng", "yes", "true", "1", "ok", "đã duyệt")
_SECRET_WORDS: Final = ("mật", "tối mật", "tuyệt mật")
_DONE_WORDS: Final = ("đã phê duyệt", "đã công nhận")
_UNTICK_WORDS: Final = ("không", "chưa", "no", "false", "0", "thường", "không mật", "chưa duyệt")
_OPEN_WORDS: Final = ("chưa phê duyệt", "chưa công nhận")
_TICKED: Final = frozenset(map(bare, (*_TICK_WORDS, *_SECRET_WORDS, *_DONE_WORDS)))
_NOT_TICKED: Final = frozenset(map(bare, (*_UNTICK_WORDS, *_OPEN_WORDS)))
_MARKS: Final = frozenset("✓✔☑√☒")
_EMPTY_MARKS: Final = frozenset("☐-–—")
_OTHER_URGENCIES: Final = {
    "bình thường": "ordinary",
    "thấp": "ordinary",
    "trung bình": "ordinary",
    "không": "ordinary",
    "cao": "urgent",
    "gấp": "urgent",
    "khẩn cấp": "very_urgent",
    "hỏa tốc hẹn giờ": "express",
}
_URGENCIES: Final = {
    **{bare(word): key for key, word in URGENCY_WORDS.items()},
    **{bare(word): key for word, key in _OTHER_URGENCIES.items()},
}
_REPLY_DAY: Final = re.compile(r"[\s,;(]*(?<!\w)ngày\s+(?P<day>[^()]+?)\)?$", re.IGNORECASE)
_NUMBER_HEAD: Final = re.compile(r"^(?:văn bản\s+|công văn\s+)?(?:số\s*:?\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallValue:
    """Giá trị của một ô nhỏ: None where the cell says nothing, or why it is refused."""

    value: bool | str | SuperiorReply | None = None
    refusal: str = ""


def read_tick(value: CellValue) -> SmallValue:
    """Read a tick: x, a mark, "có", "đã"; or none."""
    if isinstance(value, bool):
        return SmallValue(value=value)
    text = cleaned(str(value))
    words = bare(text)
    if words in _TICKED or (text and set(text) <= _MARKS):
        return SmallValue(value=True)
    if words in _NOT_TICKED or set(text) <= _EMPTY_MARKS:
        return SmallValue(value=False)
    return SmallValue(refusal="không rõ là có hay không. Hãy đánh x, hoặc để trống.")


def read_urgency(value: CellValue) -> SmallValue:
    """Read a word of urgency (Nghị định 30/2020)."""
    words = bare(str(value))
    if not words:
        return SmallValue()
    key = _URGENCIES.get(words)
    if key is None:
        choices = ", ".join(URGENCY_WORDS.values())
        return SmallValue(refusal=f"không phải là độ khẩn. Hãy ghi một trong: {choices}.")
    return SmallValue(value=key)


def read_reply(value: CellValue) -> SmallValue:
    """Read the paper by which the upper body acknowledged the result, or a mere tick."""
    tick = read_tick(value)
    if not tick.refusal:
        return SmallValue(value=SuperiorReply() if tick.value else None)
    text = _NUMBER_HEAD.sub("", cleaned(str(value)).replace("\n", " "))
    behind = _REPLY_DAY.search(text)
    if behind is None:
        return SmallValue(value=SuperiorReply(number=text))
    read = read_day(behind["day"])
    if read.refusal:
        return SmallValue(refusal=read.refusal)
    number = text[: behind.start()].strip(" ,;(")
    return SmallValue(value=SuperiorReply(number=number, replied_on=read.day))


def written_reply(reply: SuperiorReply | None) -> str:
    """How the reply stands in the register; "" where there is none yet."""
    if reply is None:
        return ""
    day = f"ngày {written_day(reply.replied_on)}" if reply.replied_on else ""
    return f"{reply.number} {day}".strip() or "x"
