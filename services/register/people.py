"""People of a cell: by name or login; of two with one name neither is taken."""

import re
from dataclasses import dataclass, field
from typing import Final

from services.register.known import KnownPerson
from services.register.words import bare, cleaned, comparable

_LOGIN_BEHIND: Final = re.compile(r"^(?P<name>.*?)\s*\((?P<login>[^()]+)\)$")
# How papers address a person before the name.
_ADDRESSED: Final = re.compile(
    r"^(?:(?:đồng chí|đ/c|đc|ông|bà|anh|chị|cô|chú)[\s.:]+)+", re.IGNORECASE
)


@dataclass(slots=True)
class PeopleNames:
    """Looks people up by what is typed; built once for a file."""

    people: tuple[KnownPerson, ...]
    _by_login: dict[str, KnownPerson] = field(default_factory=dict)
    _logins: dict[str, list[KnownPerson]] = field(default_factory=dict)
    _read: dict[str, tuple[KnownPerson, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index every name of every person, with its marks and without."""
        for person in self.people:
            self._by_login[person.login.casefold()] = person
            names = (person.name, *person.other_names)
            for form in dict.fromkeys(each(name) for name in names for each in (comparable, bare)):
                self._logins.setdefault(form, []).append(person)

    def person(self, login: str) -> KnownPerson | None:
        """The person of this login."""
        return self._by_login.get(login.casefold())

    def read(self, cell: str) -> tuple[KnownPerson, ...]:
        """Everybody whom a cell may mean: one is sure, none is unknown, several are ambiguous."""
        read = self._read.get(cell)
        if read is None:
            read = self._read[cell] = self._read_anew(cell)
        return read

    def written(self, login: str) -> str:
        """How a person stands in a register: the name, with the login where two have it."""
        person = self.person(login)
        if person is None:
            return login
        alone = self._logins.get(comparable(person.name)) == [person]
        return person.name if alone else f"{person.name} ({person.login})"

    def _read_anew(self, cell: str) -> tuple[KnownPerson, ...]:
        words = _ADDRESSED.sub("", cleaned(cell).replace("\n", " "))
        behind = _LOGIN_BEHIND.fullmatch(words)
        known = self.person(behind["login"] if behind else words)
        if known is not None:
            return (known,)
        for name in (words, behind["name"] if behind else words):
            people = self._logins.get(comparable(name)) or self._logins.get(bare(name))
            if people:
                return tuple(people)
        return ()
