"""Reasons to refuse a clause that somebody cuts or joins by hand."""

from typing import Final

from services.domain.act import Rule

CUT_OUTSIDE: Final = Rule(
    code="clause-cut-outside",
    sentence=(
        "Không cắt được ở vị trí {at}: chỗ cắt phải nằm bên trong một ý, có chữ ở cả hai phía. "
        "Hãy đặt con trỏ vào giữa hai câu của ý cần tách rồi thử lại."
    ),
    brief="chỗ cắt nằm ngoài các ý",
    fields=("at",),
)
CUT_IN_WORD: Final = Rule(
    code="clause-cut-in-word",
    sentence="Chỗ tách nằm giữa chữ “{word:.40}”. Hãy tách ở đầu hoặc cuối chữ.",
    brief="tách ở giữa một chữ",
    fields=("cuts",),
)
CUT_IN_LETTER: Final = Rule(
    code="clause-cut-in-letter",
    sentence=(
        "Không cắt được giữa một chữ cái và dấu của nó trong “{word}” (vị trí {at}). Hãy đặt con "
        "trỏ vào khoảng trắng trước hoặc sau chữ này."
    ),
    brief="chỗ cắt tách dấu khỏi chữ cái",
    fields=("at",),
)
NOTHING_TO_JOIN: Final = Rule(
    code="clause-nothing-to-join",
    sentence=(
        "Không ghép được ý thứ {number}: không có ý nào đứng sau nó. Hãy chọn ý đứng trước trong "
        "hai ý liền nhau cần ghép."
    ),
    brief="không có ý đứng sau để ghép",
    fields=("index",),
)
