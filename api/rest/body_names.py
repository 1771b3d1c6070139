"""What the body of an act calls the field that a refusal is about.

A rule names fields as pages do: the controls of a form. Two controls of one field, or one control
of two, are one place in the body.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.fields import CommandField, DueRuleField, PaperField, fields_of


def in_body(act: Act[Any, Any, Any], refusal: Refusal) -> str:
    """The part of the body; blank where the refusal may be about several of them."""
    known = _body_names(act)
    fields = (refusal.field,) if refusal.field else refusal.fields
    places = {known.get(field, field) for field in fields}
    return places.pop() if len(places) == 1 else ""


@cache
def _body_names(act: Act[Any, Any, Any]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, kind, _ in fields_of(act.command):
        for control, place in _controls(name, kind):
            names.setdefault(control, place)
    return names


def _controls(name: str, kind: CommandField) -> Iterator[tuple[str, str]]:
    """Each control of a field on pages, with its place in the body."""
    match kind:
        case PaperField():
            box = kind.box or name
            yield f"{box}_number", f"{name}.number"
            yield f"{box}_date", f"{name}.dated_on"
        case DueRuleField():
            yield "after", f"{name}.after_day"
            yield "days", f"{name}.working_days_after_issue"
            yield "own", name
        case CommandField(box=box) if box:
            yield box, name
