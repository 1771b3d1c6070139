"""Đề nghị xem lại: an official contests a line of the evidence that is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final
from uuid import UUID

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn, Refusal
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, CountField, OneOf, TypedText, UnitCode
from services.domain.replacing import replace
from services.domain.task.answering import refuse_taken_away
from services.domain.task.contesting import (
    NOT_LINE_OWNER,
    contest_of,
    contestable,
    contested,
    contesting_office,
    may_be_contested,
    own_lines,
    still_contestable,
)
from services.domain.task.contests import Contest, ContestMatter, ContestSubject
from services.domain.task.owners import OwnedBy, Owner
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import CONTEST_CODES, CONTEST_SUBJECTS

NOTHING_TO_CONTEST: Final = Rule(
    code="nothing-to-contest",
    sentence=(
        "Việc này chưa có kết quả hay điều gì được ghi nhận nên chưa có gì để đề nghị xem lại. "
        "Khi việc được xác nhận, quá hạn hoặc bị trả lại, cán bộ của dòng đó đề nghị được."
    ),
    brief="chưa có gì được ghi nhận để xem lại",
    kind=NothingToActOn,
)
LINE_UNKNOWN: Final = Rule(
    code="field-line",
    sentence=(
        "Đề nghị xem lại điều gì: hãy chọn sản phẩm, quá hạn, báo cáo bị trả lại hoặc phối hợp "
        "chậm."
    ),
    brief="chưa chọn đề nghị xem lại điều gì",
    fields=("about",),
)
LINE_UNCLEAR: Final = Rule(
    code="contest-subject",
    sentence=(
        "Đề nghị xem lại một lần trả lại phải chọn đúng bản bị trả lại; đề nghị về điều khác thì "
        "không chọn bản báo cáo nào. Hãy chọn lại."
    ),
    brief="không rõ đề nghị xem lại bản báo cáo nào",
    fields=("submission",),
)
UNIT_UNCLEAR: Final = Rule(
    code="contest-unit",
    sentence=(
        "Đề nghị xem lại phối hợp chậm phải chọn đơn vị phối hợp đã bị ghi nhận chậm trong việc "
        "này; đề nghị về điều khác thì không chọn đơn vị. Hãy chọn lại."
    ),
    brief="không rõ đề nghị xem lại phối hợp chậm của đơn vị nào",
    fields=("unit",),
)
NOT_RECORDED: Final = Rule(
    code="contest-not-recorded",
    sentence=(
        "Việc này không có dòng bằng chứng như vậy. Hãy chọn điều đã được ghi nhận ở trang Bằng "
        "chứng chấm điểm."
    ),
    brief="không có dòng bằng chứng như vậy",
    fields=("about",),
)
ALREADY_CONTESTED: Final = Rule(
    code="contest-made",
    sentence=(
        "Đã có đề nghị xem lại {matter}, đang chờ trả lời hoặc đã được chấp nhận. Hãy xem trả lời "
        "ở trang Bằng chứng chấm điểm."
    ),
    brief="đã đề nghị xem lại, đang chờ hoặc đã được chấp nhận",
    fields=("about",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestLine:
    """Đề nghị xem lại một dòng bằng chứng chấm điểm của mình, hoặc của cán bộ đơn vị mình."""

    stream: str
    about: Annotated[
        ContestSubject,
        OneOf(
            label="Đề nghị xem lại",
            of=ContestSubject,
            words=CONTEST_SUBJECTS,
            unknown=LINE_UNKNOWN,
        ),
    ]
    submission: Annotated[
        int | None,
        CountField(
            label="Bản bị trả lại (để trống nếu về điều khác)",
            example=1,
            among="returned_submissions",
        ),
    ]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do đề nghị xem lại", example="Báo cáo đã ký đúng hạn trên giấy."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=CONTEST_CODES, unknown=REASON_NOT_LISTED),
    ]
    unit: Annotated[
        str | None,
        UnitCode(
            label="Đơn vị phối hợp chậm (để trống nếu về điều khác)",
            about="Chỉ khi về phối hợp chậm; để trống được nếu chỉ có một đơn vị.",
            example="VHXH",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineContested:
    """Đề nghị xem lại bằng chứng chấm điểm: a line is contested; what was recorded stays.

    `contest` counts those of the task. `submission` is the report that was returned. The line is
    of `unit` and of `person_id`, None where nobody is named. A restricted task gives a coded
    reason.
    """

    TYPE: ClassVar[str] = "line-contested"
    SCHEMA: ClassVar[int] = 1

    contest: int
    about: ContestSubject
    submission: int | None
    unit: str
    person_id: UUID | None
    owned_by: OwnedBy
    reason: TextRef | None
    reason_code: str | None


_Lines = Mapping[ContestMatter, Owner]


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the official of a line and to the unit's head; also of a confirmed task."""
    own = _own(task, context)
    left = still_contestable(task, context.holder)
    if not left:
        raise _made_before(next(iter(own)))
    about = dict.fromkeys(matter.about.value for matter in left)
    returned = tuple(str(each.submission) for each in left if each.submission is not None)
    late = tuple(each.unit for each in left if each.unit is not None)
    return Offer(choices={"about": tuple(about), "submission": returned, "unit": late})


