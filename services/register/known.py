"""What a ward knows when a file comes in: its units and people, given as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """Một đơn vị: `other_names` are short names, letters and earlier names; `internal` of ours.

    A partner outside the administration (`internal` false) supports, but never leads.
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    internal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Một cán bộ: `other_names` are titles by which papers name the person; `unit` is shown."""

    login: str
    name: str
    other_names: tuple[str, ...] = ()
    unit: str = ""
