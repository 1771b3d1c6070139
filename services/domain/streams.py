"""Of which category and family a stream is: all that its name says to anybody who reads it."""

from enum import StrEnum
from functools import lru_cache


class Category(StrEnum):
    """The categories of streams; one may be added, none is ever removed."""

    LEDGER = "ledger"
    PLAN = "plan"
    ASSIGNMENT = "assignment"
    TASK = "task"
    DIRECTORY = "directory"
    CALENDAR = "calendar"
    POLICY = "policy"
    ATTEMPT = "attempt"
    DIRECTIVE = "directive"
    PROGRAMME = "programme"
    INSPECTION = "inspection"


class UnknownCategory(LookupError):
    """A stream of a category that this release does not know."""


def category_of(stream: str) -> Category:
    """What stands before the first hyphen. Raises UnknownCategory."""
    try:
        return Category(stream.split("-", 1)[0])
    except ValueError as error:
        raise UnknownCategory(f"no category of a stream: {stream!r:.160}") from error


class Family(StrEnum):
    """Streams that one fold reads: how their names begin; what follows is a code or an id."""

    ASSIGNMENT = "assignment-"
    TASK = "task-"
    PLAN = "plan-"
    READING = "plan-reading."
    UNIT = "directory-unit."
    PERSON = "directory-person."
    ACCOUNT = "directory-account."
    DIRECTIVE = "directive-"
    PROGRAMME = "programme-"
    INSPECTION = "inspection-"
    REGISTER_COLUMNS = "policy-register."


@lru_cache(maxsize=4096)  # a stream is asked about at each of its facts
def family_of(stream: str) -> Family | None:
    """The family of a stream; None where no fold of ours reads it as one."""
    fitting = [family for family in Family if stream.startswith(family)]
    return max(fitting, key=len, default=None)
