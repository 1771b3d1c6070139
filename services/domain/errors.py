"""Answers of the domain that are not facts.

Refusal
├── NotFound
├── NotAllowed
├── Stale
├── NothingToActOn
└── Paused
NotYet
"""


class Refusal(Exception):
    """The rule says no; nothing was changed.

    `code` is stable and kebab-case (for the attempts, the API and the tests); `sentence` is what
    the person reads: Vietnamese, what, where and what to do next; `field` is the part of what was
    sent that it is about, by the sender's name for it, blank where it is about the whole; `fields`
    are those that it may be about where what was sent decides (see `act.Rule`).
    """

    def __init__(
        self, code: str, sentence: str, *, field: str = "", fields: tuple[str, ...] = ()
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field
        self.fields = fields

    def within(self, where: str) -> "Refusal":
        """The same refusal, saying first in which of several things it was met."""
        sentence = f"{where}: {self.sentence}"
        return type(self)(self.code, sentence, field=self.field, fields=self.fields)


class NotFound(Refusal):
    """There is no such thing in this ward."""


class NotAllowed(Refusal):
    """The person holds no office that may do this."""


class Stale(Refusal):
    """The person judged something that has changed since; never an attempt."""


class NothingToActOn(Refusal):
    """What the act is about is not there: no request, no suspension. An attempt like others."""


class Paused(Refusal):
    """Nothing was tried: too many at once, or too often; again after `seconds`."""

    def __init__(self, code: str, sentence: str, *, seconds: int) -> None:
        super().__init__(code, sentence)
        self.seconds = seconds


class NotYet(Exception):
    """An automatic action of a real ward came before its time; try again later."""
