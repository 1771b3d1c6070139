"""Gửi báo cáo: the lead unit's report on what its task asks for."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.approval_chains import ApprovalStep
from services.domain.context import DecisionContext
from services.domain.errors import Stale
from services.domain.facts import Fact, TextRef
from services.domain.fields import CountField, FigureFields, PaperField, TypedText
from services.domain.instants import day_of
from services.domain.papers import Paper, check_paper
from services.domain.replacing import replace
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.authority import refuse_stopped, require_seen, require_worker
from services.domain.task.corrections import changed_after_formal
from services.domain.task.events import Figure, FigureKind
from services.domain.task.figures import RULES as FIGURE_RULES
from services.domain.task.figures import check_early, check_figures
from services.domain.task.jumps import FIGURE_JUMPS, check_jumps, formers_read
from services.domain.task.line_owners import owner_of_new_version
from services.domain.task.owners import VersionOwner
from services.domain.task.rules import NOT_LEAD_UNIT, RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.signing import sent_is_signed, signed
from services.domain.task.state import Stage, Task

ALREADY_SUBMITTED: Final = Rule(
    code="already-submitted",
    sentence=(
        "Báo cáo đã gửi và đang chờ quyết định. Chỉ gửi bản mới khi bản này bị trả lại hoặc "
        "được rút lại."
    ),
    brief="báo cáo đã được gửi",
)
EMPTY_REPORT: Final = Rule(
    code="empty-report",
    sentence="Báo cáo còn trống. Hãy nhập nội dung báo cáo.",
    brief="báo cáo để trống",
    fields=("text",),
)
NEWER_SUBMISSION: Final = Rule(
    code="newer-submission",
    sentence=(
        "Đã có bản báo cáo khác được gửi sau khi bạn mở trang. Hãy xem bản mới rồi gửi lại."
    ),
    brief="đã có bản báo cáo mới hơn",
    kind=Stale,
)
PAPER_MISSING: Final = Rule(
    code="paper-missing",
    sentence="Việc mật: chỉ ghi số và ngày của văn bản đã gửi theo chế độ tài liệu mật.",
    brief="thiếu số và ngày văn bản",
    fields=("paper_number",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport:
    """Gửi báo cáo. `after_submission` is the version the person last saw (0: none).

    `early_reason` says why figures are official before the day on which the period's data close,
    `jump_reason` why one is far from what was reported before.
    """

    stream: str
    after_submission: Annotated[
        int,
        CountField(
            about="Bản mới nhất đã xem; 0 nếu chưa có bản nào.", example=0, known="task/submission"
        ),
    ]
    text: Annotated[
        TextRef | None,
        TypedText(label="Nội dung báo cáo", example="Đã tổ chức gặp mặt 45 doanh nghiệp."),
    ]
    figures: Annotated[tuple[Figure, ...], FigureFields(kinds=FigureKind)]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]
    early_reason: Annotated[
        TextRef | None,
        TypedText(
            label="Lý do gửi số chính thức sớm",
            about="Vì sao đã là số chính thức trước ngày chốt số liệu của kỳ.",
        ),
    ] = None
    jump_reason: Annotated[
        TextRef | None,
        TypedText(
            label="Lý do số liệu thay đổi nhiều",
            about="Vì sao số liệu khác nhiều so với kỳ trước, theo mức mà phường quy định.",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted:
    """Gửi báo cáo: one version of the unit's report, for its head to sign.

    `files` are the SHA-256 of the files that belong to this version, whatever is attached later.
    `early_reason` says why figures are official before the period's cut-off day, `jump_reason`
    why one is far from what was reported before; `changed_after_formal` names the measures whose
    answer differs from that of the signed report that came back for form or a supplement. `chain`
    are the steps that this version climbs, None where an earlier release recorded none. Without a
    step of the unit itself, the report is signed by being sent.
    """

    TYPE: ClassVar[str] = "report-submitted"
    # 4: with `chain`; 5: its steps with `in_charge`; 6: with `jump_reason`
    SCHEMA: ClassVar[int] = 6

    submission: int
    text: TextRef | None
    figures: tuple[Figure, ...]
    paper: Paper | None
    files: tuple[str, ...]
    early_reason: TextRef | None
    jump_reason: TextRef | None
    changed_after_formal: tuple[str, ...]
    chain: tuple[ApprovalStep, ...] | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead unit while the report is its turn."""
    refuse_stopped(task)
    held = require_worker(task, context.holder)
    require_seen(task, context, NEWER_SUBMISSION)
    if task.stage in {Stage.SUBMITTED, Stage.APPROVED}:
        raise ALREADY_SUBMITTED.refuse()
    return Offer(held=held)


