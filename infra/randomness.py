"""Where randomness and passwords enter: nothing below this file draws an id."""

import secrets
import uuid

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.commands.ports import Randomness

RANDOMNESS = Randomness(
    new_id=uuid.uuid4,  # noqa: TID251  (this is the edge)
    salt=lambda: secrets.token_bytes(32),
    token=lambda: secrets.token_urlsafe(32),
)


class Argon2Passwords:
    """argon2id, with the library's parameters (RFC 9106, low memory); see `Passwords`."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """The stored form."""
        return self._hasher.hash(password)

    def verify(self, stored: str, password: str) -> bool:
        """Whether it is the password."""
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    def stale(self, stored: str) -> bool:
        """Whether the stored form should be made again with today's parameters."""
        return self._hasher.check_needs_rehash(stored)
