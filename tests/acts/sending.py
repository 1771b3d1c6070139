"""A sample as both interfaces take it: its body as the command, and as the fields of a form."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields as parts_of
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_args, get_type_hints
from uuid import UUID

from api.binding import Bound, bind
from api.form_binding import PageValues
from api.list_binding import FIGURE, KIND, NIL, OWN, TICK
from api.rest.command_bodies import BodyValues, body_of
from api.web.forms import Typed
from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.fields import (
    ChosenLines,
    ClauseCuts,
    CodeOf,
    CommandField,
    CountField,
    DayField,
    DecimalField,
    DueRuleField,
    FigureFields,
    LoginName,
    LongText,
    MarkedBeside,
    MeasureCode,
    NameOf,
    NewId,
    OneOf,
    PaperField,
    PersonId,
    PersonName,
    PlainLine,
    SomeOf,
    StepName,
    Telephone,
    ThingCodes,
    TypedText,
    TypedWhere,
    UnitCode,
    UnitCodes,
    YearNumbers,
    YesOrNo,
)
from tests.acts.sample import ActSample, Sending, Sent, Thing, named

Fields = dict[str, str]


def address_of(sample: ActSample, thing: Thing) -> dict[str, Any]:
    """What the address says, and what the server itself draws or knows."""
    command = sample.act.command
    hints = get_type_hints(command, include_extras=True)
    parts: dict[str, Any] = {
        name: None if pattern is None else pattern.format(**thing.names)
        for name, pattern in sample.address.items()
    }
    for name, said in parts.items():
        if UUID in get_args(hints[name]):
            parts[name] = UUID(said)
    parts |= sample.drawn(thing)
    declared = {part.name for part in parts_of(command)}
    return {"stream": thing.names["stream"], **parts} if "stream" in declared else parts


def bound_to(sample: ActSample, thing: Thing, sent: Sent, texts: TypedTexts) -> Bound[Any]:
    """What a program sends, or a form where no program may; raises Refusal."""
    thing = named(sample, thing)
    values: BodyValues | PageValues = PageValues(Typed(form_of_body(sample, sent)), {})
    if sample.is_called:
        values = BodyValues(body_of(sample.act)(**sent).model_dump())
    return bind(sample.act.command, values, texts, address_of(sample, thing))


def command_of(
    sample: ActSample,
    thing: Thing,
    texts: TypedTexts,
    changed: Sent | Sending | None = None,
    command: Mapping[str, Any] | None = None,
) -> ActCommand:
    """The command of a sample, with other things sent or with other values; raises Refusal."""
    if sample.made is not None:
        made = sample.made(named(sample, thing), texts)
    else:
        made = bound_to(sample, thing, sample.sent_to(thing, changed), texts).command
    if not command:
        return made
    values: Any = made  # of a class that only the act knows
    changed_command: ActCommand = replace(values, **command)
    return changed_command


def form_of_body(sample: ActSample, sent: Sent) -> Fields:
    """What is typed in the form of an act to send the same: days and numbers as people write."""
    fields: Fields = {}
    for name, kind, _ in sample.declared:
        if name in sent:
            fields |= _WRITTEN[type(kind)](name, kind, sent[name])
    for name, kind, _ in sample.declared:  # behind the value that it marks
        if isinstance(kind, MarkedBeside) and sent.get(name):
            fields[kind.beside] += f":{kind.mark}"
    return {**fields, **_together(sample, sent)}


def _together(sample: ActSample, sent: Sent) -> Fields:
    """The controls that hold several fields between colons."""
    held: dict[str, list[str]] = {}
    for name, kind, _ in sample.declared:  # in the order of their parts
        if kind.part is not None:
            held.setdefault(kind.box, []).append(sent.get(name) or "")
    return {box: ":".join(values) for box, values in held.items()}


def typed_in(sample: ActSample, thing: Thing, changed: Sent | Sending | None = None) -> Fields:
    """The fields of the sample's form."""
    thing = named(sample, thing)
    if sample.form is not None:
        return dict(sample.form(thing))
    return form_of_body(sample, sample.sent_to(thing, changed))


