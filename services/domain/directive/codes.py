"""The codes of directives: made of the click that registers one, so that once is once. Pure."""

import base64
import hashlib
from datetime import date
from typing import Final
from uuid import UUID

_LETTERS: Final = 8  # five bytes in base32


def new_code(command_id: UUID, today: date) -> str:
    """The code of a directive that is registered today, the same for the same click.

    It is made of the click's own random id: sent again, the call is the same command.
    """
    drawn = hashlib.sha256(b"directive " + command_id.bytes).digest()
    letters = base64.b32encode(drawn).decode("ascii").lower()
    return f"{today.year:04}.{letters[:_LETTERS]}"
