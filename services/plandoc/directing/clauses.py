"""A directing text in clauses: each character belongs to exactly one of them."""

from dataclasses import dataclass
from enum import StrEnum


class TextPart(StrEnum):
    """What a clause is: phần đầu, đề mục, nội dung, nơi nhận và chữ ký."""

    HEAD = "head"  # the country's name, number, day, subject, "Kính gửi"
    HEADING = "heading"  # it names what the clauses below it are about
    BODY = "body"
    SIGNATURE = "signature"  # "Nơi nhận" and who signed


@dataclass(frozen=True, slots=True, kw_only=True)
class TextClause:
    """Một ý của văn bản: text[start:end], the mark in front of it, how deep it stands.

    `mark` is as it is printed ("1.", "a)", "-", "II."), blank where there is none; `depth` counts
    from 0. Blank lines belong to the clause before them.
    """

    start: int
    end: int
    mark: str
    depth: int
    kind: TextPart
