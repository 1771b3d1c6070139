"""Figures and hashes as the proofs write them: one spelling each, so no byte can change unseen."""

import base64
import binascii
import re
from typing import Final

from services.ledger.tlog.errors import malformed
from services.ledger.tlog.tiles import HASH_BYTES, MOST_LEAVES

_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


def to_base64(data: bytes) -> str:
    """RFC 4648, section 4, with padding."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, what: str) -> bytes:
    """The bytes of a text; refuses any spelling but the one that writing them gives."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise malformed(f"{what} is not written in base64") from error
    # The last character holds bits that a lenient reader drops: two spellings of the same bytes.
    if to_base64(data) != text:
        raise malformed(f"{what} is not written in base64 as the standard writes it")
    return data


def hash_from_base64(text: str, what: str) -> bytes:
    """A SHA-256 of exactly 32 bytes."""
    data = from_base64(text, what)
    if len(data) != HASH_BYTES:
        raise malformed(f"{what} has {len(data)} bytes, a SHA-256 has {HASH_BYTES}")
    return data


def from_decimal(text: str, what: str) -> int:
    """A number of facts or an index: ASCII digits without leading zeroes."""
    if not _DECIMAL.fullmatch(text) or int(text) > MOST_LEAVES:
        raise malformed(f"{what} is not a plain decimal number up to {MOST_LEAVES}")
    return int(text)
