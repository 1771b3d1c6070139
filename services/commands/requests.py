"""A person's wish on its way to a handler: who, which command id, what was sent, which words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from services.commands.ports import Randomness
from services.commands.rules import FIELD_CONTROL, FIELD_EMPTY, FIELD_TOO_LONG
from services.domain.directory.telephones import check_telephone
from services.domain.facts import TextRef
from services.domain.numerals import count
from services.ledger.canonical import normalise
from services.ledger.port import NewText
from services.ledger.salts import keep_text

ALLOWED_CONTROLS = frozenset("\n\t")
# What comes with text that is copied from Word: bullets of its symbol fonts, which no other font
# has, and characters that nobody sees and no search matches.
_PASTED: Final = str.maketrans(
    {
        **dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf06c\uf06e", "•"),
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf0e0": "→",
        "\uf02d": "-",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The signed-in person and the public id of the session."""

    person_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRequest:
    """One click. `sent` is what the client sent, as JSON without floats: it makes the digest."""

    sender: Sender
    command_id: UUID
    name: str
    sent: Mapping[str, object]
    texts: tuple[NewText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFields:
    """What the server makes itself at a click: fields of the command, and the texts they name."""

    values: Mapping[str, object] = field(default_factory=dict)
    texts: tuple[NewText, ...] = ()


NOTHING_DRAWN: Final = DrawnFields()


@dataclass(slots=True)
class TypedTexts:
    """Turns what a person typed into texts: normalised, checked, salted.

    `as_it_is` keeps every character of a text whose places are counted.
    """

    randomness: Randomness
    limit: int
    texts: list[NewText] = field(default_factory=list)
    as_it_is: bool = False

    def put(self, typed: str | None, *, label: str, field: str = "") -> TextRef | None:
        """Keep words under a new id; blank is None. Raises Refusal that names the field."""
        body = tidy(typed, label=label, limit=self.limit, field=field, as_it_is=self.as_it_is)
        if not body:
            return None
        ref, text = keep_text(body, text_id=self.randomness.new_id(), salt=self.randomness.salt())
        self.texts.append(text)
        return ref

    def telephone(self, typed: str | None) -> TextRef | None:
        """Keep a telephone number; blank is None. Raises Refusal for what is none."""
        label, field = "Số điện thoại", "phone"
        plain = tidy(typed, label=label, limit=self.limit, field=field)
        return self.put(check_telephone(plain), label=label, field=field) if plain else None

    def need(self, typed: str | None, *, label: str, field: str = "") -> TextRef:
        """Like `put`, but blank is refused."""
        ref = self.put(typed, label=label, field=field)
        if ref is None:
            raise FIELD_EMPTY.refuse(label=label, field=field)
        return ref


def tidy(
    typed: str | None, *, label: str, limit: int, field: str = "", as_it_is: bool = False
) -> str:
    """NFC with LF line ends, trimmed, and without what a word processor leaves behind.

    `as_it_is` keeps every character of a text whose places are counted. Raises Refusal on control
    characters and excess length.
    """
    body = normalise(typed or "")
    body = (body if as_it_is else body.translate(_PASTED)).strip()
    if len(body) > limit:
        raise FIELD_TOO_LONG.refuse(
            label=label, length=count(len(body)), most=count(limit), field=field
        )
    for character in body:
        kind = unicodedata.category(character)
        if kind in {"Cs", "Cn"} or (kind == "Cc" and character not in ALLOWED_CONTROLS):
            raise FIELD_CONTROL.refuse(label=label, field=field)
    return body
