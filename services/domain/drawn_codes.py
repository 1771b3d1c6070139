"""Codes of things that are made by a click: of its own random id, so that once is once. Pure."""

import base64
import hashlib
import re
from datetime import date
from typing import Final
from uuid import UUID

DRAWN_CODE: Final = re.compile(r"\d{4}\.[a-z2-7]{8}")
_LETTERS: Final = 8  # five bytes in base32


def drawn_code(kind: str, command_id: UUID, today: date) -> str:
    """The code of a thing of this kind that is made today, the same for the same click.

    It is made of the click's own random id: sent again, the call is the same command.
    """
    drawn = hashlib.sha256(f"{kind} ".encode() + command_id.bytes).digest()
    letters = base64.b32encode(drawn).decode("ascii").lower()
    return f"{today.year:04}.{letters[:_LETTERS]}"