def _day(sent: str) -> str:
    try:
        return f"{date.fromisoformat(sent):%d/%m/%Y}"
    except ValueError:  # no day on either side
        return sent


def _plain(name: str, kind: CommandField, sent: Any) -> Fields:
    return {kind.box or name: "" if sent is None else str(sent)}


def _number(name: str, _kind: CommandField, sent: Any) -> Fields:
    return {name: (sent or "").replace(".", ",")}


def _years(name: str, _kind: CommandField, sent: Any) -> Fields:
    return {f"{name}.{each['year']}": each["value"].replace(".", ",") for each in sent}


def _paper(name: str, kind: CommandField, sent: Any) -> Fields:
    paper, box = sent or {"number": "", "dated_on": ""}, kind.box or name
    return {f"{box}_number": paper["number"], f"{box}_date": _day(paper["dated_on"])}


def _yes_or_no(name: str, kind: Any, sent: Any) -> Fields:
    return {kind.box or name: kind.value if bool(sent) is kind.means else ""}


def _figures(_name: str, _kind: CommandField, sent: Any) -> Fields:
    fields: Fields = {}
    for figure in sent:
        code, value = figure["measure"], figure.get("value") or ""
        fields[FIGURE + code] = value.replace(".", ",")
        fields[KIND + code] = figure.get("kind") or ""
        fields[NIL + code] = figure.get("nil_reason") or ""
    return fields


def _lines(name: str, _kind: CommandField, sent: Any) -> Fields:
    if sent is None:
        return {}
    fields = {name: "tung-dong"}
    for line in sent:
        fields |= {TICK + line["key"]: "1", OWN + line["key"]: line.get("value") or ""}
    return fields


def _due_rule(_name: str, _kind: CommandField, sent: Any) -> Fields:
    if sent is None:
        return {"after": "", "days": "", "own": ""}
    if "on" in sent:
        places = [f"{each['day']}/{each['month']}" for each in sent["in_period"]]
        own = "; ".join((*(_day(on) for on in sent["on"]), *places))
        return {"after": "", "days": "", "own": own}
    after = f"{sent['after_day']:02}/{sent['after_month']:02}"
    return {"after": after, "days": str(sent["working_days_after_issue"])}


def _boxes(_name: str, kind: Any, sent: Any) -> Fields:
    return {f"{kind.box}.{word}": "1" for word in sent}


def _nothing(_name: str, _kind: CommandField, _sent: Any) -> Fields:
    return {}


_WRITTEN: Final[Mapping[type[CommandField], Callable[[str, Any, Any], Fields]]] = {
    TypedText: _plain,
    TypedWhere: _plain,
    LongText: _plain,
    PersonName: _plain,
    Telephone: _plain,
    LoginName: _plain,
    PlainLine: _plain,
    YesOrNo: _yes_or_no,
    PersonId: _plain,
    NewId: _plain,
    OneOf: _plain,
    CodeOf: _plain,
    NameOf: _plain,
    StepName: _plain,
    UnitCode: _plain,
    CountField: _plain,
    MeasureCode: _plain,
    DecimalField: _number,
    YearNumbers: _years,
    DayField: lambda name, _, sent: {name: _day(sent or "")},
    UnitCodes: lambda name, _, sent: {name: ",".join(sent)},
    ThingCodes: lambda name, _, sent: {name: ",".join(sent)},
    ClauseCuts: lambda name, _, sent: {name: json.dumps(sent)},
    MarkedBeside: _nothing,
    PaperField: _paper,
    FigureFields: _figures,
    ChosenLines: _lines,
    DueRuleField: _due_rule,
    SomeOf: _boxes,
}
