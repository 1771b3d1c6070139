"""What is done to several tasks of the board at once: the acts, their words, their form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from api.board import labels
from api.bulk import Preview, Ready
from api.web.act_forms import FormField, plain_field
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.fields import CodeOf, TypedText, fields_of
from services.domain.task.acts.chase_supporter import ACT as CHASE_SUPPORTER
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.domain.task.acts.note_contact import ACT as CONTACT
from services.domain.task.acts.note_promise import ACT as PROMISE
from services.domain.task.acts.reassign_task import ACT as REASSIGN
from services.domain.task.acts.replace_task import ACT as REPLACE
from services.domain.task.acts.resume_task import ACT as RESUME
from services.domain.task.acts.send_chase import ACT as CHASE
from services.domain.task.acts.suspend_task import ACT as SUSPEND
from services.domain.task.acts.withdraw_task import ACT as WITHDRAW
from services.domain.task.state import Task
from services.queries.board_views import Board, BoardList, BoardSide


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAct:
    """An act on a selection: `verb` is what is done, `then` the list that shows the tasks later.

    A blank `then` is the list from which they were selected.
    """

    act: Act[Any, Any, Any]
    verb: str
    then: str = ""

    @property
    def title(self) -> str:
        """The verb as a heading or a button begins with it."""
        return self.verb[0].upper() + self.verb[1:]

    def said(self, done: int) -> str:
        """How many were done."""
        return f"Đã {self.verb} {done} việc."


BOARD_ACTS: Final = (
    BoardAct(act=PROMISE, verb="ghi lời hứa nộp cho"),
    BoardAct(act=CONTACT, verb="ghi liên hệ về"),
    BoardAct(act=CHASE_SUPPORTER, verb="đôn đốc đơn vị phối hợp trong"),
    BoardAct(act=SUSPEND, verb="tạm dừng", then=labels.SUSPENDED_SLUG),
    BoardAct(act=RESUME, verb="cho tiếp tục", then=labels.SLUGS[BoardList.ALL]),
    BoardAct(act=REASSIGN, verb="giao lại"),
    BoardAct(act=REPLACE, verb="thay thế"),
    BoardAct(act=WITHDRAW, verb="thu hồi"),
)
# What is done to one row without leaving the board.
ROW_ACTS: Final = (CHASE, PROMISE, CONTACT)
_ROW_ACT: Final = {act.slug: act for act in ROW_ACTS}
_SAID: Final = {each.act.slug: each.said for each in BOARD_ACTS} | {
    CHASE.slug: BoardAct(act=CHASE, verb="đôn đốc").said,
    CONFIRM.slug: BoardAct(act=CONFIRM, verb="xác nhận").said,
}


def done(slug: str, count: int) -> str:
    """What was done to a selection, as the address after it says; blank where nothing was."""
    return _SAID[slug](count) if count and slug in _SAID else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectable:
    """Which tasks of a list somebody may select: for a chase, and for which of the other acts."""

    to_chase: tuple[str, ...]
    acts: tuple[BoardAct, ...]
    streams: frozenset[str]

    @property
    def any_more(self) -> bool:
        """Whether some can be selected that nobody chases now."""
        return not self.streams <= frozenset(self.to_chase)


def selectable(board: Board, acting: Acting) -> Selectable:
    """The boxes and the buttons of a list."""
    shown = [row.open.task for row in board.rows]
    taken = {
        each: [task.stream for task in shown if each.act.offered(task, acting.context) is not None]
        for each in BOARD_ACTS
    }
    to_chase = tuple(
        row.open.task.stream
        for row in board.rows
        if board.may_chase and row.closed_to_chase is None
    )
    return Selectable(
        to_chase=to_chase,
        acts=tuple(each for each, streams in taken.items() if streams),
        streams=frozenset(to_chase).union(*taken.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRow:
    """The row of which an address or a form opens an act, by its slug."""

    stream: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowForm:
    """The form of an act below the row of its task; `fields` are as the task takes them."""

    task: Task
    act: Act[Any, Any, Any]
    fields: tuple[FormField, ...]
    command_id: str


def row_form(
    opened: OpenedRow, task: Task | None, acting: Acting, command_id: str, *, refused: bool
) -> RowForm | None:
    """The form that is opened; None where it is not offered, unless it was just refused."""
    act = _ROW_ACT.get(opened.slug)
    if task is None or act is None:
        return None
    if not refused and act.offered(task, acting.context) is None:
        return None
    alone = Preview(ready=(Ready(task=task, command_id=command_id, refused=""),), left=())
    fields = selection_fields(act, alone, {})
    return RowForm(task=task, act=act, fields=fields, command_id=command_id)


def row_acts(board: Board, acting: Acting) -> Mapping[str, frozenset[str]]:
    """The acts that each row offers, by their slugs; of leads alone."""
    if board.asked.side is not BoardSide.LEAD:
        return {}
    shown = [row.open.task for row in board.rows]
    return {
        task.stream: frozenset(
            act.slug for act in ROW_ACTS if act.offered(task, acting.context) is not None
        )
        for task in shown
    }


def selection_fields(
    act: Act[Any, Any, Any], found: Preview, units: Mapping[str, str]
) -> tuple[FormField, ...]:
    """The form of the act for the tasks that it takes: words, codes, or both of a mixed selection.

    `units` are those that may lead, by their code.
    """
    made = list[FormField]()
    either_way = any(isinstance(kind, CodeOf) for _, kind, _ in fields_of(act.command))
    for name, kind, optional in fields_of(act.command):
        coded = isinstance(kind, CodeOf)
        if (coded and not found.any_restricted) or (
            isinstance(kind, TypedText) and not found.any_open
        ):
            continue
        either = coded or (either_way and isinstance(kind, TypedText))
        field = plain_field(name, kind, required=either or not optional, units=units)
        mixed = coded and found.any_open
        made.append(
            replace(field, label=f"{field.label} của việc theo chế độ mật") if mixed else field
        )
    return tuple(made)
