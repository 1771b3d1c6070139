"""The ward's rules from their YAML file."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Final

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from services.domain.directory.account_state import LONGEST_SESSION
from services.domain.errors import Refusal
from services.domain.instants import YEARS
from services.domain.policy import (
    ORDINARY_ACCESS,
    ORDINARY_APPOINTMENTS,
    ORDINARY_AUTHORITIES,
    ORDINARY_BOARD,
    ORDINARY_CHASING,
    ORDINARY_EVIDENCE,
    ORDINARY_FIGURES,
    AccessRules,
    Appointments,
    Authorities,
    BoardRules,
    Chasing,
    EvidenceLimits,
    FigureRules,
    Policy,
    ReminderLadder,
)
from services.domain.programme_rules import ORDINARY_PROGRAMMES, ProgrammePace, ProgrammeRules
from services.domain.roles import Office
from services.domain.task_life_rules import (
    ORDINARY_CONTRIBUTIONS,
    ORDINARY_DIRECTIVES,
    ORDINARY_REQUESTS,
    ORDINARY_UNDO,
    ContributionRules,
    DirectiveRules,
    RequestRules,
    UndoRules,
)
from services.planyaml.chains_yaml import SAID, ChainSaid, KindOfWork
from services.planyaml.overdue_yaml import OverdueSaid, overdue_rules

_SAID = {"missing": "còn thiếu", "extra_forbidden": "không có khóa này"}
_WRONG: Final = "giá trị không hợp lệ"
Count = Annotated[int, Field(ge=1)]
_LONGEST_SESSION_HOURS = LONGEST_SESSION // timedelta(hours=1)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Ladder(_Strict):
    before_working_days: list[Annotated[int, Field(ge=0, le=60)]]
    after_every_working_days: Count
    after_at_most: Annotated[int, Field(ge=0, le=60)]
    hour: Annotated[int, Field(ge=0, le=23)]


class _Chasing(_Strict):
    near_days: Annotated[int, Field(ge=0, le=60)]
    escalate_at: Count
    escalate_to: Annotated[list[Office], Field(min_length=1)]
    not_escalated_units: list[str] = []
    silent_working_days: Count


class _Evidence(_Strict):
    # What the pages take at all is bounded by their server: `api.web.bodies.EVIDENCE_MB`.
    file_mb_at_most: Annotated[int, Field(ge=1, le=64)]
    files_at_most: Annotated[int, Field(ge=1, le=100)]


class _Appointments(_Strict):
    grant_wait_working_days: Annotated[int, Field(ge=0, le=30)]
    link_wait_hours: Annotated[int, Field(ge=0, le=720)]
    consenter_known_days: Annotated[int, Field(ge=0, le=366)]


class _Board(_Strict):
    # The board has a column for each of three degrees of lateness: two steps between them.
    late_steps_working_days: Annotated[list[Count], Field(min_length=2, max_length=2)]
    finished_shown_days: Annotated[int, Field(ge=0, le=366)]

    @field_validator("late_steps_working_days")
    @classmethod
    def _rising(cls, steps: list[int]) -> list[int]:
        if steps[0] >= steps[1]:
            raise ValueError("the second step must lie after the first")
        return steps


Offices = Annotated[list[Office], Field(min_length=1)]


class _Authorities(_Strict):
    name_lead: Offices
    set_frequency: Offices
    settle_findings: Offices
    load_plan: Offices
    chase: Offices
    assign: Offices = list(ORDINARY_AUTHORITIES.assign)
    register_directives: Offices = list(ORDINARY_AUTHORITIES.register_directives)
    order: Offices = list(ORDINARY_AUTHORITIES.order)


class _Requests(_Strict):
    extensions_at_most: Annotated[int, Field(ge=0, le=20)]
    decline_within_working_days: Annotated[int, Field(ge=1, le=60)]
    answer_within_working_days: Annotated[int, Field(ge=1, le=60)]
    undecided_working_days: Annotated[int, Field(ge=1, le=60)]
    escalate_to: Offices


class _Contributions(_Strict):
    before_lead_working_days: Annotated[int, Field(ge=0, le=60)]
    unsigned_kinds: list[KindOfWork] = []


class _Directives(_Strict):
    issue_before_working_days: Annotated[int, Field(ge=0, le=60)]


class _Pace(_Strict):
    opens_before_days: Annotated[int, Field(ge=1, le=366)]
    closes_before_days: Annotated[int, Field(ge=0, le=366)]
    remind_before_working_days: list[Annotated[int, Field(ge=0, le=60)]]
    result_after_working_days: Annotated[int, Field(ge=1, le=60)]

    @model_validator(mode="after")
    def _in_order(self) -> "_Pace":
        if self.closes_before_days >= self.opens_before_days:
            raise ValueError("the registration must open before it is over")
        return self

    def pace(self) -> ProgrammePace:
        """The same as the domain has it."""
        return ProgrammePace(
            opens_before_days=self.opens_before_days,
            closes_before_days=self.closes_before_days,
            remind_before_working_days=tuple(self.remind_before_working_days),
            result_after_working_days=self.result_after_working_days,
        )


class _Programmes(_Strict):
    compose: Offices
    sign: Offices
    year: _Pace
    quarter: _Pace
    month: _Pace
    heavy_week_times: Annotated[int, Field(ge=2, le=20)]
    heavy_week_rows: Annotated[int, Field(ge=2, le=200)]
    answers: str | None = None


class _Undo(_Strict):
    within_minutes: Annotated[int, Field(ge=0, le=1440)]


class _Figures(_Strict):
    official_before_cutoff_needs_reason: bool
    jump_percent: Count | None = None


class _Access(_Strict):
    known_device_days: Annotated[int, Field(ge=1, le=3660)]
    failures_kept_hours: Annotated[int, Field(ge=1, le=720)]
    # Because the application itself cannot take away a younger line: see migration 0011.
    log_kept_days: Annotated[int, Field(ge=30, le=3660)]


class _Policy(_Strict):
    effective_on: Annotated[date, Field(ge=date(YEARS.start, 1, 1), le=date(YEARS[-1], 12, 31))]
    office_unit: str
    cutoff_day: Annotated[int, Field(ge=1, le=28)]
    school_year_month: Annotated[int, Field(ge=1, le=12)]
    school_year_day: Annotated[int, Field(ge=1, le=28)]
    acknowledge_within_working_days: Count
    correction_at_most_days: Count
    ladder: _Ladder
    chains: Annotated[list[ChainSaid], Field(min_length=1)]
    chasing: _Chasing | None = None
    evidence: _Evidence | None = None
    appointments: _Appointments | None = None
    board: _Board | None = None
    authorities: _Authorities | None = None
    figures: _Figures | None = None
    access: _Access | None = None
    requests: _Requests | None = None
    contributions: _Contributions | None = None
    undo: _Undo | None = None
    overdue: OverdueSaid | None = None
    directives: _Directives | None = None
    programmes: _Programmes | None = None
    attempts_per_day: Count
    text_at_most: Count
    session_hours: Annotated[int, Field(ge=1, le=_LONGEST_SESSION_HOURS)]
    session_idle_minutes: Count
    link_hours: Count
    sign_in_failures: Count
    sign_in_pause_minutes: Count


def read_policy(text: str, name: str) -> Policy:
    """The rules of the ward; raises Refusal that names the file and every wrong key."""
    try:
        read = _Policy.model_validate(yaml.safe_load(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise Refusal(
            "policy-file",
            f"{name}{place}: không đọc được YAML. Kiểm tra thụt lề, dấu hai chấm và ngoặc.",
        ) from error
    except yaml.YAMLError as error:
        raise Refusal("policy-file", f"{name}: có ký tự không được phép.") from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in flaw['loc']) or 'cả tệp'}: "
            f"{flaw['msg'] if flaw['type'] == SAID else _SAID.get(flaw['type'], _WRONG)}"
            for flaw in error.errors()
        )
        raise Refusal("policy-file", f"{name}: quy tắc chưa đúng: {wrong}.") from error
    fields = read.model_dump()
    fields["ladder"] = ReminderLadder(
        **{
            **fields["ladder"],
            "before_working_days": tuple(read.ladder.before_working_days),
        }
    )
    fields["chains"] = tuple(chain.chain() for chain in read.chains)
    fields["chasing"] = _chasing(read.chasing)
    fields["overdue"] = overdue_rules(read.overdue)
    fields["programmes"] = _programmes(read.programmes)
    # A file from before wards said so has the ordinary rules.
    for part, made, ordinary in _BESIDE:
        said = getattr(read, part)
        fields[part] = made(**_frozen(said)) if said is not None else ordinary
    return Policy(**fields)


_BESIDE: Final[tuple[tuple[str, Callable[..., object], object], ...]] = (
    ("evidence", EvidenceLimits, ORDINARY_EVIDENCE),
    ("appointments", Appointments, ORDINARY_APPOINTMENTS),
    ("board", BoardRules, ORDINARY_BOARD),
    ("authorities", Authorities, ORDINARY_AUTHORITIES),
    ("figures", FigureRules, ORDINARY_FIGURES),
    ("access", AccessRules, ORDINARY_ACCESS),
    ("requests", RequestRules, ORDINARY_REQUESTS),
    ("contributions", ContributionRules, ORDINARY_CONTRIBUTIONS),
    ("undo", UndoRules, ORDINARY_UNDO),
    ("directives", DirectiveRules, ORDINARY_DIRECTIVES),
)


def _frozen(said: BaseModel) -> dict[str, object]:
    fields = said.model_dump()
    return {
        key: tuple(field) if isinstance(field, list) else field for key, field in fields.items()
    }


def _programmes(read: _Programmes | None) -> ProgrammeRules:
    if read is None:  # a file from before programmes were registered here
        return ORDINARY_PROGRAMMES
    return ProgrammeRules(
        compose=tuple(read.compose),
        sign=tuple(read.sign),
        year=read.year.pace(),
        quarter=read.quarter.pace(),
        month=read.month.pace(),
        heavy_week_times=read.heavy_week_times,
        heavy_week_rows=read.heavy_week_rows,
        answers=read.answers,
    )


def _chasing(read: _Chasing | None) -> Chasing:
    if read is None:  # a file from before the Office chased
        return ORDINARY_CHASING
    return Chasing(
        near_days=read.near_days,
        escalate_at=read.escalate_at,
        escalate_to=tuple(read.escalate_to),
        not_escalated_units=tuple(read.not_escalated_units),
        silent_working_days=read.silent_working_days,
    )
