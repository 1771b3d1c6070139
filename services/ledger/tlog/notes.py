"""A text with signatures that anybody can check with the published key (C2SP signed-note).

The text may only be believed after `verified`: signatures by keys that the reader does not know
are passed over, a wrong signature under the name and id of a key that it knows refuses the whole.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from services.ledger.tlog.encoding import from_base64, to_base64
from services.ledger.tlog.errors import key_unknown, malformed
from services.ledger.tlog.keys import ID_BYTES, NoteSignature, NoteVerifier, demand_key_name

LARGEST: Final = 512 * 1024
MOST_SIGNATURES: Final = 64
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
_BEFORE_NAME: Final = "— "


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text that ends in a newline and the signatures that stand below it, none yet checked."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __post_init__(self) -> None:
        demand_text(self.text)
        if not 0 < len(self.signatures) <= MOST_SIGNATURES:
            raise malformed(
                f"a note has 1 to {MOST_SIGNATURES} signatures, this one {len(self.signatures)}"
            )

    def write(self) -> bytes:
        """The note as it is kept and handed over."""
        return f"{self.text}\n{''.join(map(_line, self.signatures))}".encode()

    def adding(self, signature: NoteSignature) -> "SignedNote":
        """The same note with one more signature, such as that of a witness."""
        return SignedNote(self.text, (*self.signatures, signature))


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """A signature that holds: whose key it is, and of a cosignature the second it was made."""

    key: NoteVerifier
    time: int | None


def demand_text(text: str) -> None:
    """Refuse what cannot be the text of a note."""
    if not text.endswith("\n"):
        raise malformed("the text of a note ends with a newline")
    if _CONTROL.search(text):
        raise malformed("a note holds no control characters but newlines")


def read_note(data: bytes) -> SignedNote:
    """The note in these bytes, without a check of its signatures."""
    if len(data) > LARGEST:
        raise malformed(f"a note has no more than {LARGEST} bytes, this one {len(data)}")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise malformed("a note is a text in UTF-8") from error
    # The text may hold empty lines itself: the last one is where the signatures begin.
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        raise malformed("a note has a text, an empty line and lines of signatures")
    lines = below[:-1].split("\n")
    return SignedNote(text + "\n", tuple(map(_signature, lines[: MOST_SIGNATURES + 1])))


def verified(note: SignedNote, keys: Iterable[NoteVerifier]) -> tuple[CheckedSignature, ...]:
    """The signatures by known keys, all of which hold; `NotProven` where there is none."""
    known = {(key.name, key.key_id): key for key in keys}
    result = tuple(
        CheckedSignature(key, key.check(note.text, each.value))
        for each in note.signatures
        if (key := known.get((each.name, each.key_id)))
    )
    if not result:
        names = ", ".join(sorted({each.name for each in note.signatures}))
        raise key_unknown(f"no known key has signed the note, only: {names}")
    return result


def _line(signature: NoteSignature) -> str:
    value = to_base64(signature.key_id + signature.value)
    return f"{_BEFORE_NAME}{signature.name} {value}\n"


def _signature(line: str) -> NoteSignature:
    parts = line.removeprefix(_BEFORE_NAME).split(" ")
    if not line.startswith(_BEFORE_NAME) or len(parts) != 2:  # noqa: PLR2004  (a name and a value)
        raise malformed("a line of signature is a dash, the name of the key and the signature")
    name, value = parts
    demand_key_name(name)
    decoded = from_base64(value, f"the signature of {name}")
    if len(decoded) <= ID_BYTES:
        raise malformed(f"the signature of {name} is empty")
    return NoteSignature(name, decoded[:ID_BYTES], decoded[ID_BYTES:])