def _own(task: Task, context: DecisionContext) -> _Lines:
    """The lines that this person may contest, whether they did or not; raises Refusal."""
    if not any(contestable(task)):
        raise NOTHING_TO_CONTEST.refuse()
    own = own_lines(task, context.holder)
    if not own:
        raise NOT_LINE_OWNER.refuse()
    refuse_taken_away(task)
    return own


def decide(task: Task, command: ContestLine, context: DecisionContext) -> Verdict:
    """The contest; what was recorded stays as it is."""
    offer(task, context)
    own = _own(task, context)
    matter = _meant(task, command, own)
    owner = own[matter]
    check_reason(task, command.reason, command.reason_code, CONTEST_CODES)
    event = LineContested(
        contest=len(task.contests) + 1,
        about=matter.about,
        submission=matter.submission,
        unit=owner.unit,
        person_id=owner.person_id,
        owned_by=owner.by,
        reason=command.reason,
        reason_code=command.reason_code,
    )
    return Verdict(held=contesting_office(owner, context.holder), events=(event,))


def _meant(task: Task, command: ContestLine, own: _Lines) -> ContestMatter:
    """What the contest is about: recorded, theirs, and not contested before. Raises Refusal."""
    if (command.about is ContestSubject.RETURN) is (command.submission is None):
        raise LINE_UNCLEAR.refuse()
    known = [matter for matter, _ in contestable(task) if _is_meant(matter, command)]
    meant = [matter for matter in known if matter in own]
    if not meant:
        raise NOT_LINE_OWNER.refuse() if known else _never_recorded(command)
    if len(meant) > 1:  # late contributions of several units of theirs
        raise UNIT_UNCLEAR.refuse()
    if not may_be_contested(contest_of(task, meant[0])):
        raise _made_before(meant[0])
    return meant[0]


def _is_meant(matter: ContestMatter, command: ContestLine) -> bool:
    """Whether the command speaks of it; of a late contribution the unit may be left out."""
    if (matter.about, matter.submission) != (command.about, command.submission):
        return False
    return command.unit in {None, matter.unit}


def _never_recorded(command: ContestLine) -> Refusal:
    return (NOT_RECORDED if command.unit is None else UNIT_UNCLEAR).refuse()


def _made_before(matter: ContestMatter) -> Refusal:
    return ALREADY_CONTESTED.refuse(matter=contested(matter))


def _matter(event: LineContested) -> ContestMatter:
    unit = event.unit if event.about is ContestSubject.CONTRIBUTION else None
    return ContestMatter(about=event.about, submission=event.submission, unit=unit)


def _contested(task: Task, event: LineContested, fact: Fact) -> Task:
    contest = Contest(
        number=event.contest,
        matter=_matter(event),
        owner=Owner(unit=event.unit, person_id=event.person_id, by=event.owned_by),
        person_id=fact.actor.person_id,
        made_at=fact.occurred_at,
    )
    return replace(task, contests=(*task.contests, contest))


def _describe(event: LineContested, names: Names) -> str:
    return (
        f"Đề nghị {event.contest}: xem lại {contested(_matter(event))} trong bằng chứng chấm "
        f"điểm của {names.unit(event.unit)}{coded(event.reason_code, CONTEST_CODES)}."
    )


ACT: Final = Act(
    command=ContestLine,
    name="contest-line",
    said="đề nghị xem lại bằng chứng chấm điểm",
    slug="de-nghi-xem-lai",
    explained=(
        "Khi dòng bằng chứng của mình chưa đúng, kể cả sau khi việc đã hoàn thành. Người giao "
        "việc trả lời có lý do; điều đã ghi nhận vẫn giữ, trả lời được ghi bên cạnh."
    ),
    resource="contests",
    done="Đã gửi đề nghị xem lại bằng chứng chấm điểm.",
    verb="contest_line",
    rules=(
        NOT_LINE_OWNER,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_TO_CONTEST,
        LINE_UNKNOWN,
        LINE_UNCLEAR,
        UNIT_UNCLEAR,
        NOT_RECORDED,
        ALREADY_CONTESTED,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=LineContested,
        name="Đề nghị xem lại bằng chứng chấm điểm",
        apply=_contested,
        describe=_describe,
        text=lambda event: event.reason,
        person=lambda event: event.person_id,
    ),
)
