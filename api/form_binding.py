"""What was typed in the form of an act, in the dialect of pages; how a form is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar
from uuid import UUID

from api.binding import Bound, bind, bind_act
from api.context import FormRequest
from api.figure_reading import Measures, measures_typed, number_of, sent_figures
from api.list_binding import FIGURE, KIND, NIL, OWN, TICK, read_cuts
from api.web import own_days
from api.web.forms import BadForm, Typed, read_day, read_number
from api.web.sent import SentCut, SentFigure, SentLine, SentYear
from services.commands.requests import NOTHING_DRAWN, DrawnFields
from services.domain.act import Act
from services.domain.assignment.events import DueRule
from services.domain.due_days import DueDays
from services.domain.fields import (
    CommandField,
    MarkedBeside,
    PaperField,
    SomeOf,
    UnitCode,
    YesOrNo,
)
from services.domain.typed_days import read_short_day

C = TypeVar("C")
FILE: Final = "file"
_DAYS: Final = re.compile(r"\d{1,4}", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
# What a draft keeps of a form: everything that a person typed, nothing that the page drew.
_DRAFTED: Final = (
    "text",
    "paper_number",
    "paper_date",
    "unit",
    "after_submission",
    "early_reason",
    "jump_reason",
)


@dataclass(frozen=True, slots=True)
class PageValues:
    """The fields of a form; `measures` are those that its figures need to be read."""

    typed: Typed
    measures: Measures

    def words(self, name: str, kind: CommandField) -> str:
        """Words as they were typed."""
        return self.typed.get(self.field(name, kind))

    def field(self, name: str, kind: CommandField) -> str:
        """The control that holds the field."""
        return kind.box or name

    def value(self, name: str, kind: CommandField) -> str:
        """A chosen or short value, or its part of a control that holds several."""
        chosen = self.typed.choice(self.field(name, kind))
        if kind.part is None:
            return chosen
        parts = chosen.split(":")
        return parts[kind.part] if kind.part < len(parts) else ""

    def unit(self, name: str, kind: UnitCode, mark: str) -> str:
        """The code, without the mark that says which of two things is chosen."""
        return self.value(name, kind).removesuffix(f":{mark}" if mark else "")

    def new_id(self, name: str) -> UUID:
        """An id that the form carries; raises BadForm."""
        return self.typed.uuid(name)

    def count(self, name: str) -> int:
        """A count that the form carries; raises BadForm."""
        return self.typed.number(name)

    def units(self, name: str) -> Sequence[str]:
        """Codes between commas, with or without blanks beside them."""
        return [code.strip() for code in self.typed.choice(name).split(",")]

    def cuts(self, name: str) -> Sequence[SentCut]:
        """JSON in one control, which the page's own program writes; raises BadForm."""
        return read_cuts(self.typed.choice(name), field=name)

    def some(self, _name: str, kind: SomeOf) -> Sequence[str]:
        """The boxes that are ticked."""
        return [word.value for word in kind.of if self.typed.get(f"{kind.box}.{word.value}")]

    def due_rule(self, _name: str) -> DueRule | DueDays | None:
        """Days of its own, or the two fields of a rule; all blank are the ordinary rule."""
        after, days = self.typed.choice("after"), self.typed.choice("days")
        own = self.typed.choice(own_days.FIELD)
        if own and (after or days):
            raise BadForm(
                "field-due-rule",
                "Cách tính hạn: Nhập ngày đến hạn, hoặc nhập hai ô của cách tính; không nhập cả.",
                field=own_days.FIELD,
            )
        if own:
            return own_days.read_days(self.typed.choice("frequency"), own)
        if not after and not days:
            return None
        if not after or not days:
            raise BadForm(
                "field-due-rule",
                "Cách tính hạn: Nhập cả hai ô, hoặc để trống cả hai.",
                field="days" if after else "after",
            )
        day, month = read_short_day(after) or (0, None)
        if month is None:
            raise BadForm(
                "field-day-of-year",
                f"Sau ngày: “{after:.40}” không phải là ngày/tháng. Ví dụ: 31/01.",
                field="after",
            )
        if not _DAYS.fullmatch(days):
            raise BadForm(
                "field-days",
                f"Số ngày làm việc: “{days:.40}” không phải là số ngày. Ví dụ: 20.",
                field="days",
            )
        return DueRule(
            after_month=month,
            after_day=day,
            working_days_after_issue=int(days),
        )

    def yes_or_no(self, name: str, kind: YesOrNo) -> bool:
        """What the control's value means; whatever else stands there is the other."""
        return (self.value(name, kind) == kind.value) is kind.means

    def is_marked(self, _name: str, kind: MarkedBeside) -> bool:
        """Whether the value beside it bears its mark."""
        return self.typed.choice(kind.beside).partition(":")[2] == kind.mark

    def paper(self, name: str, kind: PaperField) -> tuple[str, str]:
        """The two fields of a paper."""
        box = self.field(name, kind)
        return self.typed.choice(f"{box}_number"), self.typed.choice(f"{box}_date")

    def figures(self, _name: str) -> Sequence[SentFigure]:
        """Each measure has three fields, named after its code."""
        return sent_figures(self.typed, self.measures)

    def lines(self, name: str) -> Sequence[SentLine] | None:
        """A box and a control of words for each; a form that asks line by line says so."""
        if not self.typed.choice(name):
            return None
        parts = (field.partition(".") for field in self.typed.fields)
        keys = dict.fromkeys(key for before, dot, key in parts if f"{before}{dot}" in {TICK, OWN})
        return [
            SentLine(
                key=key,
                chosen=bool(self.typed.get(TICK + key)),
                words=self.typed.get(OWN + key),
                field=OWN + key,
            )
            for key in keys
        ]

    def years(self, name: str) -> Sequence[SentYear]:
        """A control for each year."""
        controls = (field.rpartition(".") for field in self.typed.fields)
        return [
            SentYear(
                year=int(year), value=self.typed.choice(f"{name}.{year}"), field=f"{name}.{year}"
            )
            for before, _, year in controls
            if before == name and _YEAR.fullmatch(year)
        ]

    def day(self, sent: str, *, label: str, field: str) -> date:
        """dd/mm/yyyy."""
        return read_day(sent, label=label, field=field)

    def decimal(self, sent: str, *, label: str, field: str) -> Decimal:
        """97,45."""
        return read_number(sent, label=label, field=field)

    def number(self, sent: SentFigure) -> Decimal:
        """97,45; or whether something is reached."""
        return number_of(sent, self.measures)


