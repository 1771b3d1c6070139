"""Of which category a stream is: all that its name says to anybody who reads it."""

from enum import StrEnum


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


class UnknownCategory(LookupError):
    """A stream of a category that this release does not know."""


def category_of(stream: str) -> Category:
    """What stands before the first hyphen. Raises UnknownCategory."""
    try:
        return Category(stream.split("-", 1)[0])
    except ValueError as error:
        raise UnknownCategory(f"no category of a stream: {stream!r:.160}") from error
