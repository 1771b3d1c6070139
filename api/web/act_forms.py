"""The form of an act, made from the fields that its command declares.

A template of its own is written only where this form is not enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, Final

from api.labels.figure_words import ANSWERS
from services.domain.act import Act, Offer
from services.domain.fields import (
    CodeOf,
    CommandField,
    CountField,
    DayField,
    DecimalField,
    MeasureCode,
    OneOf,
    PaperField,
    PersonId,
    PlainLine,
    TypedText,
    UnitCode,
    fields_of,
)
from services.domain.task.acts import ACTS
from services.domain.task.acts.acknowledge_task import ACT as ACKNOWLEDGE
from services.domain.task.acts.approve_submission import ACT as APPROVE
from services.domain.task.acts.attach_file import ACT as ATTACH
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.domain.task.acts.detach_file import ACT as DETACH
from services.domain.task.acts.return_submission import ACT as RETURN
from services.domain.task.acts.send_chase import ACT as CHASE
from services.domain.task.acts.submit_contribution import ACT as CONTRIBUTE
from services.domain.task.acts.submit_report import ACT as SUBMIT
from services.queries.views import TaskPage

# Files come in forms of their own kind, and the board chases many tasks at once.
ELSEWHERE: Final = (ATTACH, DETACH, CHASE)
# A report, a decision and a contribution show more than their fields.
_OWN_TEMPLATE: Final = (ACKNOWLEDGE, SUBMIT, APPROVE, CONFIRM, RETURN, CONTRIBUTE)
GENERIC: Final = tuple(act for act in ACTS if act not in (*ELSEWHERE, *_OWN_TEMPLATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: which control shows it, with which words, from what to choose."""

    name: str
    control: str
    label: str
    required: bool
    value: str = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def decided(self) -> bool:
        """Whether there is one thing to choose, which is chosen."""
        return self.control == "options" and self.required and len(self.options) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """The form of one act as it is offered; `number` is the submission that it is about."""

    slug: str
    title: str
    explained: str
    fields: tuple[FormField, ...]
    number: str

    @property
    def asks(self) -> bool:
        """Whether somebody types or chooses anything in it."""
        return any(each.control != "hidden" and not each.decided for each in self.fields)


def plain_field(
    name: str, kind: CommandField, *, required: bool, units: Mapping[str, str]
) -> FormField:
    """A field of a form that stands on no task's page; a unit is one of `units`."""
    match kind:
        case CodeOf():
            options = kind.among
        case OneOf():
            options = kind.words
        case UnitCode():
            options = units
        case _:
            options = {}
    control = "options" if options else _NAMES[type(kind)]
    return FormField(
        name=name, control=control, label=kind.label, required=required, options=options
    )


def has_control(kind: CommandField) -> bool:
    """Whether the form made here can ask for such a field."""
    return type(kind) in _CONTROLS


def typed_in(act: Act[Any, Any, Any]) -> bool:
    """Whether somebody types or chooses anything in the form of an act."""
    return any(not isinstance(kind, CountField) for _, kind, _ in fields_of(act.command))


def generic_forms(task_page: TaskPage) -> tuple[ActForm, ...]:
    """The forms of what is offered and has no template of its own; of restricted work no words."""
    return tuple(
        _form(act, task_page.offers[act.slug], task_page)
        for act in GENERIC
        if act.slug in task_page.offers
    )


def _form(act: Act[Any, Any, Any], offer: Offer, task_page: TaskPage) -> ActForm:
    declared = fields_of(act.command)
    # A reason that may be words or a code is a code of restricted work, else words.
    either = any(isinstance(kind, CodeOf) for _, kind, _ in declared)
    left_out = TypedText if task_page.task.restricted else CodeOf
    fields = tuple(
        _CONTROLS[type(kind)](name, kind, _is_needed(kind, optional, either), offer, task_page)
        for name, kind, optional in declared
        if not isinstance(kind, left_out)
    )
    number = next((each.value for each in fields if each.name == "submission"), "")
    title = act.said[0].upper() + act.said[1:]
    return ActForm(
        slug=act.slug,
        title=f"{title}: {offer.about}" if offer.about else title,
        explained=act.explained,
        fields=fields,
        number=number,
    )


def _is_needed(kind: CommandField, optional: bool, either: bool) -> bool:
    return not optional or (either and isinstance(kind, TypedText | CodeOf))


Control = Callable[[str, Any, bool, Offer, TaskPage], FormField]


def _control(control: str) -> Control:
    def made(
        name: str, kind: CommandField, required: bool, _offer: Offer, _found: TaskPage
    ) -> FormField:
        return FormField(name=name, control=control, label=kind.label, required=required)

    return made


def _carried(
    name: str, kind: CountField, required: bool, offer: Offer, task_page: TaskPage
) -> FormField:
    if kind.among:
        return _NUMBERED(name, kind, required, offer, task_page)
    value = reduce(getattr, kind.known.split("/"), task_page)
    return FormField(
        name=name, control="hidden", label=kind.label, required=required, value=str(value)
    )


def _chosen(
    words_of: Callable[[Any, TaskPage], Mapping[str, str]],
) -> Control:
    def made(
        name: str, kind: CommandField, required: bool, offer: Offer, task_page: TaskPage
    ) -> FormField:
        words = words_of(kind, task_page)
        choices = offer.choices.get(name, tuple(words))
        return FormField(
            name=name,
            control="options",
            label=kind.label,
            required=required,
            options={choice: words.get(choice, choice) for choice in choices},
        )

    return made


def _number(
    name: str, kind: CommandField, required: bool, _offer: Offer, task_page: TaskPage
) -> FormField:
    """A number; whether something is reached is chosen, or typed as one where numbers are too."""
    answers = [line.asked.is_yes_no for line in task_page.measures]
    shown = FormField(name=name, control="number", label=kind.label, required=required)
    if not any(answers):
        return replace(shown, hint="Ví dụ 97,45")
    words = {str(answer.value): said for answer, said in ANSWERS.items()}
    if all(answers):
        return replace(shown, control="options", options=words)
    said = " hoặc ".join(f"{value} ({word.lower()})" for value, word in words.items())
    return replace(shown, hint=f"Ví dụ 97,45; nội dung đạt hay chưa đạt thì nhập {said}")


def _measures(task_page: TaskPage) -> Mapping[str, str]:
    asked = (line.asked for line in task_page.measures)
    return {each.code: each.title for each in asked}


_NAMES: Final[Mapping[type[CommandField], str]] = {
    TypedText: "words",
    DayField: "day",
    PaperField: "paper",
    PlainLine: "line",
    DecimalField: "number",
}
_NUMBERED: Final = _chosen(lambda kind, each: getattr(each, kind.among))
_CONTROLS: Final[Mapping[type[CommandField], Control]] = {
    **{kind: _control(name) for kind, name in _NAMES.items()},
    CountField: _carried,
    OneOf: _chosen(lambda kind, _: kind.words),
    CodeOf: _chosen(lambda kind, _: kind.among),
    PersonId: _chosen(lambda _, each: each.colleagues),
    UnitCode: _chosen(lambda _, each: each.units),
    DecimalField: _number,
    MeasureCode: _chosen(lambda _, each: _measures(each)),
}
