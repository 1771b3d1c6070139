"""Arrays for PostgreSQL, packed by hand in its binary form.

Because the driver looks at every element of every list to guess a type: for an append's fifteen
short lists that took longer than the rest of the client's work. A fixed type also keeps one
prepared statement where guessed ones would make several.
"""

import struct
from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

_ONE_DIMENSION, _NULL_FREE, _FIRST_INDEX = 1, 0, 1
_HEAD = struct.Struct("!iiIii")
_EMPTY = struct.Struct("!iiI")
_LENGTH = struct.Struct("!i")


class Array:
    """One array parameter; the subclass says of what."""

    __slots__ = ("packed",)
    ELEMENT: ClassVar[int]
    _NONE: ClassVar[bytes]

    def __init_subclass__(cls) -> None:
        cls._NONE = _EMPTY.pack(0, _NULL_FREE, cls.ELEMENT)

    def __init__(self, items: list[bytes]) -> None:
        if not items:
            self.packed = self._NONE
            return
        parts = [_HEAD.pack(_ONE_DIMENSION, _NULL_FREE, self.ELEMENT, len(items), _FIRST_INDEX)]
        for item in items:
            parts += (_LENGTH.pack(len(item)), item)
        self.packed = b"".join(parts)


class ByteArray(Array):
    """bytea[]."""

    __slots__ = ()
    ELEMENT = 17


class TextArray(Array):
    """text[]."""

    __slots__ = ()
    ELEMENT = 25

    def __init__(self, items: Iterable[str]) -> None:
        super().__init__([item.encode() for item in items])


class IntegerArray(Array):
    """integer[]."""

    __slots__ = ()
    ELEMENT = 23

    def __init__(self, items: Iterable[int]) -> None:
        super().__init__([_LENGTH.pack(item) for item in items])


class BooleanArray(Array):
    """boolean[]."""

    __slots__ = ()
    ELEMENT = 16

    def __init__(self, items: Iterable[bool]) -> None:
        super().__init__([b"\x01" if item else b"\x00" for item in items])


class IdArray(Array):
    """uuid[]."""

    __slots__ = ()
    ELEMENT = 2950

    def __init__(self, items: Iterable[UUID]) -> None:
        super().__init__([item.bytes for item in items])


class _Packed(Dumper):
    format = Format.BINARY

    def dump(self, obj: Array) -> Buffer | None:
        return obj.packed


class _PackedBytes(_Packed):
    oid = 1001


class _PackedTexts(_Packed):
    oid = 1009


class _PackedIntegers(_Packed):
    oid = 1007


class _PackedBooleans(_Packed):
    oid = 1000


class _PackedIds(_Packed):
    oid = 2951


psycopg.adapters.register_dumper(ByteArray, _PackedBytes)
psycopg.adapters.register_dumper(TextArray, _PackedTexts)
psycopg.adapters.register_dumper(IntegerArray, _PackedIntegers)
psycopg.adapters.register_dumper(BooleanArray, _PackedBooleans)
psycopg.adapters.register_dumper(IdArray, _PackedIds)
