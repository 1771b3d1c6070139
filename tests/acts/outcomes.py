"""What a page and the interface make of a wrong input: read alike, or refused at one field."""

from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from api.binding import bind
from api.form_binding import PageValues
from api.list_binding import FIGURE, KIND, NIL, OWN
from api.rest.body_names import in_body as named_in_body
from api.web.field_errors import field_of
from api.web.forms import Typed
from services.domain.errors import Refusal
from services.domain.fields import PaperField
from tests.acts.sample import ActSample, Thing, new_texts
from tests.acts.sending import address_of, bound_to, form_of_body
from tests.acts.wrong_inputs import Wrong

# What a form calls otherwise than a body does.
IN_BODY: Final = {
    "file": "body",
    "why": "reason",
    "after": "due.after_day",
    "days": "due.working_days_after_issue",
}


@dataclass(frozen=True)
class InputOutcome:
    """What was read, or the code and the field under which it is refused."""

    sent: Any = None
    code: str = ""
    field: str = ""


def by_form(sample: ActSample, thing: Thing, wrong: Wrong) -> InputOutcome:
    """What a page makes of it."""
    sent = {**sample.sent_to(thing), wrong.name: wrong.sent}
    typed = {**form_of_body(sample, sent), **(wrong.typed or {})}
    try:
        bound = bind(
            sample.act.command,
            PageValues(Typed(typed), {}),
            new_texts(),
            address_of(sample, thing),
        )
    except Refusal as refusal:
        return InputOutcome(
            code=refusal.code, field=in_body(sample, field_of(refusal, typed), sent)
        )
    return InputOutcome(sent=bound.sent)


def in_body(sample: ActSample, field: str, sent: dict[str, Any]) -> str:
    """What a field of a form is called in the body."""
    for name, kind, _ in sample.declared:
        if isinstance(kind, PaperField) and field in {"paper_number", "paper_date"}:
            return f"{name}.{'number' if field == 'paper_number' else 'dated_on'}"
    place = _in_a_list(field, sent)
    if place:
        return place
    if field.startswith(FIGURE):  # of a measure that the body does not answer
        return "figures"
    if field.partition(".")[0] == "frequency":  # the first of its boxes
        return "frequencies"
    return IN_BODY.get(field, field)


def _in_a_list(field: str, sent: dict[str, Any]) -> str:
    """The part of a list that a field of a form stands for; blank for any other."""
    parts = {FIGURE: "value", KIND: "kind", NIL: "nil_reason"}
    places = {
        prefix + figure["measure"]: f"figures.{number}.{part}"
        for number, figure in enumerate(sent.get("figures") or ())
        for prefix, part in parts.items()
    }
    for number, line in enumerate(sent.get("lines") or ()):
        places[OWN + line["key"]] = f"lines.{number}.value"
    for number, year in enumerate(sent.get("years") or ()):
        places[f"years.{year['year']}"] = f"years.{number}.value"
    return places.get(field, "")


def control_of(sample: ActSample, field: str) -> str:
    """The same field of the body, or the control of a form that holds it together with others."""
    held = {name: kind.box for name, kind, _ in sample.declared if kind.part is not None}
    return held.get(field, field)


def by_body(sample: ActSample, thing: Thing, wrong: Wrong) -> InputOutcome:
    """What the interface makes of it."""
    sent = {**sample.sent_to(thing), wrong.name: wrong.sent}
    try:
        return InputOutcome(sent=bound_to(sample, thing, sent, new_texts()).sent)
    except Refusal as refusal:
        return InputOutcome(code=refusal.code, field=named_in_body(sample.act, refusal))
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return InputOutcome(code="request-invalid", field=place)
