"""What a person types on the pages of programmes, made into the fields of the acts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from api.context import FormRequest
from api.directives.unit_letters import codes_of
from api.web.forms import BadForm, Typed
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod
from services.domain.typed_days import read_short_day

UP: Final = "len"
DOWN: Final = "xuong"
PLACE: Final = "den"  # the place on paper that the row of `PLACED` is brought to
PLACED: Final = "dong"


def with_ticked(form_request: FormRequest, mark: str, field: str) -> FormRequest:
    """The form with what was ticked in one field, beside what stands there already."""
    fields = form_request.typed.fields
    ticked = [name.removeprefix(mark) for name in fields if name.startswith(mark)]
    if not ticked:
        return form_request
    named = [*filter(None, fields.get(field, "").split(",")), *ticked]
    return replace(form_request, typed=Typed({**fields, field: ",".join(named)}))


def with_codes(
    form_request: FormRequest, units: Mapping[str, str], *, registers: bool
) -> FormRequest:
    """The form with the codes of the units that were typed by letters, or what is wrong there.

    Whoever registers for others and names no unit registers for the one that leads.
    """
    typed, mistakes = form_request.typed, form_request.mistakes
    fields = {**typed.fields, "lead_unit": "", "supporting_units": ""}
    with mistakes:
        fields["lead_unit"] = _one(typed, "lead_unit", "Cơ quan chủ trì", units)
    with mistakes:
        sent = typed.get("supporting_units")
        label, field = "Cơ quan phối hợp", "supporting_units"
        fields[field] = ",".join(codes_of(sent, units, label=label, field=field))
    if registers:
        fields["unit"] = fields["lead_unit"]
        with mistakes:
            own = _one(typed, "unit", "Đơn vị đăng ký", units)
            # Without a lead nothing is registered: that is said there, and not here once more.
            fields["unit"] = own or fields["lead_unit"] or next(iter(units), "")
    return replace(form_request, typed=Typed(fields))


def _one(typed: Typed, field: str, label: str, units: Mapping[str, str]) -> str:
    codes = codes_of(typed.get(field), units, label=label, field=field)
    if len(codes) > 1:
        sentence = f"{label}: hãy ghi một đơn vị; các đơn vị khác ghi ở ô phối hợp."
        raise BadForm("field-unit", sentence, field=field)
    return codes[0] if codes else ""


def with_order(typed: Typed) -> Typed:
    """The form with the whole new order, where a button moved one row in the order shown.

    Raises BadForm for a place that is no number.
    """
    rows = [each.strip() for each in typed.get("rows").split(",") if each.strip()]
    number = typed.choice(UP) or typed.choice(DOWN) or typed.choice(PLACED)
    if number not in rows:
        return typed
    place = rows.index(number)
    rows.remove(number)
    rows.insert(max(0, _place(typed, place)), number)
    return Typed({**typed.fields, "rows": ",".join(rows)})


def _place(typed: Typed, place: int) -> int:
    if typed.choice(UP):
        return place - 1
    if typed.choice(DOWN):
        return place + 1
    wanted = typed.choice(PLACE)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 4):  # noqa: PLR2004  (more rows than any programme has)
        raise BadForm("field-place", "Số thứ tự mới: hãy ghi một số, ví dụ 3.", field=PLACE)
    return int(wanted) - 1


def with_whole_day(typed: Typed, period: ProgrammePeriod | None) -> Typed:
    """The form with the month and the year of the period, where its last day was typed short.

    `18/12` is a day of the period's year, `18` one of its month; all else stays as it was typed.
    """
    short = read_short_day(typed.choice("due_on"))
    if short is None or period is None:
        return typed
    day, month = short
    if month is None and period.kind is ProgrammeKind.MONTH:
        month = period.first_on.month
    if month is None:
        return typed
    return Typed({**typed.fields, "due_on": f"{day}/{month}/{period.first_on.year}"})
