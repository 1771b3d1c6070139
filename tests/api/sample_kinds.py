"""What a line of the table of samples says about a route: who may read, who may act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.domain.roles import Office
from tests.acts.rights import OVERSEERS, WORKERS, Given, Right, Viewer, signed_in
from tests.api.matrix import acts, sees


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What is looked at. `by` says who is shown it, the others are answered with 4xx or sign-in.

    `queries` are tried one by one; `status` is the answer to those who may, where
    it is not 200; `at` replaces path parameters.
    """

    by: Right
    queries: tuple[str, ...] = ("",)
    status: int = 200
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """What is done. `by` says who has the right, everybody else is refused and adds no fact.

    `form` (or `json`, `raw`, or `files` beside the form) is well formed, so that only the right is
    missing; `at` replaces path parameters; `leaves` are facts that even a refusal leaves behind.
    """

    by: Right
    form: Callable[[Given], Mapping[str, str]] | None = None
    json: Callable[[Given], Mapping[str, Any]] | None = None
    files: Callable[[Given], Mapping[str, tuple[str, bytes, str]]] | None = None
    raw: bytes | None = None
    query: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    leaves: frozenset[str] = frozenset()
    act: str = ""  # of ACTS, where the right depends on the task's state
    answers: frozenset[int] = frozenset()  # where a refusal is not a 4xx of the whole answer


def of_act(name: str) -> dict[str, Any]:
    """What a `Write` says where the right depends on the task's state."""

    def right(viewer: Viewer, task: Given | None) -> bool:
        return task is not None and name in acts(viewer, task)

    return {"by": right, "act": name}


def sees_task(viewer: Viewer, task: Given | None) -> bool:
    """The right of those who may know of the task."""
    return task is not None and sees(viewer, task)


def reads_of_units(viewer: Viewer, task: Given | None) -> bool:
    """The filter by unit is no secret; who only administers has no work to filter."""
    return signed_in(viewer, task) and viewer.office is not Office.ADMINISTRATOR


def reads_plan(viewer: Viewer, _task: Given | None) -> bool:
    """The plan and its results are read by overseers, and by units of what is theirs."""
    return viewer.office in OVERSEERS | WORKERS


def reads_item(viewer: Viewer, task: Given | None) -> bool:
    """An item is read by overseers, and by the units that lead or support it."""
    return viewer.office in OVERSEERS or (viewer.office in WORKERS and sees_task(viewer, task))


def gets_file(viewer: Viewer, task: Given | None) -> bool:
    """A file that was handed in, for those who may know of the task."""
    handed_in = task is not None and task.submission > 0 and not task.restricted
    return handed_in and sees_task(viewer, task)
