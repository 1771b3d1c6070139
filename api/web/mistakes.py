"""All that is wrong with one form, said at once: each field has its own sentence."""

from types import TracebackType
from typing import Final, Self

from api.web.forms import BadForm
from services.domain.errors import Refusal


class BadFields(BadForm):
    """Several fields of one form cannot be understood; never an attempt.

    `errors` are their refusals, each with its field; code and field are those of the first.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        field: str = "",
        fields: tuple[str, ...] = (),
        errors: tuple[Refusal, ...] = (),
    ) -> None:
        super().__init__(code, sentence, field=field, fields=fields)
        self.errors: Final = errors

    @classmethod
    def gathered(cls, errors: tuple[Refusal, ...]) -> "BadFields":
        """Several refusals as one."""
        first = errors[0]
        sentence = " ".join(error.sentence for error in errors)
        return cls(first.code, sentence, field=first.field, fields=first.fields, errors=errors)


def each_of(refusal: Refusal) -> tuple[Refusal, ...]:
    """The refusals of all fields that one refusal speaks of."""
    return refusal.errors if isinstance(refusal, BadFields) else (refusal,)


class Mistakes:
    """Notes what each block refuses and goes on, so that the other fields are read too.

    What is about no field in particular is raised as ever: nothing of such a form can be trusted.
    """

    def __init__(self) -> None:
        self._noted: list[Refusal] = []

    @property
    def any(self) -> bool:
        """Whether something was noted."""
        return bool(self._noted)

    def note(self, refusal: Refusal) -> None:
        """What is wrong with a field, or several."""
        known = {(each.field, each.fields) for each in self._noted}
        self._noted += [
            each for each in each_of(refusal) if (each.field, each.fields) not in known
        ]

    def settle(self) -> None:
        """Raise what was noted: one refusal as it is, several as BadFields."""
        if len(self._noted) == 1:
            raise self._noted[0]
        if self._noted:
            raise BadFields.gathered(tuple(self._noted))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Refusal) or not (error.field or error.fields):
            return False
        self.note(error)
        return True
