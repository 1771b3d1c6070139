"""One repair of how authorities write their answers: the order of the certificates in it."""

from itertools import pairwise
from typing import Final

# Time-stamp response → token → content of the token → its signed data → the certificates.
_TO_SIGNED_DATA: Final = (1, 1, 0)
_CERTIFICATES: Final = 0xA0
_LONG_FORM: Final = 0x80
_MOST_LENGTH_BYTES: Final = 4


def with_sorted_certificates(answer: bytes) -> bytes:
    """The answer with its certificates in the order of DER, which a strict reader demands.

    Nobody has signed their order: OpenSSL, and authorities that run it, write the signer first.
    What is not written as such an answer is given back as it is, for the reader to refuse.
    """
    try:
        start, end = _inside(answer, 0)
        for place in _TO_SIGNED_DATA:
            start, end = _inside(answer, _children(answer, start, end)[place])
        (at,) = (at for at in _children(answer, start, end) if answer[at] == _CERTIFICATES)
    except (IndexError, ValueError):
        return answer
    start, end = _inside(answer, at)
    places = [*_children(answer, start, end), end]
    certificates = [answer[a:b] for a, b in pairwise(places)]
    return answer[:start] + b"".join(sorted(certificates)) + answer[end:]


def _inside(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element begins and ends; raises IndexError and ValueError."""
    length, start = data[at + 1], at + 2
    if length & _LONG_FORM:
        size = length ^ _LONG_FORM
        if not 0 < size <= _MOST_LENGTH_BYTES:
            raise ValueError("the length is not written as DER writes it")
        length, start = int.from_bytes(data[start : start + size]), start + size
    if start + length > len(data):
        raise ValueError("the element ends after the data")
    return start, start + length


def _children(data: bytes, start: int, end: int) -> list[int]:
    """Where each element of a content begins."""
    places = []
    while start < end:
        places.append(start)
        _, start = _inside(data, start)
    return places
