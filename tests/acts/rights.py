"""Who may do what, in the law's words: offices, and how a task stands to somebody's unit.

A sample says with these who may do its act; the product's own rule is never asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.domain.roles import Office
from tests.domain.task_world import Birth

UNIT: Final = "KTHTDT"  # the unit of every viewer who has one, but the Office's
OTHER: Final = "VHXH"
POLICE: Final = "CAP"


class Relation(StrEnum):
    """How a task stands to the viewers' unit."""

    LED = "led"
    SUPPORTED = "supported"
    FOREIGN = "foreign"


class State(StrEnum):
    """How far a task has come; `returned` is back with its unit."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    CLAIMED = "claimed"  # the same, and its unit claims that it could not help it
    CONTESTED = "contested"  # the same, and a line of its evidence is contested
    CONFIRMED = "confirmed"
    ASKED = "asked"  # taken, and more time was asked for
    SUSPENDED = "suspended"  # while its unit was at work
    WITHDRAWN = "withdrawn"  # before anybody reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody before the pages; `office` is what is held today, None where nothing is.

    `deputy` is held instead of it by a deputy, who may do what that office may and no more.
    """

    login: str | None
    office: Office | None
    deputy: Office | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One task of the matrix."""

    number: int
    relation: Relation
    restricted: bool
    state: State
    counted: bool = False  # asks for a figure, not for words
    birth: Birth = Birth.PERIODIC

    @property
    def code(self) -> str:
        """The code of its item; of assigned work that of its directive, with digits as letters."""
        if self.is_assigned:
            return "2026.qy{}2222".format("".join("abcdefghij"[int(n)] for n in str(self.number)))
        return f"qz{self.number}"

    @property
    def is_assigned(self) -> bool:
        """Whether it comes from a directive."""
        return self.birth is not Birth.PERIODIC

    @property
    def ordered_by_viewer(self) -> bool:
        """Whether the vice-chair among the viewers ordered it, and not another one."""
        return self.is_assigned and self.number % 2 == 0

    @property
    def has_title(self) -> bool:
        """Whether words say what it is: of a secret directive none do."""
        return not self.is_secret

    @property
    def is_secret(self) -> bool:
        """Whether its directive is secret; work of the police is restricted without that."""
        return self.is_assigned and self.restricted and self.lead != POLICE

    @property
    def due_in(self) -> int | None:
        """In how many days it is due, behind 0 already late; None: on its ordinary day."""
        if self.is_assigned:
            return 14 if self.birth is Birth.ASSIGNED else None
        return {0: -10, 1: 2, 3: -40}.get(self.number % 4)

    @property
    def is_late(self) -> bool:
        """Whether its due day has ended."""
        return (self.due_in or 0) < 0

    @property
    def lead(self) -> str:
        """Its lead unit; the police for restricted work in which the viewers' unit has no part."""
        if self.relation is Relation.LED:
            return UNIT
        far = self.relation is Relation.FOREIGN and self.restricted
        return POLICE if far else OTHER

    @property
    def supporting(self) -> tuple[str, ...]:
        """Its supporting units."""
        helping = {Relation.LED: (OTHER,), Relation.SUPPORTED: (UNIT,), Relation.FOREIGN: ()}
        return helping[self.relation]

    @property
    def submission(self) -> int:
        """How many reports were handed in."""
        before = {
            *(State.ISSUED, State.ACKNOWLEDGED, State.ASKED),
            *(State.SUSPENDED, State.WITHDRAWN),
        }
        return 0 if self.state in before else 1


# Ai được xem: những người bao quát toàn phường xem mọi việc; cán bộ của đơn vị xem việc mà đơn
# vị chủ trì hoặc phối hợp; quản trị, người đã thôi chức vụ, người chưa đăng nhập không xem việc
# nào.
OVERSEERS: Final = frozenset(
    {
        Office.OFFICE_SPECIALIST,
        Office.CHIEF_OF_OFFICE,
        Office.VICE_CHAIR,
        Office.CHAIR,
        Office.INSPECTOR,
    }
)
OF_THE_UNIT: Final = frozenset({Office.SPECIALIST, Office.UNIT_HEAD})
# Ai được quyết định về kế hoạch và về văn bản kế hoạch, ai đôn đốc.
DECIDERS: Final = frozenset({Office.CHIEF_OF_OFFICE, Office.VICE_CHAIR, Office.CHAIR})
READERS_OF_DOCUMENTS: Final = DECIDERS | {Office.OFFICE_SPECIALIST}
# Ai giao việc định kỳ, nên quyết định về đời sống của việc.
ASSIGNERS: Final = frozenset({Office.CHIEF_OF_OFFICE})
CHASERS: Final = DECIDERS | {Office.OFFICE_SPECIALIST}


ANY_OFFICE: Final = frozenset(Office)
WORKERS: Final = OF_THE_UNIT | {Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE}
Right = Callable[[Viewer, Given | None], bool]


def holding(*offices: Office) -> Right:
    """The right of these offices, whatever the task."""
    return lambda viewer, _: viewer.office in offices


def signed_in(viewer: Viewer, _: Given | None) -> bool:
    """The right of everybody with an account."""
    return viewer.login is not None


def everybody(_viewer: Viewer, _task: Given | None) -> bool:
    """The right of whoever comes by."""
    return True


def nobody(_viewer: Viewer, _task: Given | None) -> bool:
    """No right at all."""
    return False


BOTH: Final = frozenset({Relation.LED, Relation.SUPPORTED})
LED: Final = frozenset({Relation.LED})
SUPPORTED: Final = frozenset({Relation.SUPPORTED})
OPEN: Final = frozenset(State) - {State.CONFIRMED, State.SUSPENDED, State.WITHDRAWN}
AT_WORK: Final = frozenset(
    {
        *(State.ISSUED, State.ACKNOWLEDGED, State.ASKED),
        *(State.RETURNED, State.CLAIMED, State.CONTESTED),
    }
)
# These offices, with a task of this relation, while it stands in one of these states.
Due = tuple[frozenset[Office], frozenset[Relation], frozenset[State]]