def decide(task: Task, command: SubmitReport, context: DecisionContext) -> Verdict:
    """A report is also the acknowledgement; of a head it is also the unit's signature."""
    held = offer(task, context.seeing(command.after_submission)).held
    _check(task, command, context)
    number = task.submission + 1
    chain = context.policy.chain_for(task.lead, task.kind, task.item).rungs
    events: list[TaskAcknowledged | ReportSubmitted | SubmissionApproved] = []
    if task.stage is Stage.ISSUED:
        events.append(TaskAcknowledged(by_silence=False))
    events.append(
        ReportSubmitted(
            submission=number,
            text=command.text,
            figures=command.figures,
            paper=command.paper,
            files=tuple(file.sha256 for file in task.files_of(None)),
            early_reason=command.early_reason,
            jump_reason=command.jump_reason,
            changed_after_formal=changed_after_formal(task, command.figures),
            chain=chain,
        )
    )
    signature = chain[0]
    signer = context.holder.find(frozenset(signature.offices), task.lead)
    if signer is not None and not sent_is_signed(chain):  # a head who submits signs for the unit
        events.append(
            SubmissionApproved(
                submission=number, rung=signature.name, correction=None, counted_on=None
            )
        )
        held = signer
    return Verdict(held=held, events=tuple(events))


def _check(task: Task, command: SubmitReport, context: DecisionContext) -> None:
    """A report answers everything that its task asks for, and nothing else; raises Refusal."""
    if task.restricted:
        words = (command.text, command.early_reason, command.jump_reason)
        if command.figures or any(each is not None for each in words):
            raise RESTRICTED.refuse()
        if command.paper is None:
            raise PAPER_MISSING.refuse()
    else:
        explained = command.early_reason is not None
        check_figures(task, command.figures)
        rules = context.policy.figures
        check_early(task, command.figures, rules, context.now, explained=explained)
        check_jumps(task, command.figures, context, explained=command.jump_reason is not None)
    if not (task.restricted or task.measures or command.text):
        raise EMPTY_REPORT.refuse()
    check_paper(command.paper, context.now)


def _submitted(task: Task, event: ReportSubmitted, fact: Fact) -> Task:
    by = fact.actor.person_id
    version = VersionOwner(submission=event.submission, owner=owner_of_new_version(task, by))
    sent = replace(
        task,
        stage=Stage.SUBMITTED,
        decline=None,
        returned=False,
        submission=event.submission,
        submitted_by=by,
        version_owners=(*task.version_owners, version),
        figures=event.figures,
        chain=event.chain,
        approvals=(),
        taken_back=(),
        signed_on=None,
        arrived_on=day_of(fact.occurred_at),
        step_expired=False,
        effective_on=None,
        changed_figures=event.changed_after_formal,
        correction_judged=False,
    )
    if event.chain is not None and sent_is_signed(event.chain):
        return signed(sent, day_of(fact.occurred_at))
    return sent


def _describe(event: ReportSubmitted, _names: Names) -> str:
    changed = "; đổi số liệu so với bản bị trả lại để bổ sung, sửa thể thức"
    return f"Gửi báo cáo bản {event.submission}{changed if event.changed_after_formal else ''}."


ACT: Final = Act(
    command=SubmitReport,
    name="submit-report",
    said="gửi báo cáo",
    slug="bao-cao",
    resource="report",
    done="Đã gửi báo cáo.",
    verb="submit",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_LEAD_UNIT,
        NEWER_SUBMISSION,
        ALREADY_SUBMITTED,
        RESTRICTED,
        PAPER_MISSING,
        *FIGURE_RULES,
        FIGURE_JUMPS,
        EMPTY_REPORT,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
    reads_next=formers_read,
)
FACTS: Final = (
    FactKind(event=ReportSubmitted, name="Gửi báo cáo", apply=_submitted, describe=_describe),
)
