"""The key of a row of a file: the same whenever the same row is sent again."""

import hashlib
import json

from services.register.row import RegisterRow
from services.register.words import cleaned, comparable


def row_key(row: RegisterRow) -> str:
    """The key of a row: from its code where it has one, else from what tells work apart.

    That is số đến, số và ký hiệu, ngày, trích yếu, nội dung and chủ trì, without regard to case,
    blanks, signs and the form of Unicode. Nothing that changes while the work runs is part of it.
    Stored with the work, it makes an import that is sent again write nothing.
    """
    if row.code:
        return f"code:{cleaned(row.code).casefold()}"
    parts = (
        comparable(row.received_number),
        comparable(row.number),
        row.issued_on.isoformat() if row.issued_on else "",
        comparable(row.summary),
        comparable(row.work),
        row.lead,
    )
    return f"row:{hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()}"
