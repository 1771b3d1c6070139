"""The lists of a command, read part by part: figures of measures, chosen lines of a finding."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from api.web.forms import BadForm
from api.web.mistakes import Mistakes
from api.web.sent import Sent, SentCut, SentFigure, SentLine
from services.commands.requests import TypedTexts, tidy
from services.domain.assignment.stated import YearlyTarget
from services.domain.directive.layout import ClauseCut
from services.domain.directive.terms import ClauseKind
from services.domain.fields import (
    ChosenLines,
    ClauseCuts,
    CommandField,
    FigureFields,
    ThingCodes,
    TypedWhere,
    YearNumbers,
)
from services.domain.plan_document.acts.settle_finding import ChosenLine
from services.domain.task.events import Figure, FigureKind

# What the controls of one part begin with on pages; its measure or its key stands behind.
FIGURE: Final = "figure."
NIL: Final = "nil."
KIND: Final = "kind."
TICK: Final = "line."
OWN: Final = "value."
_CODE: Final = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_CODE_AT_MOST: Final = 120


def listed(
    name: str, kind: FigureFields | ChosenLines, sent: Sent, put: TypedTexts
) -> tuple[Any, ...] | None:
    """The parts that were sent; raises Refusal that names the field. None where all are meant."""
    if isinstance(kind, ChosenLines):
        return _chosen_lines(name, kind, sent, put)
    return _figures(name, sent, put)


def _figures(name: str, sent: Sent, put: TypedTexts) -> tuple[Figure, ...]:
    figures: list[Figure | None] = []
    mistakes = Mistakes()
    for given in sent.figures(name):
        with mistakes:
            figures.append(_figure(given, sent, put))
    mistakes.settle()
    return tuple(figure for figure in figures if figure is not None)


def _figure(given: SentFigure, sent: Sent, put: TypedTexts) -> Figure | None:
    value, reason = None, None
    mistakes = Mistakes()
    with mistakes:
        value = sent.number(given) if given.value else None
    with mistakes:
        label = f"Lý do không có số ({given.title:.80})"
        reason = put.put(given.nil_reason, label=label, field=given.fields.nil_reason)
    mistakes.settle()
    if value is None and reason is None:
        return None
    kind = given.kind or FigureKind.OFFICIAL.value
    if kind not in set(FigureKind):
        sentence = f"Loại số liệu của {given.title:.80}: hãy chọn trong danh sách."
        raise BadForm("field-kind", sentence, field=given.fields.kind)
    return Figure(
        measure=given.measure,
        value=value,
        kind=FigureKind(kind) if value is not None else None,
        nil_reason=reason,
    )


def thing_codes(name: str, kind: ThingCodes, sent: Sent) -> tuple[str, ...]:
    """Codes of parts or things, blanks left out; raises BadForm."""
    codes = tuple(filter(None, (code.strip() for code in sent.units(name))))
    wrong = [code for code in codes if len(code) > _CODE_AT_MOST or not _CODE.fullmatch(code)]
    if wrong or len(codes) > kind.at_most:
        sentence = f"{kind.label}: hãy chọn trong danh sách, tối đa {kind.at_most} mục."
        raise BadForm("field-code", sentence, field=name)
    return codes


def year_numbers(name: str, kind: YearNumbers, sent: Sent) -> tuple[YearlyTarget, ...]:
    """Numbers of some years in their order, blank ones left out; raises BadForm."""
    numbers: list[YearlyTarget] = []
    mistakes = Mistakes()
    for given in sent.years(name):
        with mistakes:
            label = f"{kind.label} năm {given.year}"
            if given.value:
                value = sent.decimal(given.value, label=label, field=given.field)
                numbers.append(YearlyTarget(year=given.year, value=value))
    mistakes.settle()
    return tuple(sorted(numbers, key=lambda number: number.year))


def clause_cuts(name: str, kind: ClauseCuts, sent: Sent) -> tuple[ClauseCut, ...]:
    """How a text is cut; raises BadForm."""
    cuts = sent.cuts(name)
    known = {str(word) for word in kind.kinds}
    if len(cuts) > kind.at_most or any(cut.kind not in known for cut in cuts):
        raise _bad_cuts(name)
    return tuple(
        ClauseCut(
            start=cut.start,
            end=cut.end,
            mark=cut.mark,
            depth=cut.depth,
            kind=ClauseKind(cut.kind),
        )
        for cut in cuts
    )


def read_cuts(written: str, *, field: str) -> Sequence[SentCut]:
    """The same list as over JSON: objects with start, end, mark, depth, kind; raises BadForm."""
    try:
        cuts = [SentCut(**cut) for cut in json.loads(written)]
    except (TypeError, ValueError, RecursionError) as error:
        raise _bad_cuts(field) from error
    if not all(_is_cut(cut) for cut in cuts):
        raise _bad_cuts(field)
    return cuts


def _is_cut(cut: SentCut) -> bool:
    numbers = (cut.start, cut.end, cut.depth)
    return all(type(each) is int for each in numbers) and all(
        type(each) is str for each in (cut.mark, cut.kind)
    )


def _bad_cuts(field: str) -> BadForm:
    sentence = "Các điều, khoản: danh sách gửi lên không đọc được. Hãy tải lại trang rồi gửi lại."
    return BadForm("field-cuts", sentence, field=field)


def is_kept(kind: TypedWhere, sent: Sent) -> bool:
    """Whether the other field says so, and a chosen line is left without words of its own."""
    if sent.value(kind.where, CommandField()) != kind.says:
        return False
    lines = sent.lines(kind.rest_of) if kind.rest_of else None
    return lines is None or any(line.chosen and not line.words.strip() for line in lines)


def _chosen_lines(
    name: str, kind: ChosenLines, sent: Sent, put: TypedTexts
) -> tuple[ChosenLine, ...] | None:
    lines = sent.lines(name)
    if lines is None:
        return None
    kept = sent.value(kind.where, CommandField()) == kind.says
    chosen: list[ChosenLine] = []
    mistakes = Mistakes()
    for line in lines:
        if line.chosen or (kept and line.words.strip()):
            with mistakes:
                chosen.append(_chosen_line(line, kind, put, kept=kept))
    mistakes.settle()
    return tuple(chosen)


def _chosen_line(line: SentLine, kind: ChosenLines, put: TypedTexts, *, kept: bool) -> ChosenLine:
    if not line.chosen:
        raise BadForm(
            "line-unticked",
            "Nội dung sửa: đã nhập cho dòng này nhưng chưa đánh dấu dòng. "
            "Hãy đánh dấu dòng, hoặc xóa nội dung đã nhập.",
            field=line.field,
        )
    typed = tidy(line.words if kept else "", label=kind.label, limit=put.limit, field=line.field)
    value = put.put(typed, label=kind.label, field=line.field)
    return ChosenLine(key=line.key, value=value, typed=typed)
