"""How it is asked what must have been so before a recorded act: by the guards of the acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Of the thing as it stood before (None: not there) and the event: why it was not possible, going
# on from “… khi ”; empty where nothing is wrong. Raises the Refusal of an act's own guard.
Precondition = Callable[[Any, Any], str]


def nothing_more(_state: object, _event: object) -> str:
    """Of this kind it is asked that the thing is there, and who did it."""
    return ""


def passing(*guards: Callable[[Any], object]) -> Precondition:
    """The guards of the act let the thing pass."""

    def asked(state: Any, _event: object) -> str:
        for guard in guards:
            guard(state)
        return ""

    return asked


@dataclass(frozen=True, slots=True)
class NotThereYet:
    """The fact begins its thing: there was none."""

    reason: str

    def __call__(self, state: Any, _event: object) -> str:
        """Why it cannot begin; empty where it can."""
        return "" if state is None else self.reason