async def bind_form(form_request: FormRequest, command: type[C], **address: Any) -> Bound[C]:
    """The command that a form holds; raises Refusal that names the field, or all of them."""
    values = await _values(form_request, address)
    _refuse_beforehand(form_request, command, values, address)
    return bind(command, values, form_request.words(), address)


async def bind_form_act(
    form_request: FormRequest, act: Act[Any, Any, Any], drawn: DrawnFields, **address: Any
) -> Bound[Any]:
    """The command of an act that a form holds, with what the server made; raises Refusal."""
    values = await _values(form_request, address)
    _refuse_beforehand(form_request, act.command, values, {**address, **drawn.values})
    return bind_act(act, values, form_request.words(), address, drawn)


async def run_form(
    form_request: FormRequest,
    act: Act[Any, Any, Any],
    drawn: DrawnFields = NOTHING_DRAWN,
    **address: Any,
) -> Any:
    """Do the act that a form asks for, and the one command that did it; raises Refusal."""
    bound = await bind_form_act(form_request, act, drawn, **address)
    await form_request.services.acts.handle(form_request.request(act.name, bound), bound.command)
    return bound.command


async def _values(form_request: FormRequest, address: Mapping[str, Any]) -> PageValues:
    measures = await measures_typed(form_request, address.get("stream", ""))
    return PageValues(form_request.typed, measures)


def drafted(typed: Typed) -> Mapping[str, str]:
    """The part of a form that a draft keeps."""
    return {
        name: value
        for name, value in typed.fields.items()
        if name in _DRAFTED or name.startswith((FIGURE, NIL, KIND))
    }


def _refuse_beforehand(
    form_request: FormRequest, command: type[Any], values: PageValues, address: Mapping[str, Any]
) -> None:
    """What was wrong before the fields were read is said with what is wrong in them.

    A file that was chosen and not uploaded would be lost without a word.
    """
    mistakes, unsent = form_request.mistakes, form_request.typed.choice(FILE)
    if unsent:
        sentence = (
            f"Tệp “{unsent:.80}” đã chọn nhưng chưa tải lên. "
            "Hãy chọn lại tệp, bấm “Tải tệp lên” rồi gửi; nếu không cần tệp thì gửi lại."
        )
        mistakes.note(BadForm("file-unsent", sentence, field=FILE))
    if mistakes.any:
        with mistakes:
            bind(command, values, form_request.words(), address)
        mistakes.settle()
