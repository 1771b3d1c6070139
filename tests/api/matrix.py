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
from io import BytesIO
from itertools import product
from typing import Final
from urllib.parse import unquote_to_bytes
from zipfile import ZipFile

from httpx2 import Response

from services.domain.roles import Office
from services.domain.task.births import assigned_task_stream
from tests.acts import SAMPLES
from tests.acts.rights import (
    ASSIGNERS,
    OF_THE_UNIT,
    OVERSEERS,
    POLICE,
    Due,
    Given,
    Relation,
    State,
    Viewer,
)
from tests.api.ward import current_task
from tests.domain.task_world import Birth

# Cấp phó làm được đúng việc của chuyên viên cùng đơn vị: duyệt là việc của cấp trưởng.
_DEPUTIES: Final = {
    Office.DEPUTY_HEAD: Office.SPECIALIST,
    Office.DEPUTY_CHIEF: Office.OFFICE_SPECIALIST,
}


def _viewer(office: Office) -> Viewer:
    login = f"xem-{office.value}"
    if office not in _DEPUTIES:
        return Viewer(login=login, office=office)
    return Viewer(login=login, office=_DEPUTIES[office], deputy=office)


VIEWERS: Final = (
    *(_viewer(office) for office in Office),
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
    numbers = (number for number in range(82, 99) if number not in {UNLED, DIRECTIVE_NUMBER})
    for number, (relation, secret, state, birth) in zip(numbers, _ASSIGNED, strict=False):
        yield Given(number=number, relation=relation, restricted=secret, state=state, birth=birth)


UNLED: Final = 90  # the item that waits for its lead
DIRECTIVE_NUMBER: Final = 91  # the petition of `matrix_directive`
INSPECTION_NUMBER: Final = 99  # the finding of `matrix_inspection`
PROGRAMME_NUMBER: Final = 99  # the row of the police of `matrix_programme`
# Of each relation one by a day and one without, of both kinds one that is restricted.
_ASSIGNED: Final = (
    (Relation.LED, False, State.ISSUED, Birth.ASSIGNED),
    (Relation.LED, False, State.CONFIRMED, Birth.ASSIGNED),
    (Relation.LED, False, State.ASKED, Birth.ASSIGNED),
    (Relation.LED, True, State.ACKNOWLEDGED, Birth.ASSIGNED),
    (Relation.SUPPORTED, False, State.SUBMITTED, Birth.ASSIGNED),
    (Relation.FOREIGN, False, State.SUSPENDED, Birth.ASSIGNED),
    (Relation.FOREIGN, True, State.ISSUED, Birth.ASSIGNED),
    (Relation.LED, False, State.RETURNED, Birth.ASSIGNED_UNDATED),
    (Relation.LED, False, State.APPROVED, Birth.ASSIGNED_UNDATED),
    (Relation.LED, True, State.CONFIRMED, Birth.ASSIGNED_UNDATED),
    (Relation.SUPPORTED, False, State.CLAIMED, Birth.ASSIGNED_UNDATED),
    (Relation.SUPPORTED, True, State.ISSUED, Birth.ASSIGNED_UNDATED),
    (Relation.FOREIGN, False, State.CONTESTED, Birth.ASSIGNED_UNDATED),
    (Relation.FOREIGN, True, State.CONFIRMED, Birth.ASSIGNED_UNDATED),
    (Relation.FOREIGN, False, State.WITHDRAWN, Birth.ASSIGNED_UNDATED),
)
TASKS: Final = tuple(_tasks())
# A directive whose own words are no secret, and whose task is restricted.
OF_THE_POLICE: Final = next(task for task in TASKS if task.is_assigned and task.lead == POLICE)
PERIODIC: Final = tuple(task for task in TASKS if not task.is_assigned)
BY_NUMBER: Final = {task.number: task for task in TASKS}


def stream_of(task: Given) -> str:
    """The stream of a task of the matrix."""
    return assigned_task_stream(task.code, 1) if task.is_assigned else current_task(task.code)


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
_OF_A_DAY: Final = {sample.act.name for sample in SAMPLES if not sample.of_undated}
_OF_FIGURES: Final = {sample.act.name for sample in SAMPLES if not sample.of_uncounted}
_OF_THE_CHAIN: Final = {"approve-submission", "confirm-submission", "return-submission"}
_OF_ASSIGNED: Final = {sample.act.name for sample in SAMPLES if not sample.of_periodic}


def acts(viewer: Viewer, task: Given) -> frozenset[str]:
    """What this viewer may do with the task now."""
    return frozenset(
        name
        for name, rules in ACTS.items()
        if not (task.restricted and name in _OF_OPEN_WORK)
        and not (task.birth is Birth.ASSIGNED_UNDATED and name in _OF_A_DAY)
        and (task.is_assigned or name not in _OF_ASSIGNED)
        and (task.counted or name not in _OF_FIGURES)
        and not (task.is_late and name in _IN_TIME)
        and any(
            viewer.office in _deciding(name, offices, task)
            and task.relation in relations
            and task.state in states
            for offices, relations, states in rules
        )
    )


def _deciding(name: str, offices: frozenset[Office], task: Given) -> frozenset[Office]:
    """Việc theo chỉ đạo: chính người đã giao việc, hoặc Chủ tịch, quyết định; không ai khác."""
    if not task.is_assigned or name in _OF_THE_CHAIN or offices != ASSIGNERS:
        return offices
    return frozenset({Office.CHAIR, *((Office.VICE_CHAIR,) if task.ordered_by_viewer else ())})


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
    DIRECTIVE = "gv"  # its summary, its text, why nothing comes of a clause
    PETITIONER = "nk"
    PROGRAMME = "cg"  # what the police registered in a programme
    INSPECTION = "kn"  # what an inspector found of the viewers' unit
    DRAFT = "np"
    TOKEN = "mt"


Marker = tuple[Mark, int]
# Of bytes in small letters: patterns that begin with what is fixed are found quickly, so that a
# word is looked for by its end and read from its beginning.
_WORD: Final = re.compile(
    rb"(?<![a-z0-9])(td|mh|ch|gq|bc|ph|tp|nd|ld|dd|gv|nk|cg|kn|np|mt)(\d\d)x"
)
_END_OF_WORD: Final = re.compile(rb"\d\dx")
_CODE: Final = re.compile(rb"qz(\d\d)")
_DIRECTED: Final = re.compile(rb"qy([a-j]{2})2222")  # see `Given.code`
_FIGURE: Final = re.compile(rb"97[.,]7319(\d\d)")
# Where hashes and keys stand, whose letters are as chance has it: one in a hundred looks like a
# marker. The root of the log stands on every sheet.
_OF_HASHES: Final = ("/api/ledger", "/khoa-so")
_HASHES: Final = re.compile(rb"[A-Za-z0-9+/]{40,}=?=?")
_ROOT: Final = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=")
_NEXT: Final = re.compile(r'"next": ?"([A-Za-z0-9_-]+)"')
# What belongs to one person alone: a draft that was not sent, a token of a program.
NOBODYS: Final = frozenset({Mark.DRAFT, Mark.TOKEN})
OF_THE_PLAN: Final = frozenset({Mark.QUESTION, Mark.DECIDED})
OF_DIRECTIVES: Final = frozenset({Mark.DIRECTIVE, Mark.PETITIONER})
OF_PROGRAMMES: Final = frozenset({Mark.PROGRAMME})
_OF_NO_TASK: Final = NOBODYS | OF_THE_PLAN | OF_DIRECTIVES | OF_PROGRAMMES | {Mark.INSPECTION}


def mark(kind: Mark, number: int) -> str:
    """The marker as it is typed."""
    return f"97.7319{number}" if kind is Mark.FIGURE else f"{kind}{number}x"


def marks(content: bytes) -> frozenset[Marker]:
    """Every marker in some bytes, also in the cursor of a page and in encoded names."""
    markers: set[Marker] = set()
    encoded = (unquote_to_bytes(content),) if b"%" in content else ()
    for said in (content, *encoded, *_cursors(content)):
        read = said.lower()
        markers |= set(_words(read))
        markers |= {(Mark.CODE, int(n)) for n in _CODE.findall(read)}
        markers |= {(Mark.CODE, _number(letters)) for letters in _DIRECTED.findall(read)}
        markers |= {(Mark.FIGURE, int(n)) for n in _FIGURE.findall(read)}
    return frozenset(markers)


def _words(read: bytes) -> Iterable[Marker]:
    for end in _END_OF_WORD.finditer(read):
        word = _WORD.match(read, max(0, end.start() - len("td")))
        if word:
            yield Mark(word[1].decode()), int(word[2])


def _number(letters: bytes) -> int:
    return int("".join(str("abcdefghij".index(each)) for each in letters.decode()))


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
    content = _unpacked(answer.content)
    hashed = _HASHES if answer.request.url.path.startswith(_OF_HASHES) else _ROOT
    return marks(heads + b"\n" + hashed.sub(b"", content)) - marks(known)


def _unpacked(content: bytes) -> bytes:
    """What a workbook holds: its packed bytes would hide a marker, or look like one."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def knows_title(viewer: Viewer, task: Given) -> bool:
    """Whether this viewer may be told the task's title: of restricted work who may act on it.

    Thanh tra xem mã và ngày của việc theo chế độ mật, không xem tên.
    """
    hidden = task.restricted and viewer.office is Office.INSPECTOR
    return sees(viewer, task) and task.has_title and not hidden


@cache
def allowed(viewer: Viewer) -> frozenset[Marker]:
    """Every marker that this viewer may be told."""
    markers: set[Marker] = set()
    if viewer.office in OVERSEERS:
        markers = {(Mark.CODE, UNLED), *((kind, DIRECTIVE_NUMBER) for kind in OF_DIRECTIVES)}
    if viewer.office in OVERSEERS and viewer.office is not Office.INSPECTOR:
        markers |= {(kind, PROGRAMME_NUMBER) for kind in OF_PROGRAMMES}
    if viewer.office in OVERSEERS | OF_THE_UNIT:
        markers.add((Mark.INSPECTION, INSPECTION_NUMBER))
    for task in TASKS:
        if not sees(viewer, task):
            continue
        kinds = {kind for kind in Mark if kind not in _OF_NO_TASK}
        if viewer.office in OVERSEERS and not task.restricted:
            kinds |= OF_THE_PLAN
        if task.restricted:
            kinds = {Mark.CODE, Mark.TITLE} if knows_title(viewer, task) else {Mark.CODE}
        markers |= {(kind, task.number) for kind in kinds}
    return frozenset(markers)
