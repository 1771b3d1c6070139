"""The fact that somebody said which columns of a file are which of the register."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from services.domain.facts import TextRef
from services.domain.streams import Family

HEADS_KEY: Final = re.compile(r"[0-9a-f]{64}")
_LETTERS: Final = 16  # of the key: enough to tell the systems of one ward apart


def register_columns_stream(heads_key: str) -> str:
    """The stream of one set of heads."""
    return f"{Family.REGISTER_COLUMNS}{heads_key[:_LETTERS]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumnsMapped:
    """Ghép cột của tệp sổ: files whose heads have this fingerprint are read like this from now on.

    `heads_key` is the fingerprint of the heads (hex SHA-256). `mapping` is a text: JSON that names
    each head with our column, or none; heads are words of another system, so they are no payload.
    """

    TYPE: ClassVar[str] = "register-columns-mapped"
    SCHEMA: ClassVar[int] = 1

    heads_key: str
    mapping: TextRef
