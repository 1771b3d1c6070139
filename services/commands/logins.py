"""The names under which people sign in."""

from typing import Final

from services.commands.requests import tidy
from services.domain.directory.rules import LOGIN_FORM, LOGIN_TAKEN
from services.domain.errors import Refusal

LOGIN_LENGTH: Final = 64


def check_login(login: str) -> str:
    """A login name: letters, digits, dot, hyphen, underscore; case does not matter."""
    name = tidy(login, label="Tên đăng nhập", limit=LOGIN_LENGTH).lower()
    if not name or not all(c.isascii() and (c.isalnum() or c in "._-") for c in name):
        raise LOGIN_FORM.refuse()
    return name


def taken(login: str) -> Refusal:
    """The refusal of a login name that is somebody's already."""
    return LOGIN_TAKEN.refuse(login=login)
