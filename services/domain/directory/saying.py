"""How the log says what was done to somebody, in words that several facts share."""

from collections.abc import Callable
from typing import Any, Final

from services.domain.act import Names

SET_UP: Final = " (thiết lập ban đầu)"
WAITS: Final = " nếu chưa có người thứ hai đồng ý"


def said_of_somebody(name: str) -> Callable[[Any, Names], str]:
    """By the name of the act and whom it concerns."""

    def described(_event: object, names: Names) -> str:
        return f"{name}{names.about}."

    return described
