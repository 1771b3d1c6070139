"""Salted digests: a proof shows that something was said without showing what.

An event's payload and each text have 32 random bytes of their own; without them nobody can guess
a short answer from its digest, and with the body erased every proof still holds.
"""

import secrets
from hashlib import sha256
from typing import Final
from uuid import UUID

from services.domain.facts import TextRef
from services.ledger.canonical import check_string
from services.ledger.port import NewText

SALT_BYTES: Final = 32


def new_salt() -> bytes:
    """Draw 32 random bytes; an edge like a clock, handed in where something is stored."""
    return secrets.token_bytes(SALT_BYTES)


def salted(salt: bytes, body: bytes) -> str:
    """hex(SHA-256(salt ‖ body))."""
    return sha256(salt + body).hexdigest()


def command_digest(salt: bytes, name: str, body: bytes) -> bytes:
    """SHA-256 over what makes two clicks one command: its name and what the client sent."""
    # A command's name never holds a line end, so the two parts cannot run into each other.
    return sha256(salt + name.encode() + b"\n" + body).digest()


def keep_text(body: str, *, text_id: UUID, salt: bytes) -> tuple[TextRef, NewText]:
    """Split words that a person typed into the fact's reference and the body kept beside it.

    Raises NotCanonical for words that whoever read them did not normalise.
    """
    check_string(body)
    reference = TextRef(text_id=text_id, sha256=salted(salt, body.encode()))
    return reference, NewText(text_id=text_id, salt=salt, body=body)
