"""The authorisation rule in the law's words, and the markers by which a leak is found.

Every text of every task holds a marker of its own (`bc17x`: the report of task 17), so that a
leak is found by looking for markers in the bytes of an answer. Who may see and do what is said
here once more, as a table; the product's own rule is never asked.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Final
from urllib.parse import unquote_to_bytes

from httpx2 import Response

from services.domain.roles import Office
from tests.acts import SAMPLES
from tests.acts.rights import OF_THE_UNIT, OVERSEERS, Due, Given, Relation, State, Viewer

VIEWERS: Final = (
    *(Viewer(login=f"xem-{office.value}", office=office) for office in Office),
    Viewer(login="xem-thoi-chuc", office=None),  # a specialist of the unit until yesterday
    Viewer(login=None, office=None),
)
SIGNED_IN: Final = tuple(viewer for viewer in VIEWERS if viewer.login is not None)


def _tasks() -> Iterable[Given]:
    whole = [
        (relation, secret, state, False)
        for relation, secret, state in product(Relation, (False, True), State)
    ]
    counted = [
        (relation, False, state, True)
        for relation, state in product(Relation, (State.SUBMITTED, State.CONFIRMED))
    ]
    for number, (relation, secret, state, figures) in enumerate([*whole, *counted], start=10):
        yield Given(
            number=number, relation=relation, restricted=secret, state=state, counted=figures
        )


TASKS: Final = tuple(_tasks())
BY_NUMBER: Final = {task.number: task for task in TASKS}

UNLED: Final = 90  # the item that waits for its lead


def sees(viewer: Viewer, task: Given) -> bool:
    """Whether this viewer may know of the task."""
    if viewer.office in OVERSEERS:
        return True
    return viewer.office in OF_THE_UNIT and task.relation is not Relation.FOREIGN


# Ai được làm gì với một việc: chức vụ, việc của đơn vị mình hay của đơn vị khác, ở bước nào.
ACTS: Final[Mapping[str, tuple[Due, ...]]] = {
    sample.act.name: sample.may for sample in SAMPLES if isinstance(sample.may, tuple)
}


_IN_TIME: Final = {sample.act.name for sample in SAMPLES if not sample.of_late}
_OF_OPEN_WORK: Final = {sample.act.name for sample in SAMPLES if not sample.of_restricted}


def acts(viewer: Viewer, task: Given) -> frozenset[str]:
    """What this viewer may do with the task now."""
    return frozenset(
        name
        for name, rules in ACTS.items()
        if not (task.restricted and name in _OF_OPEN_WORK)
        and not (task.is_late and name in _IN_TIME)
        and any(
            viewer.office in offices and task.relation in relations and task.state in states
            for offices, relations, states in rules
        )
    )


class Mark(StrEnum):
    """What a marker stands in: two letters before the task's number."""

    CODE = "qz"
    TITLE = "td"
    MEASURE = "mh"
    QUESTION = "ch"  # of a finding of the plan
    DECIDED = "gq"  # what was decided about it
    REPORT = "bc"
    FIGURE = "sl"
    CONTRIBUTION = "ph"
    FILE = "tp"
    CONTENT = "nd"  # of the file
    REASON = "ld"
    CHASE = "dd"
    DRAFT = "np"
    TOKEN = "mt"


Marker = tuple[Mark, int]
_WORD: Final = re.compile(
    rb"(?<![A-Za-z0-9])(td|mh|ch|gq|bc|ph|tp|nd|ld|dd|np|mt)(\d\d)x", re.IGNORECASE
)
_CODE: Final = re.compile(rb"qz(\d\d)", re.IGNORECASE)
_FIGURE: Final = re.compile(rb"97[.,]7319(\d\d)")
_NEXT: Final = re.compile(r'"next": ?"([A-Za-z0-9_-]+)"')
# What belongs to one person alone: a draft that was not sent, a token of a program.
NOBODYS: Final = frozenset({Mark.DRAFT, Mark.TOKEN})
OF_THE_PLAN: Final = frozenset({Mark.QUESTION, Mark.DECIDED})


def mark(kind: Mark, number: int) -> str:
    """The marker as it is typed."""
    return f"97.7319{number}" if kind is Mark.FIGURE else f"{kind}{number}x"


def marks(content: bytes) -> frozenset[Marker]:
    """Every marker in some bytes, also in the cursor of a page and in encoded names."""
    markers: set[Marker] = set()
    for read in (content, unquote_to_bytes(content), *_cursors(content)):
        markers |= {(Mark(kind.decode().lower()), int(n)) for kind, n in _WORD.findall(read)}
        markers |= {(Mark.CODE, int(n)) for n in _CODE.findall(read)}
        markers |= {(Mark.FIGURE, int(n)) for n in _FIGURE.findall(read)}
    return frozenset(markers)


def _cursors(content: bytes) -> Iterable[bytes]:
    for cursor in _NEXT.findall(content.decode("utf-8", "replace")):
        try:
            yield base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except binascii.Error:  # no cursor of ours
            continue


def reported(answer: Response, asked: str = "") -> frozenset[Marker]:
    """The markers in body and headers that the question itself did not hold."""
    heads = b"\n".join(name + b": " + value for name, value in answer.headers.raw)
    known = f"{answer.request.url} {asked}".encode()
    return marks(heads + b"\n" + answer.content) - marks(known)


def knows_title(viewer: Viewer, task: Given) -> bool:
    """Whether this viewer may be told the task's title: of restricted work who may act on it.

    Thanh tra xem mã và ngày của việc theo chế độ mật, không xem tên.
    """
    return sees(viewer, task) and not (task.restricted and viewer.office is Office.INSPECTOR)


@cache
def allowed(viewer: Viewer) -> frozenset[Marker]:
    """Every marker that this viewer may be told."""
    markers: set[Marker] = {(Mark.CODE, UNLED)} if viewer.office in OVERSEERS else set()
    for task in TASKS:
        if not sees(viewer, task):
            continue
        kinds = {kind for kind in Mark if kind not in NOBODYS | OF_THE_PLAN}
        if viewer.office in OVERSEERS and not task.restricted:
            kinds |= OF_THE_PLAN
        if task.restricted:
            kinds = {Mark.CODE, Mark.TITLE} if knows_title(viewer, task) else {Mark.CODE}
        markers |= {(kind, task.number) for kind in kinds}
    return frozenset(markers)
