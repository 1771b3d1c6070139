"""Keys that sign the log: the ward's own, and those of witnesses (Ed25519).

Each key has a name, and an id of four bytes out of name, kind and public key. A public key is
handed over as one line, name+id+key: C2SP signed-note and its verifier keys. A witness signs with
the time before the text, so that its signature says "seen then" (C2SP tlog-cosignature).
"""

from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.ledger.tlog.encoding import from_base64, to_base64
from services.ledger.tlog.errors import altered, malformed

ID_BYTES: Final = 4
KEY_BYTES: Final = 32
LATEST: Final = 2**63 - 1
_TIME_BYTES: Final = 8
_PRIVATE: Final = "PRIVATE+KEY+"


class KeyKind(IntEnum):
    """What a key's signature says: the log's own word, or "seen at this time" by a witness."""

    SIGNATURE = 1
    COSIGNATURE = 4


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One line below a note: whose it says it is, and the signature itself."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class NoteVerifier:
    """A public key that the reader trusts to say what its kind says."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        demand_key_name(self.name)
        if len(self.public) != KEY_BYTES:
            raise malformed(f"a public key has {KEY_BYTES} bytes")

    @property
    def key_id(self) -> bytes:
        """Tells keys of one name apart; short, and no proof of anything."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(named).digest()[:ID_BYTES]

    def text(self) -> str:
        """The key as one line to publish: `name+id+key`."""
        return _key_text(self, self.public)

    @classmethod
    def read(cls, text: str) -> Self:
        """The public key in such a line; refuses an id that is not the key's own."""
        name, key_id, kind, public = _read_key(text)
        verifier = cls(name, kind, public)
        _demand_id(verifier, key_id)
        return verifier

    def check(self, text: str, value: bytes) -> int | None:
        """Refuses a signature that is not this key's of this text; tells a cosignature's time."""
        time = None
        if self.kind is KeyKind.COSIGNATURE:
            time = int.from_bytes(value[:_TIME_BYTES])
            value = value[_TIME_BYTES:]
            if time > LATEST:
                raise altered(f"the cosignature of {self.name} has an impossible time")
        try:
            public = Ed25519PublicKey.from_public_bytes(self.public)
            public.verify(value, _signed(text, time))
        except (InvalidSignature, ValueError) as error:
            raise altered(f"the signature of {self.name} is not one of this text") from error
        return time


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """A private key. It stays out of the database, of exports and of every log file."""

    name: str
    kind: KeyKind
    private: Ed25519PrivateKey = field(repr=False)

    @property
    def verifier(self) -> NoteVerifier:
        """The public key that goes with it."""
        return NoteVerifier(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def secret_text(self) -> str:
        """The key as one line for its file, in the form of Go's signed notes."""
        return _PRIVATE + _key_text(self.verifier, self.private.private_bytes_raw())

    @classmethod
    def read_secret(cls, text: str) -> Self:
        """The private key in such a line."""
        if not text.startswith(_PRIVATE):
            raise malformed("this is not the line of a private key")
        name, key_id, kind, seed = _read_key(text.removeprefix(_PRIVATE))
        signer = cls(name, kind, Ed25519PrivateKey.from_private_bytes(seed))
        _demand_id(signer.verifier, key_id)
        return signer

    def sign(self, text: str, *, time: int | None = None) -> NoteSignature:
        """Signs a note's text; a witness with the second (POSIX) in which it saw the log so."""
        if (time is not None) != (self.kind is KeyKind.COSIGNATURE):
            raise ValueError("a cosignature, and nothing else, has a time")
        if time is not None and not 0 <= time <= LATEST:
            raise ValueError("the time of a cosignature is a second from 1970 on")
        stamp = b"" if time is None else time.to_bytes(_TIME_BYTES)
        value = stamp + self.private.sign(_signed(text, time))
        return NoteSignature(self.name, self.verifier.key_id, value)


def demand_key_name(name: str) -> None:
    """Refuse what cannot be the name of a key."""
    if not name or "+" in name or any(each.isspace() or each < " " for each in name):
        raise malformed("the name of a key is not empty and holds no blank and no plus sign")


def _signed(text: str, time: int | None) -> bytes:
    """The bytes that are signed: a witness puts two lines before the text."""
    before = "" if time is None else f"cosignature/v1\ntime {time}\n"
    return (before + text).encode()


def _key_text(verifier: NoteVerifier, key: bytes) -> str:
    encoded = to_base64(bytes([verifier.kind]) + key)
    return f"{verifier.name}+{verifier.key_id.hex()}+{encoded}"


def _read_key(text: str) -> tuple[str, str, KeyKind, bytes]:
    parts = text.split("+", 2)  # base64 holds plus signs too
    if len(parts) != 3:  # noqa: PLR2004  (name, id and key)
        raise malformed("a key is a name, an id and the key itself, joined by plus signs")
    name, key_id, encoded = parts
    decoded = from_base64(encoded, "the key")
    if len(decoded) != 1 + KEY_BYTES or decoded[0] not in set(KeyKind):
        raise malformed("the key is not of a kind that is known here")
    return name, key_id, KeyKind(decoded[0]), decoded[1:]


def _demand_id(verifier: NoteVerifier, key_id: str) -> None:
    if verifier.key_id.hex() != key_id:
        raise malformed("the id of the key is not the one that its name and bytes give")
