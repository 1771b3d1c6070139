"""How much comes to a simulated ward, and how its units keep their days."""

from dataclasses import dataclass, field
from typing import Final

# Calendar days from the due day to the report (first, last), with the share of tasks up to there.
Manners = tuple[tuple[float, tuple[int, int]], ...]

_EARLY: Final[Manners] = (
    (0.6, (-40, -15)),
    (0.85, (-14, -4)),
    (0.92, (-3, 0)),
    (0.97, (1, 12)),
    (0.99, (13, 30)),
    (1.0, (60, 110)),
)
_PUNCTUAL: Final[Manners] = (
    (0.35, (-20, -11)),
    (0.83, (-10, -4)),
    (0.88, (-3, 0)),
    (0.92, (1, 7)),
    (0.94, (8, 20)),
    (1.0, (40, 90)),
)
_SLOW: Final[Manners] = (
    (0.5, (-9, -3)),
    (0.7, (1, 10)),
    (0.8, (11, 30)),
    (1.0, (40, 90)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One kind of ward: `slow` are the units that report late more often than others.

    `sign_in_hours` are those of whoever keeps the Office's work, on every working day;
    `contributing` is the share of supporting units that contribute, of the ward's own and of those
    outside; with `leaves_work` the last hour leaves something before everybody who decides.
    """

    directives_a_week: int
    sign_in_hours: tuple[int, ...]
    manners: Manners
    slow_manners: Manners
    contributing: float
    contributing_outside: float
    leaves_work: bool
    slow: frozenset[str] = field(default_factory=frozenset)

    def manners_of(self, unit: str) -> Manners:
        """When a unit reports, around the day on which it should."""
        return self.slow_manners if unit in self.slow else self.manners


# The figures of `make bench` are those of a ward with as much work as one may ever have.
CROWDED: Final = Pace(
    directives_a_week=6,
    sign_in_hours=(7, 13),
    manners=_EARLY,
    slow_manners=_EARLY,
    contributing=0.6,
    contributing_outside=0.1,
    leaves_work=False,
)
# What somebody looks at who wants to see what the pages are for.
SHOWN: Final = Pace(
    directives_a_week=2,
    sign_in_hours=(7,),
    manners=_PUNCTUAL,
    slow_manners=_SLOW,
    contributing=0.92,
    contributing_outside=0.75,
    leaves_work=True,
    slow=frozenset({"TTDVSNC"}),
)
