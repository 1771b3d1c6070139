"""Under which offices somebody can have done a recorded act: how the nouns say it. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from services.domain.facts import Actor, Event
from services.domain.policy import Policy
from services.domain.roles import RIGHTS_OF, Office


@dataclass(frozen=True, slots=True)
class ActingAs:
    """Whoever holds one of these offices, of this unit where one is named."""

    offices: Collection[Office]
    unit: str | None = None

    def holds(self, actor: Actor) -> bool:
        """Whether the act was done so; a deputy has the rights of a specialist."""
        office = next((each for each in Office if each == actor.office), None)
        fits = office in self.offices or (office and RIGHTS_OF.get(office)) in self.offices
        return fits and self.unit in {None, actor.unit}


# By the rules of the day, on the thing as it stood before; None: nothing is known of who may.
MayAct = Callable[[Policy, Any, Any], ActingAs | None]


def always(offices: Collection[Office]) -> MayAct:
    """Whoever holds one of these, whatever the rules."""
    return lambda _policy, _state, _event: ActingAs(offices)


def by_rules(*chosen: Callable[[Policy], Collection[Office]]) -> MayAct:
    """Whoever the ward's rules let do one of several things."""

    def allowed(policy: Policy, _state: object, _event: object) -> ActingAs:
        return ActingAs([office for choose in chosen for office in choose(policy)])

    return allowed


def each(events: Collection[type[Event]], allowed: MayAct) -> dict[type[Event], MayAct]:
    """The same of several kinds."""
    return dict.fromkeys(events, allowed)
