"""What the tables hold of a secret, and what the facts hold of the tables.

A table holds the SHA-256 of a token and the argon2 string of a password; a fact holds the SHA-256
of that. So neither opens anything, and a row that was put there by hand is not the fact's.
"""

import hashlib


def token_hash(token: str) -> bytes:
    """What a table holds of the token of a session, a link, a device or a program."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def stored_sha256(stored: bytes) -> str:
    """What a fact holds of a stored token hash (hex)."""
    return hashlib.sha256(stored).hexdigest()


def secret_sha256(token: str) -> str:
    """What a fact holds of the token itself (hex)."""
    return stored_sha256(token_hash(token))


def hash_sha256(password_hash: str) -> str:
    """What a fact holds of a stored password hash (hex)."""
    return hashlib.sha256(password_hash.encode()).hexdigest()
