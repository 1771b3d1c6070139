"""What was typed of a report or a contribution, as the command it stands for."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from api import figure_words
from api.deps import Desk
from api.forms import BadForm, Typed, read_code, read_figure, read_paper_number
from services.domain.assignment.ranges import SHARE, MeasureRange
from services.domain.numerals import either, written
from services.domain.papers import Paper
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.evolving import fold
from services.domain.task.sight import as_seen
from services.handlers.requests import Words

FIGURE: Final = "figure."
NIL: Final = "nil."
KIND: Final = "kind."
FILE: Final = "file"
Ranges = Mapping[str, MeasureRange | None]
# What a draft keeps of a form: everything that a person typed, nothing that the page drew.
_DRAFTED: Final = (
    "text",
    "paper_number",
    "paper_date",
    "unit",
    "after_submission",
    "early_reason",
)


async def report_of(desk: Desk, stream: str) -> tuple[SubmitReport, Words]:
    """The report that the form holds, and its words; raises Refusal that names the field."""
    typed, put = desk.typed, desk.words()
    _refuse_unsent_file(typed)
    command = SubmitReport(
        stream=stream,
        after_submission=typed.number("after_submission"),
        text=put.put(typed.get("text"), label="Nội dung báo cáo", field="text"),
        figures=_figures(desk, put, await _ranges(desk, stream)),
        paper=paper_of(typed),
        early_reason=put.put(
            typed.get("early_reason"), label="Lý do gửi số chính thức sớm", field="early_reason"
        ),
    )
    return command, put


def contribution_of(desk: Desk, stream: str) -> tuple[SubmitContribution, Words]:
    """The contribution that the form holds, and its words; raises Refusal."""
    typed, put = desk.typed, desk.words()
    _refuse_unsent_file(typed)
    unit, _, way = typed.choice("unit").partition(":")
    command = SubmitContribution(
        stream=stream,
        unit=read_code(unit, label="Đơn vị phối hợp", field="unit") or "",
        text=put.put(typed.get("text"), label="Nội dung phối hợp", field="text"),
        on_paper=way == "giay",
        paper=paper_of(typed),
    )
    return command, put


def drafted(typed: Typed) -> Mapping[str, str]:
    """The part of a form that a draft keeps."""
    return {
        name: value
        for name, value in typed.fields.items()
        if name in _DRAFTED or name.startswith((FIGURE, NIL, KIND))
    }


def _refuse_unsent_file(typed: Typed) -> None:
    """A file that was chosen and not uploaded would be lost without a word."""
    if typed.choice(FILE):
        raise BadForm(
            "file-unsent",
            f"Tệp “{typed.choice(FILE):.80}” đã chọn nhưng chưa tải lên. "
            "Hãy chọn lại tệp, bấm “Tải tệp lên” rồi gửi; nếu không cần tệp thì gửi lại.",
            field=FILE,
        )


def paper_of(typed: Typed, name: str = "văn bản") -> Paper | None:
    """The paper that was sent besides, called `name`; None where there is none. Raises BadForm."""
    number = typed.choice("paper_number")
    dated_on = typed.day("paper_date", label=f"Ngày {name}")
    if not number and dated_on is None:
        return None
    if not number or dated_on is None:
        raise BadForm(
            "field-paper",
            f"{name.capitalize()}: hãy nhập cả số và ngày, hoặc để trống cả hai.",
            field="paper_date" if number else "paper_number",
        )
    number = read_paper_number(number, label=f"Số {name}", field="paper_number")
    return Paper(number=number, dated_on=dated_on)


def read_back(typed: Typed, command: SubmitReport) -> str:
    """How a number was read that may be read in two ways, for whoever typed it."""
    said = [
        f"“{sent}” là {written(one.value)}"
        for one in command.figures
        if one.value is not None and either(sent := typed.choice(FIGURE + one.measure))
    ]
    return f" Đã đọc {', '.join(said)}." if said else ""


async def _ranges(desk: Desk, stream: str) -> Ranges | None:
    """The range of each measure, read only where a number needs it; None of a task not seen."""
    sent = (value for name, value in desk.typed.fields.items() if name.startswith(FIGURE))
    if not any(either(value.strip()) for value in sent):
        return {}
    task = fold((await desk.house.ledger.read([stream])).of(stream))
    acting = desk.acting
    seen = task and as_seen(task, acting.rules.policy, acting.holder)
    return {one.code: one.possible for one in seen.measures} if seen else None


def _figures(desk: Desk, put: Words, ranges: Ranges | None) -> tuple[Figure, ...]:
    codes = [name.removeprefix(FIGURE) for name in desk.typed.fields if name.startswith(FIGURE)]
    # Of a task that is not this person's every number is read: it is refused like any other.
    possible: Ranges = dict.fromkeys(codes, SHARE) if ranges is None else ranges
    found = (_figure(desk, put, code, possible.get(code)) for code in codes)
    return tuple(figure for figure in found if figure is not None)


def _figure(desk: Desk, put: Words, code: str, possible: MeasureRange | None) -> Figure | None:
    typed = desk.typed
    value = _value(typed.choice(FIGURE + code), code, possible)
    label = f"Lý do không có số ({code:.20})"
    reason = put.put(typed.get(NIL + code), label=label, field=NIL + code)
    if value is None and reason is None:
        return None
    kind = typed.choice(KIND + code) or FigureKind.OFFICIAL.value
    if kind not in set(FigureKind):
        sentence = f"Loại số liệu của {code:.20}: hãy chọn trong danh sách."
        raise BadForm("field-kind", sentence, field=KIND + code)
    return Figure(
        measure=code,
        value=value,
        kind=FigureKind(kind) if value is not None else None,
        nil_reason=reason,
    )


def _value(typed: str, code: str, possible: MeasureRange | None) -> Decimal | None:
    if not typed:
        return None
    if typed in figure_words.SENT:
        return figure_words.SENT[typed].value
    label = f"Số liệu {code:.20}"
    return read_figure(typed, possible, label=label, field=FIGURE + code)
