"""The mapping of one set of heads as its facts make it."""

from dataclasses import dataclass

from services.domain.facts import TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumns:
    """Cách ghép cột đang dùng: the newest mapping of files with these heads."""

    heads_key: str
    mapping: TextRef
